import { UsageError } from '../errors/usage-error.ts';
import type { Patch } from '../patch/patches.ts';
import type { FixReport, Published } from '../fix-report.ts';
import type { HubWriting } from '../hub-publish/hub-api.ts';
import type { Access, HubRepository } from '../hub-publish/hub-proposals.ts';
import { WriteRefusal } from '../hub-publish/write-refusal.ts';
import { escapeTerminal } from '../reporters/escape-terminal.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { TargetError } from '../errors/target-error.ts';
import { hubEndpoint, hubOffline, hubToken } from '../sources/hub/environment.ts';
import { hubTarget } from '../sources/hub/target.ts';
import type { FixArguments } from './arguments.ts';
import { createFetch } from './create-fetch.ts';
import type { RuntimeContext } from './context.ts';

/** The result of publishing the changes; `complaint` gives the reason of a failure. */
export interface Publication {
  readonly published: Published | null;
  readonly complaint: string | null;
  /** True if the changes were shown before the question. */
  readonly shown: boolean;
}

/** Publishes or writes the changes. `preview` shows them before a question. */
export type Publish = (report: FixReport, changes: readonly Patch[], preview: () => string) => Promise<Publication>;

/** What `--create-pr` and `--commit` need to write to the Hub. Throws a `UsageError` if the environment lacks it. */
export function hubWriting({ publish }: FixArguments, env: RuntimeContext['env']): HubWriting {
  const endpoint = hubEndpoint(env);
  const token = hubToken(env);
  const offline = hubOffline(env);
  if (offline !== null)
    throw new UsageError(
      `--${publish ?? ''} writes to the Hub, and ${offline} forbids it`,
      'unset it, or write a patch with --diff FILE',
    );
  if (endpoint === null) throw new UsageError('HF_ENDPOINT is not a web address', 'set it to the address of the Hub');
  if (token === null)
    throw new UsageError(`--${publish ?? ''} needs a token that can write`, 'set HF_TOKEN, or run hf auth login');
  return { endpoint, token, fetch: createFetch(env) };
}

/**
 * Returns what `--create-pr` or `--commit` does with the changes to a repository on the Hub, after every check that is
 * possible before there are changes. Throws a `UsageError` for a read-only token, a target that names a commit, or a
 * commit to another account's repository; a `TargetError` when the Hub does not answer.
 */
export async function choosePublisher(
  input: FixArguments,
  snapshot: Snapshot,
  writing: HubWriting,
  context: RuntimeContext,
): Promise<Publish> {
  const repository = repositoryOf(input, snapshot);
  const ask = input.publish === 'commit' && !input.yes ? await context.question() : null;
  if (input.publish === 'commit' && !input.yes && ask === null)
    throw new UsageError(
      '--commit asks before it commits, and there is no terminal',
      'to commit without a question, add --yes',
    );
  // Loads the Hub's client, which is large.
  const { accessTo, commitFix, proposeFix, withdrawFix } = await import('../hub-publish/hub-proposals.ts');
  const access = await accessOrError(accessTo(repository.id, writing));
  if (input.publish === 'commit' && !access.own)
    throw new UsageError(
      `the token is ${access.account.name}'s, but ${repository.id} is not; --commit is for your own repositories`,
      'propose the changes with --create-pr',
    );
  return async (report, changes, preview) => {
    const done: Publication = { published: null, complaint: null, shown: false };
    if (changes.length === 0) {
      // An earlier proposal still stands if changes are missing only because no text was found.
      if (input.publish !== 'create-pr' || report.fix.agreements.length > 0) return done;
      return outcome(withdrawFix(repository, access.account, writing), false);
    }
    const missing = report.fix.agreements.find(({ from }) => from === null);
    if (input.publish === 'create-pr' && missing !== undefined)
      return { ...done, complaint: withoutAgreement(missing) };
    if (input.publish === 'create-pr')
      return outcome(proposeFix(repository, { report, changes }, access.account, writing, input.proposeAgain), false);
    if (ask !== null && !(await agrees(ask, preview, repository, changes, context)))
      return { published: null, complaint: 'nothing was committed: the answer was no', shown: true };
    return outcome(commitFix(repository, { report, changes }, writing), ask !== null);
  };
}

/** The copy of the agreement is the main duty: a proposal without it would be half a remedy. */
function withoutAgreement({ license, published }: FixReport['fix']['agreements'][number]): string {
  return [
    `nothing was changed: the text of the ${license} agreement was not found, and a pull request without it would ` +
      'leave the main duty unmet',
    `Save it from ${published} and pass it with --agreement FILE.`,
  ].join('\n');
}

function repositoryOf(input: FixArguments, { target, hub, revision }: Snapshot): HubRepository {
  const named = hubTarget(input.target);
  const branch = named.revision ?? 'main';
  if (revision === null)
    throw new UsageError(
      `the Hub does not report the current commit of ${target}`,
      'without it, no change is safe; --diff FILE writes a patch',
    );
  if (/^[0-9a-f]{7,40}$/i.test(branch))
    throw new UsageError(`${target} names a commit, which cannot be changed`, 'name a branch after the @, or none');
  if (input.publish === 'create-pr' && branch.startsWith('refs/'))
    throw new UsageError(
      `${target} names a pull request, and a pull request needs a branch`,
      'name a branch after the @, or none',
    );
  return { id: hub?.id ?? named.id, branch, revision };
}

async function agrees(
  ask: (text: string) => Promise<string>,
  preview: () => string,
  { id, branch }: HubRepository,
  changes: readonly Patch[],
  { stderr }: RuntimeContext,
): Promise<boolean> {
  stderr.write(`${preview()}\n`);
  const files = changes.map(({ path }) => path).join(', ');
  const answer = await ask(escapeTerminal(`Commit ${files} to ${branch} of ${id}? [y/N] `));
  return /^y(?:es)?$/i.test(answer.trim());
}

async function accessOrError(access: Promise<Access>): Promise<Access> {
  try {
    return await access;
  } catch (error) {
    if (!(error instanceof WriteRefusal)) throw error;
    throw error.about === 'token'
      ? new UsageError(error.message, error.hint)
      : new TargetError('network', error.message, error.hint);
  }
}

async function outcome(publishing: Promise<Published | null>, shown: boolean): Promise<Publication> {
  try {
    return { published: await publishing, complaint: null, shown };
  } catch (error) {
    if (!(error instanceof WriteRefusal)) throw error;
    const nothingChanged = error.about === 'unsure' ? '' : 'nothing was changed: ';
    return { published: null, complaint: `${nothingChanged}${error.message}\n${error.hint}`, shown };
  }
}
