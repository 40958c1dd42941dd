import type { Patch } from '../patch/patches.ts';
import { branchChanges } from './branch-changes.ts';
import type { HubAccount } from './hub-account.ts';
import type { HubApi } from './hub-api.ts';
import { commitOnce, headOf, holds, type Committed } from './hub-commits.ts';
import { close, describe, pageOf, pullRequest, pullRequests, type PullRequest } from './hub-pull-requests.ts';
import { WriteRefusal } from './write-refusal.ts';
import { isSame } from './names.ts';
import { isOurTitle, MARKER, withoutMarker } from './pull-request-text.ts';

/** The changes that are proposed to the owner of a repository. */
export interface Proposal {
  /** The base branch. */
  readonly branch: string;
  /** The commit that was examined. */
  readonly parent: string;
  readonly title: string;
  readonly description: string;
  readonly changes: readonly Patch[];
  /** True to propose changes that were declined before. */
  readonly again: boolean;
}

/** The pull request with the changes. */
export interface Proposed {
  readonly outcome: 'opened' | 'updated' | 'replaced' | 'unchanged';
  readonly number: number;
  readonly url: string;
}

/**
 * Opens a pull request, or updates the open one: there is never more than one of ours for a branch. One that other
 * people have worked on is left alone, and one that was closed is a decision.
 * Throws a `WriteRefusal` if no pull request has the changes.
 */
export async function propose(api: HubApi, account: HubAccount, proposal: Proposal): Promise<Proposed> {
  const {
    ours: [ours],
    same,
    declined,
  } = await findExisting(api, account, proposal);
  if (ours !== undefined) return update(api, account, ours, proposal);
  if (same !== null) return { outcome: 'unchanged', number: same, url: pageOf(api, same) };
  if (declined !== null && !proposal.again) {
    throw new WriteRefusal(
      `${pageOf(api, declined)} proposed this before and was closed`,
      'To propose it again, add --propose-again.',
    );
  }
  return open(api, account, proposal);
}

/**
 * Closes our open pull request for a branch on which nothing is left to propose. Null if there is none, or if other
 * people have worked on it.
 */
export async function closeObsolete(api: HubApi, account: HubAccount, branch: string): Promise<string | null> {
  const [ours] = await ourPullRequests(api, account, branch);
  if (ours === undefined || isTouched(ours, account)) return null;
  await close(api, ours.number, closing('The branch now has these changes, so nothing is left to propose.'));
  return pageOf(api, ours.number);
}

async function open(
  api: HubApi,
  account: HubAccount,
  proposal: Proposal,
  replaced: number | null = null,
): Promise<Proposed> {
  const others = async () =>
    (await ourPullRequests(api, account, proposal.branch)).filter(({ number }) => number !== replaced);
  const findCommit = async (): Promise<Committed | null> => {
    const [ours] = await others();
    return ours === undefined ? null : { oid: await headOf(api, refOf(ours)), number: ours.number };
  };
  const { number } = await commitOnce(api, { ...proposal, opensPullRequest: true }, findCommit);
  if (number === null)
    throw new WriteRefusal(`The Hub does not report which pull request it opened in ${api.id}`, 'Look at its page.');
  // Another run can have opened one at the same time; each now sees both, and the later one is closed.
  const [first] = await others().catch(() => []);
  if (first === undefined || first.number >= number) return { outcome: 'opened', number, url: pageOf(api, number) };
  await close(api, number, closing(`The same is proposed in #${first.number}.`)).catch(() => {
    throw new WriteRefusal(
      `two runs opened ${pageOf(api, first.number)} and ${pageOf(api, number)} with the same changes, and the later ` +
        'one could not be closed',
      'Close it by hand.',
      'unsure',
    );
  });
  return update(api, account, first, proposal);
}

