// https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a pointer is a text of less than 1,024 bytes whose first
// line is the version. The pointers that the Hub writes for Xet files look the same.

const FIRST_LINE = 'version https://git-lfs.github.com/spec/';
const SHORTEST = 100;
const MAX_POINTER_BYTES = 1024;

/** Extensions that Git LFS does not track on the Hub. `json` is not included: a large `tokenizer.json` is tracked. */
const TEXT_ENDINGS: ReadonlySet<string> = new Set([
  'c',
  'cfg',
  'cpp',
  'css',
  'go',
  'h',
  'html',
  'ini',
  'java',
  'jinja',
  'js',
  'lock',
  'md',
  'py',
  'rs',
  'rst',
  'sh',
  'toml',
  'ts',
  'txt',
  'yaml',
  'yml',
]);

/**
 * False for files that cannot be pointers because of their size or extension.
 */
export function mayBePointer(path: string, size: number): boolean {
  if (size < SHORTEST || size > MAX_POINTER_BYTES) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 || !TEXT_ENDINGS.has(name.slice(dot + 1).toLowerCase());
}

/** The size in bytes of the file behind a Git LFS pointer; null if `bytes`, a whole file, is not a pointer. */
export function pointedSize(bytes: Uint8Array): number | null {
  if (bytes.length < SHORTEST || bytes.length > MAX_POINTER_BYTES) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!text.startsWith(FIRST_LINE)) return null;
  if (!/^oid sha256:[0-9a-f]{64}\r?$/m.test(text)) return null;
  const size = /^size (\d{1,15})\r?$/m.exec(text)?.[1];
  return size === undefined ? null : Number(size);
}
