import { UsageError } from '../errors/usage-error.ts';
import type { FileChange } from '../patch/draft.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { TargetError } from '../errors/target-error.ts';
import { targetFolder } from '../sources/local/target.ts';
import { openFolder } from '../sources/local/local.ts';
import { removeLeftovers, writeChanges, WriteError } from '../file-writer/write-changes.ts';

/** Throws a `UsageError` for a folder that is not to be edited. */
export function requireEditable({ target, revision }: Snapshot): void {
  // Its files are links into a store that other snapshots share.
  if (revision !== null)
    throw new UsageError(
      `${target} lies in the Hugging Face cache, which is not to be edited`,
      'Copy it out with hf download --local-dir, and name that folder.',
    );
}

/** Writes the changes into the folder. Gives why nothing, or not everything, was written; null when all was. */
export async function writeToFolder(
  folder: string,
  planned: Snapshot,
  changes: readonly FileChange[],
): Promise<string | null> {
  if (changes.length === 0) {
    await removeLeftovers(targetFolder(folder));
    return null;
  }
  // What was planned from files that have changed since might be wrong by now, even for files that have not.
  if (JSON.stringify(await filesIn(folder)) !== JSON.stringify(planned.files))
    return 'nothing was written: files of the folder were changed while the changes were planned; run it again';
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

/** Writing takes some milliseconds: an interrupt waits for its end, so that nothing is left half done. */
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
