import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { TEXT_LIMIT } from '../../src/snapshot/snapshot.ts';

/**
 * The same files on a server that counts what is read; `read` lists each request. `sizes` makes files larger than what
 * is held of them, and `kept` names those that the owner keeps back.
 */
export function counted(
  files: Snapshot,
  sizes: Readonly<Record<string, number>> = {},
  kept: (path: string) => boolean = () => false,
): { readonly snapshot: Snapshot; readonly read: readonly string[] } {
  const whole = { ...files, files: files.files.map((file) => ({ ...file, size: sizes[file.path] ?? file.size })) };
  const read: string[] = [];
  const costs = new Map(whole.files.map(({ path, size, pointer }) => [path, pointer || size > TEXT_LIMIT ? 0 : size]));
  const snapshot: Snapshot = {
    ...whole,
    counted: true,
    text(path) {
      // What is a pointer or too large is told by the list of files.
      if (costs.get(path) !== 0) read.push(path);
      return kept(path) ? Promise.resolve({ text: null, unread: 'gated' }) : whole.text(path);
    },
    bytes(path, start, length) {
      read.push(`${path} from ${start}`);
      return kept(path) ? Promise.resolve(null) : whole.bytes(path, start, length);
    },
  };
  return { snapshot, read };
}
