import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

import { isFolder, readSmallText } from './local-read.ts';

// The cache of the Hugging Face libraries, https://huggingface.co/docs/hub/local-cache:
// models--org--name/{refs/main, blobs/<etag>, snapshots/<revision>/<path>}, where each file of a snapshot is a
// symbolic link to a blob. `.no_exist` and `trees` beside them hold no file of the repository.

/** Where in the cache a folder lies. */
export interface CachePlace {
  /** `org/name` */
  readonly name: string;
  /** Commit hash. */
  readonly revision: string;
  /** The folder that the links of the snapshot lead to. */
  readonly blobs: string;
}

/** The place in the cache of a folder that is, or lies in, a snapshot; null elsewhere. Takes an absolute path. */
export function cachePlace(folder: string): CachePlace | null {
  const segments = folder.split(sep);
  const at = segments.findLastIndex((segment, index) => segment === 'snapshots' && cachedName(segments[index - 1] ?? '') !== null);
  const revision = segments[at + 1];
  const name = cachedName(segments[at - 1] ?? '');
  if (at < 1 || revision === undefined || name === null) return null;
  return { name, revision, blobs: [...segments.slice(0, at), 'blobs'].join(sep) };
}

/** A repository's folder in the cache, and the snapshot to read in it: that of `main`, else the newest; null when it holds none. */
export interface CachedRepository {
  readonly name: string;
  readonly snapshot: string | null;
}

/** The cached repository whose folder (or whose `snapshots`) the absolute path names; null when it names none. */
export function cachedRepository(folder: string): CachedRepository | null {
  const repository = basename(folder) === 'snapshots' ? dirname(folder) : folder;
  const name = cachedName(basename(repository));
  const snapshots = join(repository, 'snapshots');
  if (name === null || !isFolder(snapshots)) return null;
  const main = readSmallText(join(repository, 'refs', 'main'), 256)?.trim() ?? '';
  const ofMain = /^\w[\w.-]*$/.test(main) ? join(snapshots, main) : null;
  return { name, snapshot: ofMain !== null && isFolder(ofMain) ? ofMain : newest(snapshots) };
}

/** `org/name` for `models--org--name`, `name` for `models--name`; null for other folders. */
function cachedName(folder: string): string | null {
  const parts = /^(?:models|datasets|spaces)--(.+)$/.exec(folder)?.[1];
  return parts?.replace('--', '/') ?? null;
}

function newest(snapshots: string): string | null {
  let found: string | null = null;
  let foundTime = -Infinity;
  for (const name of namesIn(snapshots)) {
    const path = join(snapshots, name);
    const time = folderTime(path);
    if (time === null || time <= foundTime) continue;
    found = path;
    foundTime = time;
  }
  return found;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function folderTime(path: string): number | null {
  try {
    const stat = statSync(path);
    return stat.isDirectory() ? stat.mtimeMs : null;
  } catch {
    return null;
  }
}
