import { randomUUID } from 'node:crypto';
import { link, lstat, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { systemCode } from '../errors/system-error.ts';

/** A new name beside a file, on the same file system, for its replacement. */
export function besideOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
}

/**
 * Replaces the content of a file in one step, so that no reader sees half of it. A link is replaced. Throws errors of
 * the operating system.
 */
export async function replaceFile(path: string, content: string | Uint8Array | Iterable<string>): Promise<void> {
  const beside = besideOf(path);
  try {
    await writeFile(beside, content, { flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

const NO_HARD_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES']);

/**
 * Gives a finished file its name in one step, by a hard link, which never replaces a file that was created in the
 * meantime; without hard links, the file is moved. Returns false if the name is taken. Throws errors of the operating
 * system.
 */
export async function putNewFile(finished: string, target: string): Promise<boolean> {
  try {
    await link(finished, target);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return false;
    if (!NO_HARD_LINKS.has(code)) throw error;
  }
  if (await isThere(target)) return false;
  await rename(finished, target);
  return true;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Makes a new name survive a power failure; not every system can do this for a folder. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    // Ignored: the file itself is written.
  }
}
