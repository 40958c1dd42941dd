import { constants } from 'node:fs';
import {
  access,
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
} from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

import type { Patch } from '../patch/patches.ts';
import { STAGING_FOLDER } from '../snapshot/snapshot.ts';
import { systemCode } from '../errors/system-error.ts';
import { putNewFile, syncFolder } from '../system/atomic-write.ts';

/** Why a change was not written. */
export class WriteError extends Error {
  /** Paths that were written before the error. */
  readonly written: readonly string[];

  constructor(message: string, written: readonly string[]) {
    super(message);
    this.name = 'WriteError';
    this.written = written;
  }
}

interface Staged {
  readonly change: Patch;
  /** The absolute path of the file, with symbolic links inside the folder resolved. */
  readonly target: string;
  readonly temporary: string;
}

/**
 * Writes changes to a folder. All new contents are on the disk before the first file is replaced, and each file is
 * replaced in one step: even after a crash, every file is complete, old or new. Keeps modes and owners.
 * Throws a `WriteError`, before anything is written, if a file has changed since the changes were planned.
 */
export async function writeChanges(folder: string, changes: readonly Patch[]): Promise<void> {
  const root = await realpath(folder).catch((error: unknown) => {
    throw new WriteError(reason(error), []);
  });
  const written: string[] = [];
  const staging = join(root, STAGING_FOLDER);
  try {
    const targets = await Promise.all(changes.map((change) => targetOf(root, change)));
    await makeStaging(staging);
    await clearStaging(staging);
    const staged = await Promise.all(changes.map((change, at) => stage(staging, at, change, targets[at] ?? '')));
    for (const one of staged) {
      // Checked again just before, so that another program's changes are not lost.
      await targetOf(root, one.change);
      await put(one);
      written.push(one.change.path);
    }
  } catch (error) {
    throw error instanceof WriteError ? new WriteError(error.message, written) : new WriteError(reason(error), written);
  } finally {
    await removeStaging(staging, process.pid);
  }
}

/** The path to write to. Throws a `WriteError` if the file has changed since, or is outside the folder. */
async function targetOf(root: string, { path, before }: Patch): Promise<string> {
  const own = join(root, ...path.split('/'));
  if (before === null) {
    const kind = await kindOf(own);
    if (kind !== null)
      throw new WriteError(kind === 'folder' ? `${path} is a folder` : `${path} was created in the meantime`, []);
    return own;
  }
  const real = await realpath(own);
  if (!real.startsWith(root.endsWith(sep) ? root : root + sep))
    throw new WriteError(`${path} is a symbolic link that leaves the folder`, []);
  if (!(await readFile(real)).equals(before)) throw new WriteError(`${path} was changed in the meantime`, []);
  // A file can be replaced without the permission to write to it, but a read-only file is meant to be kept.
  await access(real, constants.W_OK);
  return real;
}

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function makeStaging(staging: string): Promise<void> {
  await mkdir(staging, { mode: 0o700 }).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error;
  });
  if (!(await lstat(staging)).isDirectory()) throw new WriteError(`${STAGING_FOLDER} is not a folder`, []);
}

/** Removes the temporary files of killed runs from a folder. Never throws, since they are nobody's work. */
export async function removeLeftovers(folder: string): Promise<void> {
  try {
    const staging = join(await realpath(folder), STAGING_FOLDER);
    if (!(await lstat(staging)).isDirectory()) return;
    await clearStaging(staging);
    await rmdir(staging);
  } catch {
    // There is no such folder, or another run is using it.
  }
}

async function clearStaging(staging: string): Promise<void> {
  for (const name of await readdir(staging)) {
    const pid = Number(/^(\d+)-\d+$/.exec(name)?.[1] ?? Number.NaN);
    // In a container, every run can have the same process id.
    if (!Number.isNaN(pid) && (pid === process.pid || !isRunning(pid))) await rm(join(staging, name), { force: true });
  }
}

async function removeStaging(staging: string, pid: number): Promise<void> {
  try {
    for (const name of await readdir(staging))
      if (name.startsWith(`${pid}-`)) await rm(join(staging, name), { force: true });
    await rmdir(staging);
  } catch {
    // Another run is using it, or it was never created.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

async function stage(staging: string, at: number, change: Patch, target: string): Promise<Staged> {
  const temporary = join(staging, `${process.pid}-${at}`);
  const handle = await open(temporary, 'wx', 0o666).catch(async (error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
    // Another run has just ended and removed the folder.
    await makeStaging(staging);
    return open(temporary, 'wx', 0o666);
  });
  try {
    await handle.writeFile(change.after);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (change.before !== null) {
    const { mode, uid, gid } = await stat(target);
    // Only root can change the owner; for everyone else the file becomes theirs, as with any editor.
    await chown(temporary, uid, gid).catch(() => undefined);
    await chmod(temporary, mode & 0o7777);
  }
  return { change, target, temporary };
}

async function put({ change, target, temporary }: Staged): Promise<void> {
  if (change.before !== null) await rename(temporary, target);
  else if (!(await putNewFile(temporary, target)))
    throw new WriteError(`${change.path} was created in the meantime`, []);
  await syncFolder(dirname(target));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'a file disappeared in the meantime',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a folder disappeared in the meantime',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  EDQUOT: 'the disk quota is exceeded',
};

function reason(error: unknown): string {
  const code = systemCode(error);
  return REASONS[code] ?? `the system reports ${code}`;
}