async function update(api: HubApi, account: HubAccount, ours: PullRequest, proposal: Proposal): Promise<Proposed> {
  const { changes } = proposal;
  const [number, url, branch] = [ours.number, pageOf(api, ours.number), refOf(ours)];
  const head = await headOf(api, branch);
  if (isTouched(ours, account)) {
    if (ours.conflicts.length === 0 && (await holds(api, head, changes))) return { outcome: 'unchanged', number, url };
    throw new WriteRefusal(
      `${url} is still open, and was left alone because somebody has worked on it`,
      'Merge or close it, and run this again.',
    );
  }
  const { stale, needsFresh } = await branchChanges(api, ours, { head, onto: proposal.parent, changes });
  if (needsFresh) return replace(api, account, ours, proposal);
  if (stale.length === 0 && (await holds(api, head, changes))) return { outcome: 'unchanged', number, url };
  const findCommit = async (): Promise<Committed | null> => {
    const now = await headOf(api, branch);
    return now !== head && (await holds(api, now, changes)) ? { oid: now, number } : null;
  };
  await commitOnce(
    api,
    {
      ...proposal,
      removed: stale,
      description: withoutMarker(proposal.description),
      branch,
      parent: head,
      opensPullRequest: false,
    },
    findCommit,
  );
  // A failure is ignored: the commit has the same text, and the pull request is right even with an old description.
  if (ours.description.text.trim() !== proposal.description.trim())
    await describe(api, ours, proposal.description).catch(() => undefined);
  return { outcome: 'updated', number, url };
}

/** Opens a fresh pull request: one based on outdated files would not merge, or would undo the owner's changes. */
async function replace(api: HubApi, account: HubAccount, old: PullRequest, proposal: Proposal): Promise<Proposed> {
  const made = await open(api, account, proposal, old.number);
  await close(
    api,
    old.number,
    closing(`The files have changed since. #${made.number} proposes the same for the current files: ${made.url}`),
  ).catch(() => {
    throw new WriteRefusal(
      `${made.url} replaces ${pageOf(api, old.number)}, which could not be closed`,
      'Close it by hand.',
      'unsure',
    );
  });
  return { ...made, outcome: 'replaced' };
}

interface Existing {
  /** Open pull requests by this program and account, for the branch. */
  readonly ours: readonly PullRequest[];
  /** An open pull request of another account with the same changes. */
  readonly same: number | null;
  /** A pull request by this program that somebody closed. */
  readonly declined: number | null;
}

async function findExisting(api: HubApi, account: HubAccount, { branch, changes }: Proposal): Promise<Existing> {
  const ours = await ourPullRequests(api, account, branch);
  if (ours.length > 0) return { ours, same: null, declined: null };
  let declined: number | null = null;
  for (const { number, state } of (await pullRequests(api)).filter(({ title }) => isOurTitle(title))) {
    if (state === 'merged') continue;
    const one = await pullRequest(api, number);
    if (!isFor(one, branch)) continue;
    // Anybody can write a title: what counts is whether it has the changes, or whether somebody declined them.
    if (state === 'open' && one.conflicts.length === 0 && (await holds(api, await headOf(api, refOf(one)), changes)))
      return { ours, same: number, declined };
    if (state === 'closed' && one.commits.length > 0 && !isClosedByUs(one)) declined = number;
  }
  return { ours, same: null, declined };
}

/** Open pull requests by this program and account, found by title, by titles of commits, or by the hidden marker. */
async function ourPullRequests(api: HubApi, { name }: HubAccount, branch: string): Promise<PullRequest[]> {
  const own = (await pullRequests(api)).filter(({ author, state }) => state === 'open' && isSame(author, name));
  const found: PullRequest[] = [];
  for (const { number, title } of own) {
    const one = await pullRequest(api, number);
    const byText = one.description.text.startsWith(MARKER) && isSame(one.description.author, name);
    const byCommits = one.commits.some(({ author, title: subject }) => isSame(author, name) && isOurTitle(subject));
    if (isFor(one, branch) && (byText || byCommits || isOurTitle(title))) found.push(one);
  }
  return found;
}

function isFor({ base }: PullRequest, branch: string): boolean {
  return base === '' || base === branch;
}

function isTouched({ commits }: PullRequest, account: HubAccount): boolean {
  return commits.some(({ author, title }) => !isSame(author, account.name) || !isOurTitle(title));
}

/** True if this program closed it, as it does with a comment when it opens a replacement; that is nobody's decision. */
function isClosedByUs({ comments, description }: PullRequest): boolean {
  const last = comments.at(-1);
  return last !== undefined && last.text.startsWith(MARKER) && isSame(last.author, description.author);
}

function closing(says: string): string {
  return `${MARKER}\n${says}`;
}

function refOf({ number }: PullRequest): string {
  return `refs/pr/${number}`;
}
