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

import type { FileChange } from '../patch/draft.ts';
import { STAGING_FOLDER } from '../snapshot/snapshot.ts';
import { systemCode } from '../errors/system-error.ts';
import { putNewFile, syncFolder } from '../system/atomic-write.ts';

/** Something was not written, and why. */
export class WriteError extends Error {
  /** Paths that had been written before. */
  readonly written: readonly string[];

  constructor(message: string, written: readonly string[]) {
    super(message);
    this.name = 'WriteError';
    this.written = written;
  }
}

interface Staged {
  readonly change: FileChange;
  /** The absolute path that the content goes to, behind any symbolic link inside the folder. */
  readonly target: string;
  readonly temporary: string;
}

/**
 * Writes changes into a folder. All new contents are on the disk before the first file gets its own, and each file gets
 * it in one step: whenever this ends, every file is whole, the old or the new one. Keeps modes and owners.
 * Throws a `WriteError`, before anything is written, when a file is not as it was when the changes were planned.
 */
export async function writeChanges(folder: string, changes: readonly FileChange[]): Promise<void> {
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
      // Once more, right before: what another program wrote meanwhile is not to be lost.
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

/** Where a change goes; a `WriteError` when the file is not as it was planned from, or lies outside. */
async function targetOf(root: string, { path, before }: FileChange): Promise<string> {
  const own = join(root, ...path.split('/'));
  if (before === null) {
    const kind = await kindOf(own);
    if (kind !== null)
      throw new WriteError(
        kind === 'folder' ? `${path} is a folder` : `${path} has come into being while the changes were planned`,
        [],
      );
    return own;
  }
  const real = await realpath(own);
  if (!real.startsWith(root.endsWith(sep) ? root : root + sep))
    throw new WriteError(`${path} is a symbolic link that leaves the folder`, []);
  if (!(await readFile(real)).equals(before))
    throw new WriteError(`${path} was changed while the changes were planned`, []);
  // A new file takes its place, which asks for no right to write to it; whoever took that right away meant to keep it.
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
  if (!(await lstat(staging)).isDirectory()) throw new WriteError(`${STAGING_FOLDER} is no folder`, []);
}

/** Removes from a folder what runs left behind that were killed. Never throws: it is nobody's work that stays there. */
export async function removeLeftovers(folder: string): Promise<void> {
  try {
    const staging = join(await realpath(folder), STAGING_FOLDER);
    if (!(await lstat(staging)).isDirectory()) return;
    await clearStaging(staging);
    await rmdir(staging);
  } catch {
    // There is none, or another run is at work in it.
  }
}

async function clearStaging(staging: string): Promise<void> {
  for (const name of await readdir(staging)) {
    const pid = Number(/^(\d+)-\d+$/.exec(name)?.[1] ?? Number.NaN);
    // In a container every run may have the same number.
    if (!Number.isNaN(pid) && (pid === process.pid || !isRunning(pid))) await rm(join(staging, name), { force: true });
  }
}

async function removeStaging(staging: string, pid: number): Promise<void> {
  try {
    for (const name of await readdir(staging))
      if (name.startsWith(`${pid}-`)) await rm(join(staging, name), { force: true });
    await rmdir(staging);
  } catch {
    // Another run is still at work in it, or it was never made.
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

async function stage(staging: string, at: number, change: FileChange, target: string): Promise<Staged> {
  const temporary = join(staging, `${process.pid}-${at}`);
  const handle = await open(temporary, 'wx', 0o666).catch(async (error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
    // Another run has just ended, and took the folder along.
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
    // Only root may give a file away; for all others it stays their own, as with any editor.
    await chown(temporary, uid, gid).catch(() => undefined);
    await chmod(temporary, mode & 0o7777);
  }
  return { change, target, temporary };
}

async function put({ change, target, temporary }: Staged): Promise<void> {
  if (change.before !== null) await rename(temporary, target);
  else if (!(await putNewFile(temporary, target)))
    throw new WriteError(`${change.path} has come into being while the changes were written`, []);
  await syncFolder(dirname(target));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'a file vanished while the changes were planned',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a folder vanished while the changes were planned',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  EDQUOT: 'the disk quota is used up',
};

function reason(error: unknown): string {
  const code = systemCode(error);
  return REASONS[code] ?? `the system says ${code}`;
}
