import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

import { isFolder, readSmallText } from '../local/read.ts';

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
  const at = segments.findLastIndex(
    (segment, index) => segment === 'snapshots' && cachedName(segments[index - 1] ?? '') !== null,
  );
  const revision = segments[at + 1];
  const name = cachedName(segments[at - 1] ?? '');
  if (at < 1 || revision === undefined || name === null) return null;
  return { name, revision, blobs: [...segments.slice(0, at), 'blobs'].join(sep) };
}

/**
 * A repository's folder in the cache, and the folders of its snapshots: that of `main`, then the others, newest first.
 */
export interface CachedRepository {
  readonly name: string;
  readonly snapshots: readonly string[];
}

/** The cached repository whose folder (or whose `snapshots`) the absolute path names; null when it names none. */
export function cachedRepository(folder: string): CachedRepository | null {
  const repository = basename(folder) === 'snapshots' ? dirname(folder) : folder;
  const name = cachedName(basename(repository));
  const snapshots = join(repository, 'snapshots');
  if (name === null || !isFolder(snapshots)) return null;
  const main = readSmallText(join(repository, 'refs', 'main'), 256)?.trim() ?? '';
  const ofMain = /^\w[\w.-]*$/.test(main) ? join(snapshots, main) : null;
  const all = byAge(snapshots);
  return {
    name,
    snapshots: ofMain !== null && isFolder(ofMain) ? [ofMain, ...all.filter((path) => path !== ofMain)] : all,
  };
}

/** The name of the folder that a model has in the cache. Takes `org/name`. */
export function modelFolder(id: string): string {
  return `models--${id.replace('/', '--')}`;
}

/** `org/name` for `models--org--name`, `name` for `models--name`; null for other folders. */
function cachedName(folder: string): string | null {
  const parts = /^(?:models|datasets|spaces)--(.+)$/.exec(folder)?.[1];
  return parts?.replace('--', '/') ?? null;
}

/** The folders in a folder, newest first. */
function byAge(folder: string): string[] {
  const folders = namesIn(folder).flatMap((name) => {
    const path = join(folder, name);
    const time = folderTime(path);
    return time === null ? [] : { path, time };
  });
  return folders.sort((one, other) => other.time - one.time).map(({ path }) => path);
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
