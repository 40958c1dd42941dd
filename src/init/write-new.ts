import { lstat, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

import { systemCode } from '../errors/system-error.ts';
import { besideOf, putNewFile, syncFolder } from '../system/atomic-write.ts';

/** Why a file cannot be written, in words that follow its name. */
export const EXISTS = 'exists already';

/**
 * Why `path` in the folder `root` must not be written, or null. Without `force`, anything with that name prevents it,
 * even a dangling symbolic link; with `force`, anything but a file or a link. A path that leads out of `root` or into
 * `.git` is always rejected. Throws errors of the operating system.
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
    if (!(await stat(leads)).isDirectory()) return `is not written: ${shown} is not a folder`;
  }
  const found = await kindOf(join(real, path));
  if (found === null) return null;
  if (!force) return EXISTS;
  return found === 'other' ? 'is not written: something other than a file has that name' : null;
}

/**
 * Writes `path` in the folder `root` in one step, by a new file that then replaces it. An existing file is replaced
 * only with `force`, and keeps its mode; for a symbolic link, the link itself is replaced. Returns null, or why it was
 * not written. Throws errors of the operating system.
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
