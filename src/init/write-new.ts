import { lstat, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

import { systemCode } from '../errors/system-error.ts';
import { besideOf, putNewFile, syncFolder } from '../system/atomic-write.ts';

/** What stands in the way of a file, in words that follow its name. */
export const EXISTS = 'exists already';

/**
 * Why `path` of the folder `root` is not to be written, or null. Without `force`, whatever has that name stands in the
 * way, a symbolic link to nothing as well; with it, only what is neither a file nor a link. A folder on the way that
 * leads out of `root`, or into Git's own, always does. Throws what the operating system throws.
 */
export async function obstacle(root: string, path: string, force: boolean): Promise<string | null> {
  const real = await realpath(root);
  const parts = path.split('/');
  for (const shown of parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'))) {
    if ((await kindOf(join(real, shown))) === null) return null;
    const leads = await realpath(join(real, shown)).catch(nothingThere);
    if (leads === null) return `is not written: ${shown} is a symbolic link to nothing`;
    if (!leads.startsWith(real.endsWith(sep) ? real : `${real}${sep}`))
      return `is not written: ${shown} leads out of the folder`;
    if (leads.slice(real.length).split(sep).includes('.git')) return `is not written: ${shown} leads into .git`;
    if (!(await stat(leads)).isDirectory()) return `is not written: ${shown} is no folder`;
  }
  const found = await kindOf(join(real, path));
  if (found === null) return null;
  if (!force) return EXISTS;
  return found === 'other' ? 'is not written: what has that name is no file' : null;
}

/**
 * Writes `path` of the folder `root` at once and whole: first into a new file beside it, which then takes its place. An
 * existing file is replaced with `force` only, and keeps its mode; of a symbolic link the link itself is replaced.
 * Gives null when it is written, else the obstacle. Throws what the operating system throws.
 */
export async function writeNew(root: string, path: string, text: string, force: boolean): Promise<string | null> {
  const blocked = await obstacle(root, path, force);
  if (blocked !== null) return blocked;
  const target = join(root, path);
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  const beside = besideOf(target);
  try {
    await create(beside, text, await modeOf(target));
    if (force) await rename(beside, target);
    else if (!(await putNewFile(beside, target))) return EXISTS;
  } finally {
    await rm(beside, { force: true });
  }
  await syncFolder(folder);
  return null;
}

async function kindOf(path: string): Promise<'file' | 'link' | 'other' | null> {
  try {
    const found = await lstat(path);
    return found.isFile() ? 'file' : found.isSymbolicLink() ? 'link' : 'other';
  } catch (error) {
    return nothingThere(error);
  }
}

function nothingThere(error: unknown): null {
  if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ELOOP') return null;
  throw error;
}

async function modeOf(path: string): Promise<number | null> {
  const found = await lstat(path).catch(() => null);
  return found?.isFile() === true ? found.mode & 0o777 : null;
}

async function create(path: string, text: string, mode: number | null): Promise<void> {
  const file = await open(path, 'wx');
  try {
    if (mode !== null) await file.chmod(mode);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
