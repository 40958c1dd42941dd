import { randomUUID } from 'node:crypto';
import { link, lstat, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { systemCode } from '../errors/system-error.ts';

/** A new name beside a file, on the same file system, for what is to take its place. */
export function besideOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
}

/**
 * Gives a file its content in one step, so that nobody ever sees half of it. A link is replaced. Throws what the
 * operating system throws.
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
 * Gives a finished file a further name, in one step. A hard link never takes the place of what came meanwhile; where
 * there are none, the file itself is moved. Gives false when something has that name. Throws what the operating system
 * throws.
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

/** So that a new name outlives a power cut; not every system can do that with a folder. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    // The file itself is there.
  }
}
