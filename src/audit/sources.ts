import { checkTarget } from '../check.ts';
import type { CheckOptions } from '../config/check-options.ts';
import { UsageError } from '../errors/usage-error.ts';
import { reportedLicense } from '../findings/reported-licenses.ts';
import type { Rulebook } from '../rulebook-loader/load-rulebook.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { TargetError } from '../errors/target-error.ts';
import { githubRepositories } from '../sources/github/owner.ts';
import { githubRevision } from '../sources/github/github.ts';
import type { HubServer } from '../sources/hub/server.ts';
import { hubTarget } from '../sources/hub/target.ts';
import { openHub } from '../sources/hub/hub.ts';
import { openTarget, targetSource } from '../sources/open.ts';
import { requireNetwork } from '../sources/http/network-options.ts';
import type { Session } from '../sources/run.ts';
import type { AuditSources } from './audit.ts';
import type { AuditTarget, Entry } from './journal-line.ts';
import { namedModels } from './owner-lists.ts';
import { nameOfScope, type AuditScope } from './audit-scope.ts';

/** The targets of an audit, of a list those that it names, and how each is judged. */
export function auditSources(
  what: AuditScope,
  named: readonly string[],
  { rulebook, options, run }: { readonly rulebook: Rulebook; readonly options: CheckOptions; readonly run: Session },
): AuditSources {
  return {
    list: () =>
      what.kind === 'list'
        ? inList(named, run)
        : what.kind === 'github-owner'
          ? onGithub(what.owner, run)
          : onHub(what, run),
    locate: (target) => located(target, run),
    check: (target) => checked(target, rulebook, options, run),
    licenses: rulebook.licenses.map(reportedLicense),
  };
}

async function* inList(named: readonly string[], run: Session): AsyncGenerator<AuditTarget> {
  const models = await namedModels(named, run);
  for (const target of named) {
    const hub = models.get(target);
    yield hub === undefined ? { target, revision: null } : { target, revision: hub.sha, hub };
  }
}

async function* onGithub(owner: string, run: Session): AsyncGenerator<AuditTarget> {
  for await (const name of githubRepositories(owner, requireNetwork(`github:${owner}`, run)))
    yield { target: `github:${name}`, revision: null };
}

async function* onHub(
  what: Extract<AuditScope, { readonly kind: 'hub-owner' | 'derivatives' }>,
  run: Session,
): AsyncGenerator<AuditTarget> {
  const server = run.hub(nameOfScope(what));
  if (what.kind === 'hub-owner') {
    yield* listed(server, { owner: what.owner });
    return;
  }
  let found = false;
  for await (const target of listed(server, { baseOf: what.base })) {
    found = true;
    yield target;
  }
  if (found) return;
  // Models name their base as it is spelled now; an id in other letters, or an earlier one, leads to it.
  const base = await server.model(what.base, null).catch(noModel);
  if (base !== null && base.id !== what.base) yield* listed(server, { baseOf: base.id });
}

async function* listed(server: HubServer, search: Parameters<HubServer['models']>[0]): AsyncGenerator<AuditTarget> {
  for await (const hub of server.models(search)) yield { target: `hf:${hub.id}`, revision: hub.sha, hub };
}

function noModel(error: unknown): null {
  if (error instanceof TargetError) return null;
  throw error;
}

/** One that is not to be had stays without a revision: that it cannot be read is for the check to say. */
async function located(target: AuditTarget, run: Session): Promise<AuditTarget> {
  try {
    return await asOfNow(target, run);
  } catch (error) {
    if (error instanceof TargetError) return target;
    throw error;
  }
}

/** What tells the revision on the Hub also tells the rest of the model, which then need not be asked for again. */
async function asOfNow(target: AuditTarget, run: Session): Promise<AuditTarget> {
  const source = targetSource(target.target);
  if (source === 'local') return target;
  if (source === 'hub') {
    const { id, revision } = hubTarget(target.target);
    const hub = await run.hub(target.target).model(id, revision);
    return { target: target.target, revision: hub.sha, hub };
  }
  return { ...target, revision: await githubRevision(target.target, requireNetwork(target.target, run)) };
}

/** A repository whose own configuration is wrong ends no audit of others. */
async function checked(target: AuditTarget, rulebook: Rulebook, options: CheckOptions, run: Session): Promise<Entry> {
  try {
    return await checkTarget(target.target, rulebook, options, run, async () => opened(target, run));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return {
      target: target.target,
      source: targetSource(target.target),
      error: { code: 'invalid', message: error.message, hint: error.hint ?? 'Correct its configuration.' },
    };
  }
}

async function opened({ target, hub }: AuditTarget, run: Session): Promise<Snapshot> {
  if (hub === undefined) return openTarget(target, run);
  return openHub(target, run.hub(target), hub);
}
