import { access, constants, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { UsageError } from '../errors/usage-error.ts';
import { whyNotWritten } from '../errors/system-error.ts';
import { replaceFile } from '../system/atomic-write.ts';

/**
 * Writes a report to a new file that then replaces `path`, so that no reader sees half of it. A link stays a link; a
 * device or a pipe is written directly.
 * @throws UsageError if the file cannot be written.
 */
export async function writeOutput(path: string, text: string | Uint8Array | Iterable<string>): Promise<void> {
  try {
    const kind = await stat(path).catch(() => null);
    if (kind !== null && !kind.isFile()) {
      await writeFile(path, text);
      return;
    }
    await replaceFile(kind === null ? path : await realpath(path), text);
  } catch (error) {
    throw notWritable(path, error);
  }
}

/**
 * Checks that files can be written, before the work starts; null stands for no file.
 * @throws UsageError if one cannot.
 */
export async function requireWritable(...paths: readonly (string | null)[]): Promise<void> {
  for (const path of paths) {
    if (path === null) continue;
    try {
      const kind = await stat(path).catch(() => null);
      if (kind?.isDirectory() === true) throw Object.assign(new Error(), { code: 'EISDIR' });
      if (kind === null || kind.isFile()) await access(`${dirname(path)}/.`, constants.W_OK);
    } catch (error) {
      throw notWritable(path, error);
    }
  }
}

function notWritable(path: string, error: unknown): UsageError {
  return new UsageError(
    `${path} cannot be written: ${whyNotWritten(error)}`,
    'name a file in a folder that exists and is writable',
  );
}
