import type { Snapshot } from '../snapshot/snapshot.ts';

/**
 * The texts of several files in order, null for one that cannot be read. They are requested concurrently, since each
 * request takes a while.
 */
export function textsOf(
  snapshot: Snapshot,
  paths: readonly string[],
): Promise<{ readonly path: string; readonly text: string | null }[]> {
  return Promise.all(paths.map(async (path) => ({ path, text: (await snapshot.text(path)).text })));
}
