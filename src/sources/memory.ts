import { posix, win32 } from 'node:path';

import { byteRange } from '../snapshot/byte-range.ts';
import { decodeText } from '../snapshot/decode-text.ts';
import { mayBePointer, pointedSize } from '../snapshot/lfs-pointer.ts';
import type { Snapshot, SnapshotFile } from '../snapshot/snapshot.ts';
import type { FileText } from '../snapshot/file-text.ts';
import { IGNORED_NAMES } from '../snapshot/snapshot.ts';
import { TargetError } from '../errors/target-error.ts';

/** Contents by path. A string stands for its UTF-8 bytes. */
export type MemoryFiles = Readonly<Record<string, string | Uint8Array>> | ReadonlyMap<string, string | Uint8Array>;

interface Held {
  readonly file: SnapshotFile;
  readonly bytes: Uint8Array;
}

/**
 * The snapshot of files that the caller holds; it behaves as a folder with these files would. Bytes are copied.
 * Throws a `TargetError` for a path that is absolute, leads out of the repository, names no file, or comes twice.
 */
export function openMemory(files: MemoryFiles, name: string | null): Snapshot {
  const held = hold(files);
  return {
    target: 'memory',
    source: 'memory',
    revision: null,
    name: { value: name ?? '', from: 'target' },
    files: [...held.values()].map(({ file }) => file),
    omissions: [],
    text: (path) => Promise.resolve(textOf(held.get(path))),
    bytes: (path, start, length) => Promise.resolve(bytesOf(held.get(path), start, length)),
  };
}

function hold(files: MemoryFiles): ReadonlyMap<string, Held> {
  const held = new Map<string, Held>();
  for (const [given, content] of isMap(files) ? files : Object.entries(files)) {
    const path = repositoryPath(given);
    if (held.has(path)) throw invalidPath(given, 'comes twice');
    if (path.split('/').some((segment) => IGNORED_NAMES.has(segment))) continue;
    held.set(path, holdFile(path, content));
  }
  return new Map([...held].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isMap(files: MemoryFiles): files is ReadonlyMap<string, string | Uint8Array> {
  return files instanceof Map;
}

function holdFile(path: string, content: string | Uint8Array): Held {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  const pointed = mayBePointer(path, bytes.length) ? pointedSize(bytes) : null;
  return { file: { path, size: pointed ?? bytes.length, pointer: pointed !== null }, bytes };
}

function repositoryPath(input: string): string {
  // Windows' rule takes in POSIX's, and drive letters too.
  if (win32.isAbsolute(input)) throw invalidPath(input, 'is absolute');
  const path = posix.normalize(input);
  if (path === '..' || path.startsWith('../')) throw invalidPath(input, 'leads out of the repository');
  if (path === '.' || path.endsWith('/')) throw invalidPath(input, 'names no file');
  return path;
}

function invalidPath(input: string, problem: string): TargetError {
  return new TargetError(
    'invalid',
    `The path ${JSON.stringify(input)} ${problem}`,
    'Give paths relative to the repository, such as README.md or original/params.json.',
  );
}

function textOf(held: Held | undefined): FileText {
  if (held === undefined) return { text: null, unread: 'missing' };
  return held.file.pointer ? { text: null, unread: 'pointer' } : decodeText(held.bytes);
}

function bytesOf(held: Held | undefined, start: number, length: number): Uint8Array | null {
  const range = byteRange(start, length);
  if (held === undefined || held.file.pointer || range === null) return null;
  return held.bytes.slice(range.start, range.start + range.length);
}
