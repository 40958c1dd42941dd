import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { TEXT_LIMIT } from '../../src/snapshot/snapshot.ts';

/** The same files on a server that counts what is read; `read` lists each request. */
export function counted(whole: Snapshot): { readonly snapshot: Snapshot; readonly read: readonly string[] } {
  const read: string[] = [];
  const sizes = new Map(whole.files.map(({ path, size, pointer }) => [path, pointer || size > TEXT_LIMIT ? 0 : size]));
  const snapshot: Snapshot = {
    ...whole,
    counted: true,
    text(path) {
      // What is a pointer or too large is told by the list of files.
      if (sizes.get(path) !== 0) read.push(path);
      return whole.text(path);
    },
    bytes(path, start, length) {
      read.push(`${path} from ${start}`);
      return whole.bytes(path, start, length);
    },
  };
  return { snapshot, read };
}
