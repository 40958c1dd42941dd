import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

import { UsageError } from '../errors/usage-error.ts';
import { systemCode } from '../errors/system-error.ts';

/**
 * Locks a file for other processes of this machine, by a file beside it with the process id. The lock of a process
 * that has ended is taken over. Returns a function that unlocks it. Throws a `UsageError` if another process holds it.
 */
export function lock(path: string): () => void {
  const file = `${path}.lock`;
  for (;;) {
    if (place(file)) {
      return () => {
        rmSync(file, { force: true });
      };
    }
    const holder = holderOf(file);
    if (isOther(holder)) throw inUse(path, holder);
    // Moved first: of two processes that find it stale, only one moves it, and puts it back if it is a new lock.
    const aside = `${file}.${randomUUID()}`;
    if (!moved(file, aside)) continue;
    const found = holderOf(aside);
    if (isOther(found)) {
      renameSync(aside, file);
      throw inUse(path, found);
    }
    rmSync(aside, { force: true });
  }
}

/** Writes the lock before it gets its name, so that no process sees an empty one. */
function place(file: string): boolean {
  const own = `${file}.${randomUUID()}`;
  writeFileSync(own, String(process.pid), { flag: 'wx', mode: 0o600 });
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** The process that a lock names; null without one. */
function holderOf(file: string): number | null {
  try {
    const text = readFileSync(file, 'utf8');
    return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** True for the id of another running process; in a container, every run can have the same id. */
function isOther(pid: number | null): pid is number {
  if (pid === null || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

function inUse(path: string, pid: number): UsageError {
  return new UsageError(
    `another audit (process ${pid}) writes to ${path}`,
    `wait until it ends, or name another file with --journal; if no such audit runs, delete ${path}.lock`,
  );
}
