import type { FileChange } from '../drafts/draft.ts';
import type { HubAccount } from './hub-account.ts';
import type { HubApi } from './hub-api.ts';
import { commitOnce, headOf, holds, type Committed } from './hub-commits.ts';
import { close, describe, openPullRequests, pageOf, pullRequest, type PullRequest } from './hub-pull-requests.ts';
import { WriteRefusal } from './write-refusal.ts';
import { isSame } from './names.ts';
import { isOurTitle, MARKER, withoutMarker } from './pull-request-text.ts';

/** What is proposed to the owner of a repository. */
export interface Proposal {
  /** The branch that the changes are for. */
  readonly branch: string;
  /** The commit that was examined. */
  readonly parent: string;
  readonly title: string;
  readonly description: string;
  readonly changes: readonly FileChange[];
}

/** The pull request that has the changes now. */
export interface Proposed {
  readonly outcome: 'opened' | 'updated' | 'unchanged';
  readonly number: number;
  readonly url: string;
}

/**
 * Opens a pull request, or brings the one up to date that is open: there is never more than one of ours in a repository.
 * One that other people have worked on is left alone. Throws a `WriteRefusal` when the changes are in none.
 */
export async function propose(api: HubApi, account: HubAccount, proposal: Proposal): Promise<Proposed> {
  const [ours] = await ourPullRequests(api, account);
  return ours === undefined ? open(api, account, proposal) : update(api, account, ours, proposal);
}

async function open(api: HubApi, account: HubAccount, proposal: Proposal): Promise<Proposed> {
  const look = async (): Promise<Committed | null> => {
    const [ours] = await ourPullRequests(api, account);
    return ours === undefined ? null : { oid: await headOf(api, refOf(ours)), number: ours.number };
  };
  const { number } = await commitOnce(api, { ...proposal, opensPullRequest: true }, look);
  if (number === null) throw new WriteRefusal(`The Hub does not tell which pull request it opened in ${api.id}`, 'Look at its page.');
  // Another run may have opened one at the same moment; each sees both now, and the later one goes.
  const [first] = await ourPullRequests(api, account).catch(() => []);
  if (first === undefined || first.number >= number) return { outcome: 'opened', number, url: pageOf(api, number) };
  await close(api, number, `The same is proposed in #${first.number}.`).catch(() => {
    throw new WriteRefusal(`${pageOf(api, number)} and ${pageOf(api, first.number)} propose the same, for two runs were at work, and the later one could not be closed`, 'Close it by hand.', 'unsure');
  });
  return update(api, account, first, proposal);
}

async function update(api: HubApi, account: HubAccount, ours: PullRequest, proposal: Proposal): Promise<Proposed> {
  const { changes } = proposal;
  const [number, url, branch] = [ours.number, pageOf(api, ours.number), refOf(ours)];
  if (ours.base !== '' && ours.base !== proposal.branch) throw new WriteRefusal(`${url} is still open, for the branch ${ours.base}`, 'There is one pull request at a time: merge or close that one first.');
  const head = await headOf(api, branch);
  if (await holds(api, head, changes)) return { outcome: 'unchanged', number, url };
  if (ours.commits.some(({ author, title }) => !isSame(author, account.name) || !isOurTitle(title))) {
    throw new WriteRefusal(`${url} is still open, and somebody has worked on it, so that it was left as it is`, 'Merge or close it, and run this again.');
  }
  const look = async (): Promise<Committed | null> => {
    const now = await headOf(api, branch);
    return now !== head && (await holds(api, now, changes)) ? { oid: now, number } : null;
  };
  await commitOnce(api, { ...proposal, description: withoutMarker(proposal.description), branch, parent: head, opensPullRequest: false }, look);
  // The commit says the same: a pull request whose description is out of date is still the right one.
  if (ours.description.text.trim() !== proposal.description.trim()) await describe(api, ours, proposal.description).catch(() => undefined);
  return { outcome: 'updated', number, url };
}

/** The open ones of this program by this account. A marker proves nothing by itself: anybody can write it. */
async function ourPullRequests(api: HubApi, { name }: HubAccount): Promise<PullRequest[]> {
  const found: PullRequest[] = [];
  for (const number of await openPullRequests(api, name)) {
    const one = await pullRequest(api, number);
    // Not by its title, which its owner and the repository's can change.
    if (one.description.text.startsWith(MARKER) && isSame(one.description.author, name)) found.push(one);
  }
  return found;
}

function refOf({ number }: PullRequest): string {
  return `refs/pr/${number}`;
}
