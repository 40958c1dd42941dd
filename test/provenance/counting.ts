import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { openMemory, type MemoryFiles } from '../../src/sources/memory.ts';

/** A snapshot that counts the bytes asked of it; `sizes` makes files larger than what is held of them. */
export function counting(
  files: MemoryFiles,
  sizes: Readonly<Record<string, number>> = {},
): { readonly snapshot: Snapshot; readonly asked: () => number } {
  const memory = openMemory(files, null);
  let asked = 0;
  const snapshot: Snapshot = {
    ...memory,
    files: memory.files.map((file) => ({ ...file, size: sizes[file.path] ?? file.size })),
    bytes: (path, start, length) => {
      asked += length;
      return memory.bytes(path, start, length);
    },
  };
  return { snapshot, asked: () => asked };
}
