import type { FileChange } from '../patch/draft.ts';
import type { FixReport, Published } from '../fix-report.ts';
import { commitToBranch } from './commit-to-branch.ts';
import { hubAccount, isOwn, type HubAccount } from './hub-account.ts';
import { HubApi, type HubWriting } from './hub-api.ts';
import { closeObsolete, propose, type Proposal } from './propose.ts';
import { description, title } from './pull-request-text.ts';

// All that asks the Hub to change something. Each call throws a `WriteRefusal` when the change is not made.

/** A repository that is to be written to. */
export interface HubRepository {
  /** `owner/name`, as the Hub writes it today. */
  readonly id: string;
  readonly branch: string;
  /** The commit that was examined. */
  readonly revision: string;
}

export interface Access {
  readonly account: HubAccount;
  /** The repository is the account's, or of an organization in which it may write. */
  readonly own: boolean;
}

/** Whose token it is, and whether the repository is theirs. */
export async function accessTo(id: string, writing: HubWriting): Promise<Access> {
  const account = await hubAccount(new HubApi({ id, revision: null }, writing));
  return { account, own: isOwn(id, account) };
}

/** Opens a pull request with the changes, or brings the open one of this program up to date. */
export async function proposeFix(
  repository: HubRepository,
  fix: { readonly report: FixReport; readonly changes: readonly FileChange[] },
  account: HubAccount,
  writing: HubWriting,
  again: boolean,
): Promise<Published> {
  const { outcome, url } = await propose(apiOf(repository, writing), account, {
    ...proposalOf(repository, fix),
    again,
  });
  return { kind: 'pull-request', outcome, url };
}

/** Closes the open pull request of this program where nothing is left to propose; null where there is none. */
export async function withdrawFix(
  repository: HubRepository,
  account: HubAccount,
  writing: HubWriting,
): Promise<Published | null> {
  const url = await closeObsolete(apiOf(repository, writing), account, repository.branch);
  return url === null ? null : { kind: 'pull-request', outcome: 'closed', url };
}

/** Commits the changes to the branch itself. */
export async function commitFix(
  repository: HubRepository,
  fix: { readonly report: FixReport; readonly changes: readonly FileChange[] },
  writing: HubWriting,
): Promise<Published> {
  const { url } = await commitToBranch(apiOf(repository, writing), proposalOf(repository, fix));
  return { kind: 'commit', outcome: 'committed', url };
}

function apiOf({ id, branch }: HubRepository, writing: HubWriting): HubApi {
  return new HubApi({ id, revision: branch }, writing);
}

function proposalOf(
  { branch, revision }: HubRepository,
  { report, changes }: { readonly report: FixReport; readonly changes: readonly FileChange[] },
): Proposal {
  return { branch, parent: revision, title: title(report), description: description(report), changes, again: false };
}
