import type { Dirent } from 'node:fs';
import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';

import { mayBePointer, pointedSize } from '../../snapshot/lfs-pointer.ts';
import type { Evidence } from '../../snapshot/place.ts';
import type { SnapshotFile } from '../../snapshot/snapshot.ts';
import { IGNORED_NAMES } from '../../snapshot/snapshot.ts';
import { readRange } from './read.ts';
import { LINK_LEFT_OUT, Omissions } from '../omissions.ts';
import { systemCode } from '../../errors/system-error.ts';

export interface ListedFile {
  readonly file: SnapshotFile;
  /** The absolute path to read, behind any symbolic link. */
  readonly real: string;
}

export interface Listing {
  /** By path, in order. */
  readonly files: ReadonlyMap<string, ListedFile>;
  readonly omissions: readonly Evidence[];
  /** Folders at the root, also those that hold no file. */
  readonly folders: readonly string[];
  readonly partial?: true;
}

export interface ListingLimits {
  /** So many files, and so many folders. */
  readonly entries: number;
  /** Folders between the root and a file. */
  readonly depth: number;
  /** Omissions told one by one; the rest are counted. */
  readonly omissions: number;
}

const LIMITS: ListingLimits = { entries: 50_000, depth: 32, omissions: 100 };

const NO_FILE = 'is neither a file nor a folder';

/**
 * The regular files of a folder, and what was left out and why. Breadth first, so that the limits cut what lies deep
 * and not the root's own files. A symbolic link is followed to a file inside `root`, or inside `blobs` (the one other
 * folder that may be read, for the Hugging Face cache); folders only in their own place, so that no link can loop.
 * `root` and `blobs` are real absolute paths. Throws what the operating system throws if `root` itself cannot be read.
 */
export function listFolder(root: string, blobs: string | null, limits: ListingLimits = LIMITS): Listing {
  // Names can be listed without the right to reach what they name, and then nothing at all could be read.
  statSync(absolute(root, '.'));
  const files = new Map<string, ListedFile>();
  const omissions = new Omissions(limits.omissions);
  const folders = [{ path: '', depth: 0 }];
  const atRoot: string[] = [];
  for (const folder of folders) {
    for (const entry of readFolder(root, folder.path, omissions)) {
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      if (IGNORED_NAMES.has(entry.name)) continue;
      if (entry.isDirectory()) {
        if (folder.depth === 0) atRoot.push(path);
        if (folder.depth === limits.depth) omissions.add(path, `lies deeper than ${limits.depth} folders`);
        else if (folders.length < limits.entries) folders.push({ path, depth: folder.depth + 1 });
        else omissions.beyond('.', `holds more than ${limits.entries} folders; the rest were left out`);
        continue;
      }
      if (files.size === limits.entries) {
        omissions.beyond('.', `holds more than ${limits.entries} files; the rest were left out`);
        return { files: sorted(files), omissions: omissions.all(), folders: atRoot, ...omissions.partial };
      }
      const found = entry.isSymbolicLink() ? linkedFile(root, blobs, path) : ownFile(root, path, entry);
      if (typeof found === 'string') omissions.add(path, found);
      else if (found !== null) files.set(path, found);
    }
  }
  return { files: sorted(files), omissions: omissions.all(), folders: atRoot, ...omissions.partial };
}

/** The file, or why it is left out. */
function ownFile(root: string, path: string, entry: Dirent): ListedFile | string {
  if (!entry.isFile()) return NO_FILE;
  const real = absolute(root, path);
  try {
    return listed(path, real, lstatSync(real).size);
  } catch (error) {
    return unreadable(path, error);
  }
}

/** The file behind a link, or why the link is not followed; null for a folder, which is listed in its own place. */
function linkedFile(root: string, blobs: string | null, path: string): ListedFile | string | null {
  try {
    const real = realpathSync.native(absolute(root, path));
    const inBlobs = blobs !== null && isWithin(blobs, real);
    if (!inBlobs && !isWithin(root, real)) return LINK_LEFT_OUT.leaves;
    // Git's folder holds credentials.
    if (!inBlobs && real.slice(root.length).split(sep).includes('.git')) return LINK_LEFT_OUT.git;
    const stat = statSync(real);
    if (stat.isDirectory()) return null;
    return stat.isFile() ? listed(path, real, stat.size) : NO_FILE;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return LINK_LEFT_OUT.nothing;
    return code === 'ELOOP' ? LINK_LEFT_OUT.itself : unreadable(path, error);
  }
}

function listed(path: string, real: string, size: number): ListedFile {
  const bytes = mayBePointer(path, size) ? readRange(real, 0, size) : 'missing';
  const pointed = typeof bytes === 'string' ? null : pointedSize(bytes);
  return { file: { path, size: pointed ?? size, pointer: pointed !== null }, real };
}

/** In order of name, so that the limits cut the same everywhere. */
function readFolder(root: string, path: string, omissions: Omissions): Dirent[] {
  try {
    return readdirSync(absolute(root, path), { withFileTypes: true }).sort((one, other) =>
      one.name < other.name ? -1 : 1,
    );
  } catch (error) {
    if (path === '') throw error;
    omissions.add(path, unreadable(path, error));
    return [];
  }
}

function unreadable(path: string, error: unknown): string {
  // Node puts U+FFFD for bytes of a name that are not UTF-8, and then cannot find the file by that name.
  if (path.includes('\uFFFD')) return 'has a name that is not UTF-8, and cannot be read';
  return `cannot be read (${systemCode(error)})`;
}

function absolute(root: string, path: string): string {
  return root.endsWith(sep) ? `${root}${path}` : `${root}${sep}${path}`;
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(absolute(folder, ''));
}

function sorted(files: ReadonlyMap<string, ListedFile>): ReadonlyMap<string, ListedFile> {
  return new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
}
