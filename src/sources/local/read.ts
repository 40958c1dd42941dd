import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';

import { isForbidden, systemCode } from '../../errors/system-error.ts';

// Synchronous on purpose: a repository is a dozen small files, and a thread pool costs more than reading them.

/** Opening a named pipe without this waits for a writer. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/** At most `length` bytes of a regular file from `start`; a word when it cannot be read. Never throws. */
export function readRange(path: string, start: number, length: number): Uint8Array | 'missing' | 'forbidden' {
  let handle: number | null = null;
  try {
    handle = openSync(path, FLAGS);
    const stat = fstatSync(handle);
    if (!stat.isFile()) return 'missing';
    const bytes = new Uint8Array(Math.max(0, Math.min(length, stat.size - start)));
    return bytes.subarray(0, fill(bytes, handle, start));
  } catch (error) {
    return isForbidden(systemCode(error)) ? 'forbidden' : 'missing';
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/** A small text of a tool (Git's configuration, a ref); null when it is not there or larger than `limit` bytes. */
export function readSmallText(path: string, limit: number): string | null {
  const bytes = readRange(path, 0, limit + 1);
  if (typeof bytes === 'string' || bytes.length > limit) return null;
  return new TextDecoder().decode(bytes);
}

/** True for a folder, or a symbolic link to one. Never throws. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function fill(bytes: Uint8Array, handle: number, start: number): number {
  let filled = 0;
  while (filled < bytes.length) {
    const got = readSync(handle, bytes, filled, bytes.length - filled, start + filled);
    if (got === 0) break;
    filled += got;
  }
  return filled;
}
