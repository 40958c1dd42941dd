import { byteRange } from './byte-range.ts';
import { decodeText } from './decode-text.ts';
import type { Snapshot } from './snapshot.ts';

/** The snapshot with new contents for some files, by path, or with new files. */
export function overlay(snapshot: Snapshot, contents: ReadonlyMap<string, Uint8Array>): Snapshot {
  if (contents.size === 0) return snapshot;
  const changed = [...contents].map(([path, bytes]) => ({ path, size: bytes.length, pointer: false }));
  return {
    ...snapshot,
    files: [...snapshot.files.filter(({ path }) => !contents.has(path)), ...changed].sort((one, other) =>
      one.path < other.path ? -1 : 1,
    ),
    text(path) {
      const own = contents.get(path);
      return own === undefined ? snapshot.text(path) : Promise.resolve(decodeText(own));
    },
    bytes(path, start, length) {
      const own = contents.get(path);
      const range = byteRange(start, length);
      if (own === undefined || range === null) return snapshot.bytes(path, start, length);
      return Promise.resolve(own.slice(range.start, range.start + range.length));
    },
  };
}
