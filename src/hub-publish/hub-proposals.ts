import type { Patch } from '../patch/patches.ts';
import type { FixReport, Published } from '../fix-report.ts';
import { commitToBranch } from './commit-to-branch.ts';
import { hubAccount, isOwn, type HubAccount } from './hub-account.ts';
import { HubApi, type HubWriting } from './hub-api.ts';
import { closeObsolete, propose, type Proposal } from './propose.ts';
import { description, title } from './pull-request-text.ts';

// Everything that changes something on the Hub. Each call throws a `WriteRefusal` if the change is not made.

/** A repository to write to. */
export interface HubRepository {
  /** `owner/name`, the current id on the Hub. */
  readonly id: string;
  readonly branch: string;
  /** The commit that was examined. */
  readonly revision: string;
}

export interface Access {
  readonly account: HubAccount;
  /** True if the repository belongs to the account, or to an organization in which it can write. */
  readonly own: boolean;
}

/** The account of the token, and whether it owns the repository. */
export async function accessTo(id: string, writing: HubWriting): Promise<Access> {
  const account = await hubAccount(new HubApi({ id, revision: null }, writing));
  return { account, own: isOwn(id, account) };
}

/** Opens a pull request with the changes, or updates the open one of this program. */
export async function proposeFix(
  repository: HubRepository,
  fix: { readonly report: FixReport; readonly changes: readonly Patch[] },
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

/** Closes the open pull request of this program if nothing is left to propose; null if there is none. */
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
  fix: { readonly report: FixReport; readonly changes: readonly Patch[] },
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
  { report, changes }: { readonly report: FixReport; readonly changes: readonly Patch[] },
): Proposal {
  return { branch, parent: revision, title: title(report), description: description(report), changes, again: false };
}
