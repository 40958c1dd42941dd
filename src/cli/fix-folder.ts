import { UsageError } from '../errors/usage-error.ts';
import type { Patch } from '../patch/patches.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { TargetError } from '../errors/target-error.ts';
import { targetFolder } from '../sources/local/target.ts';
import { openFolder } from '../sources/local/local.ts';
import { removeLeftovers, writeChanges, WriteError } from '../file-writer/write-changes.ts';

/** Throws a `UsageError` for a folder that must not be edited. */
export function requireEditable({ target, revision }: Snapshot): void {
  // The files of the cache are links into a store that other snapshots share.
  if (revision !== null)
    throw new UsageError(
      `${target} is in the Hugging Face cache, which must not be edited`,
      'download a copy with hf download --local-dir, and name that folder',
    );
}

/** Writes the changes to the folder. Returns why some or all were not written; null if all were. */
export async function writeToFolder(
  folder: string,
  planned: Snapshot,
  changes: readonly Patch[],
): Promise<string | null> {
  if (changes.length === 0) {
    await removeLeftovers(targetFolder(folder));
    return null;
  }
  // If any file has changed since, changes to the others can be wrong, too.
  if (JSON.stringify(await filesIn(folder)) !== JSON.stringify(planned.files))
    return 'nothing was written: files in the folder changed in the meantime; run it again';
  try {
    await uninterrupted(() => writeChanges(targetFolder(folder), changes));
    return null;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    return error.written.length === 0
      ? `nothing was written: ${error.message}`
      : `only ${error.written.join(', ')} was written: ${error.message}`;
  }
}

async function filesIn(folder: string): Promise<Snapshot['files'] | null> {
  try {
    return (await openFolder(folder)).files;
  } catch (error) {
    if (error instanceof TargetError) return null;
    throw error;
  }
}

/** Delays an interrupt until the writing, which takes milliseconds, is complete. */
async function uninterrupted(act: () => Promise<void>): Promise<void> {
  const waiting: NodeJS.Signals[] = [];
  const wait = (signal: NodeJS.Signals) => {
    waiting.push(signal);
  };
  process.on('SIGINT', wait).on('SIGTERM', wait);
  try {
    await act();
  } finally {
    process.off('SIGINT', wait).off('SIGTERM', wait);
    for (const signal of waiting) process.kill(process.pid, signal);
  }
}
