import type { HubApi } from './hub-api.ts';
import { commitOnce, headOf, holds, type Committed } from './hub-commits.ts';
import type { Proposal } from './propose.ts';
import { withoutMarker } from './pull-request-text.ts';

/** The commit with the changes. */
export interface BranchCommit {
  readonly oid: string;
  readonly url: string;
}

/** Commits to the branch itself. Throws a `WriteRefusal` on failure, also if the branch has moved in the meantime. */
export async function commitToBranch(api: HubApi, proposal: Proposal): Promise<BranchCommit> {
  const findCommit = async (): Promise<Committed | null> => {
    const now = await headOf(api, proposal.branch);
    return now !== proposal.parent && (await holds(api, now, proposal.changes)) ? { oid: now, number: null } : null;
  };
  const { oid } = await commitOnce(
    api,
    { ...proposal, description: withoutMarker(proposal.description), opensPullRequest: false },
    findCommit,
  );
  return { oid, url: `${api.endpoint}/${api.id}/commit/${oid}` };
}
