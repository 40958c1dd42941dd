import { realpath, stat, writeFile } from 'node:fs/promises';

import { UsageError } from '../config/usage-error.ts';
import { replaceFile } from '../writing/put-file.ts';

/**
 * Writes a report to a file so that nobody ever sees half of it: into a new file beside it first, which then takes
 * its place. A link stays a link; a device or a pipe is written to as it is.
 * @throws UsageError when the file cannot be written.
 */
export async function writeOutput(path: string, text: string | Uint8Array): Promise<void> {
  try {
    const kind = await stat(path).catch(() => null);
    if (kind !== null && !kind.isFile()) {
      await writeFile(path, text);
      return;
    }
    await replaceFile(kind === null ? path : await realpath(path), text);
  } catch (error) {
    throw new UsageError(`nothing can be written to ${path}: ${whyNotWritten(error)}`, 'name a file in a folder that exists and may be written');
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
};

/** What the operating system says against writing a file, in words. */
export function whyNotWritten(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return REASONS[code] ?? error.message;
}
