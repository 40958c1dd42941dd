import { UsageError } from '../errors/usage-error.ts';
import type { FileChange } from '../patch/draft.ts';
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
import { asking } from './create-fetch.ts';
import type { RuntimeContext } from './context.ts';

/** What became of the changes; `complaint` says why nothing did. */
export interface Publication {
  readonly published: Published | null;
  readonly complaint: string | null;
  /** The changes were shown to a person before. */
  readonly shown: boolean;
}

/** Takes the changes to where they belong. `preview` shows them to whoever is asked. */
export type Publish = (
  report: FixReport,
  changes: readonly FileChange[],
  preview: () => string,
) => Promise<Publication>;

/** What `--create-pr` and `--commit` write to the Hub with. Throws a `UsageError` where the environment has nothing for it. */
export function writingTo({ publish }: FixArguments, env: RuntimeContext['env']): HubWriting {
  const endpoint = hubEndpoint(env);
  const token = hubToken(env);
  const offline = hubOffline(env);
  if (offline !== null)
    throw new UsageError(
      `--${publish ?? ''} writes to the Hub, and ${offline} forbids it`,
      'unset it, or write a patch with --diff FILE',
    );
  if (endpoint === null) throw new UsageError('HF_ENDPOINT is no web address', 'it has to be the address of the Hub');
  if (token === null)
    throw new UsageError(`--${publish ?? ''} needs a token that may write`, 'set HF_TOKEN, or run hf auth login');
  return { endpoint, token, fetch: asking(env) };
}

/**
 * What `--create-pr` or `--commit` will do with the changes of a repository on the Hub. All that can be known before
 * there are any is found out here. Throws a `UsageError` when it cannot be done: with a token that only reads, to a
 * commit, in a repository of other people; a `TargetError` when the Hub does not answer.
 */
export async function publishing(
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
      'give --yes to commit without a question',
    );
  // Loads the Hub's client, which is large.
  const { accessTo, commitFix, proposeFix, withdrawFix } = await import('../hub-publish/hub-proposals.ts');
  const access = await accessOrError(accessTo(repository.id, writing));
  if (input.publish === 'commit' && !access.own)
    throw new UsageError(
      `${repository.id} is not of ${access.account.name}, whose token this is, and --commit is for repositories of one's own`,
      'propose the changes with --create-pr',
    );
  return async (report, changes, preview) => {
    const done: Publication = { published: null, complaint: null, shown: false };
    if (changes.length === 0) {
      // What could not be proposed for want of a text is still to be done.
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

/** The agreement is the main part of what is asked: a proposal without it would be half a remedy. */
function withoutAgreement({ license, published }: FixReport['fix']['agreements'][number]): string {
  return `nothing was changed: no text of the ${license} agreement was to be had, and a pull request without it would leave the main duty unmet\nSave it from ${published} and pass it with --agreement FILE.`;
}

function repositoryOf(input: FixArguments, { target, hub, revision }: Snapshot): HubRepository {
  const named = hubTarget(input.target);
  const branch = named.revision ?? 'main';
  if (revision === null)
    throw new UsageError(
      `the Hub does not tell which commit ${target} is at`,
      'without it nothing can be changed safely; --diff FILE writes a patch',
    );
  if (/^[0-9a-f]{7,40}$/i.test(branch))
    throw new UsageError(
      `${target} names a commit, to which nothing can be added`,
      'name a branch behind the @, or none',
    );
  if (input.publish === 'create-pr' && branch.startsWith('refs/'))
    throw new UsageError(
      `${target} names a pull request, and a pull request is for a branch`,
      'name a branch behind the @, or none',
    );
  return { id: hub?.id ?? named.id, branch, revision };
}

async function agrees(
  ask: (text: string) => Promise<string>,
  preview: () => string,
  { id, branch }: HubRepository,
  changes: readonly FileChange[],
  { stderr }: RuntimeContext,
): Promise<boolean> {
  stderr.write(`${preview()}\n`);
  return /^y(?:es)?$/i.test(
    (
      await ask(escapeTerminal(`Commit ${changes.map(({ path }) => path).join(', ')} to ${branch} of ${id}? [y/N] `))
    ).trim(),
  );
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
