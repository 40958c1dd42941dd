import type { Patch } from '../patch/patches.ts';
import type { HubApi } from './hub-api.ts';
import { ancestorOf, treeOf } from './hub-commits.ts';
import type { PullRequest } from './hub-pull-requests.ts';

/** How the branch of a pull request differs from what is proposed now. */
export interface BranchChanges {
  /** Files that the branch adds and that are no longer proposed. */
  readonly stale: readonly string[];
  /** True if the branch cannot be updated: it would not merge, or would undo later changes. */
  readonly needsFresh: boolean;
}

const FRESH: BranchChanges = { stale: [], needsFresh: true };

/**
 * Compares the branch of a pull request, at `head`, with the commit that it was made from and the one that was
 * examined. If the Hub does not return one of them, a fresh pull request is needed.
 */
export async function branchChanges(
  api: HubApi,
  { conflicts, commits, number }: PullRequest,
  { head, onto, changes }: { readonly head: string; readonly onto: string; readonly changes: readonly Patch[] },
): Promise<BranchChanges> {
  if (conflicts.length > 0) return FRESH;
  const base = await ancestorOf(api, `refs/pr/${number}`, commits.length);
  if (base === null) return FRESH;
  const [before, branch, now] = await Promise.all([treeOf(api, base), treeOf(api, head), treeOf(api, onto)]);
  if (before === null || branch === null || now === null) return FRESH;
  const touched = [...new Set([...before.keys(), ...branch.keys()])].filter(
    (path) => before.get(path) !== branch.get(path),
  );
  const wanted = new Set(changes.map(({ path }) => path));
  const changedSince = [...touched, ...wanted].some((path) => before.get(path) !== now.get(path));
  const stale = touched.filter((path) => !wanted.has(path));
  // An existing file would have to be restored.
  return changedSince || stale.some((path) => before.has(path)) ? FRESH : { stale, needsFresh: false };
}
