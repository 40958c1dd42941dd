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

/** Where the targets of an audit come from, and how each is judged. `named` are the targets of a list. */
export function auditSources(
  scope: AuditScope,
  named: readonly string[],
  { rulebook, options, run }: { readonly rulebook: Rulebook; readonly options: CheckOptions; readonly run: Session },
): AuditSources {
  return {
    list: () =>
      scope.kind === 'list'
        ? inList(named, run)
        : scope.kind === 'github-owner'
          ? onGithub(scope.owner, run)
          : onHub(scope, run),
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
  scope: Extract<AuditScope, { readonly kind: 'hub-owner' | 'derivatives' }>,
  run: Session,
): AsyncGenerator<AuditTarget> {
  const server = run.hub(nameOfScope(scope));
  if (scope.kind === 'hub-owner') {
    yield* listed(server, { owner: scope.owner });
    return;
  }
  let found = false;
  for await (const target of listed(server, { baseOf: scope.base })) {
    found = true;
    yield target;
  }
  if (found) return;
  // Models name their base by its current id; an earlier id, or one in another letter case, leads to it.
  const base = await server.model(scope.base, null).catch(noModel);
  if (base !== null && base.id !== scope.base) yield* listed(server, { baseOf: base.id });
}

async function* listed(server: HubServer, search: Parameters<HubServer['models']>[0]): AsyncGenerator<AuditTarget> {
  for await (const hub of server.models(search)) yield { target: `hf:${hub.id}`, revision: hub.sha, hub };
}

function noModel(error: unknown): null {
  if (error instanceof TargetError) return null;
  throw error;
}

/** The target with its current revision; unchanged if it cannot be read, which the check reports. */
async function located(target: AuditTarget, run: Session): Promise<AuditTarget> {
  try {
    return await asOfNow(target, run);
  } catch (error) {
    if (error instanceof TargetError) return target;
    throw error;
  }
}

/** The Hub's answer has the revision and the rest of the metadata, which then need not be requested again. */
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

/** A wrong configuration of one repository does not end the audit. */
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
