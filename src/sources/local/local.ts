import { realpathSync } from 'node:fs';

import { byteRange } from '../../snapshot/byte-range.ts';
import { decodeText } from '../../snapshot/decode-text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { FileText } from '../../snapshot/file-text.ts';
import { TEXT_LIMIT } from '../../snapshot/snapshot.ts';
import { TargetError } from '../../errors/target-error.ts';
import { cachedRepository, cachePlace } from '../hub/cache.ts';
import type { ListedFile } from './listing.ts';
import { listFolder } from './listing.ts';
import { localName } from './name.ts';
import { readRange } from './read.ts';
import { targetFolder, unreadableTarget } from './target.ts';

/**
 * The snapshot of a folder; a file stands for the folder it lies in, a repository's folder in the Hugging Face cache
 * for the snapshot of `main` in it. The list of files is taken now, contents are read when they are asked for. Throws a
 * `TargetError` when there is no such folder, or when it may not be read.
 */
export function openFolder(target: string): Promise<Snapshot> {
  // A folder is read at once, quicker than through the event loop; other sources have to wait for theirs.
  return new Promise((resolve) => {
    resolve(opened(target));
  });
}

function opened(target: string): Snapshot {
  try {
    return snapshotOf(target, targetFolder(target));
  } catch (error) {
    throw error instanceof TargetError ? error : unreadableTarget(target, error);
  }
}

function snapshotOf(target: string, asked: string): Snapshot {
  const folder = realpathSync.native(asked);
  const root = cachedSnapshot(target, folder) ?? folder;
  const place = cachePlace(root);
  const { files, omissions, ...partial } = listFolder(root, place?.blobs ?? null);
  return {
    target,
    source: 'local',
    revision: place?.revision ?? null,
    name: localName(asked, root),
    files: [...files.values()].map(({ file }) => file),
    omissions,
    ...partial,
    text: (path) => Promise.resolve(textOf(files.get(path))),
    bytes: (path, start, length) => Promise.resolve(bytesOf(files.get(path), start, length)),
  };
}

/** The snapshot to read when `folder` is a repository's folder in the cache; null when it is none. */
function cachedSnapshot(target: string, folder: string): string | null {
  const cached = cachedRepository(folder);
  if (cached === null) return null;
  const [snapshot] = cached.snapshots;
  if (snapshot !== undefined) return snapshot;
  throw new TargetError(
    'not-found',
    `${target} holds no snapshot of ${cached.name}`,
    `Download it first: hf download ${cached.name}`,
  );
}

function textOf(listed: ListedFile | undefined): FileText {
  if (listed === undefined) return { text: null, unread: 'missing' };
  if (listed.file.pointer) return { text: null, unread: 'pointer' };
  if (listed.file.size > TEXT_LIMIT) return { text: null, unread: 'too-large' };
  // One byte more tells a file that has grown beyond the limit since it was listed.
  const bytes = readRange(listed.real, 0, TEXT_LIMIT + 1);
  return typeof bytes === 'string' ? { text: null, unread: bytes } : decodeText(bytes);
}

function bytesOf(listed: ListedFile | undefined, start: number, length: number): Uint8Array | null {
  const range = byteRange(start, length);
  if (listed === undefined || listed.file.pointer || range === null) return null;
  const bytes = readRange(listed.real, range.start, range.length);
  return typeof bytes === 'string' ? null : bytes;
}
