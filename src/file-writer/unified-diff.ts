import { isUtf8 } from 'node:buffer';

import { formatPatch, structuredPatch } from 'diff';

import type { FileChange } from '../patch/draft.ts';
import { decodeText } from '../snapshot/decode-text.ts';

/** Lines around a change, as Git shows them. */
const CONTEXT = 3;

/** A patch that `git apply` takes, byte for byte: each file's lines are in its own encoding. */
export function patchFile(changes: readonly FileChange[]): Uint8Array {
  // One character a byte on the way through the diff, so that no encoding is guessed.
  const latin1 = (bytes: Uint8Array | null) =>
    bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return Buffer.concat(
    changes.map(({ path, before, after }) => Buffer.from(patch(path, latin1(before), latin1(after) ?? ''), 'latin1')),
  );
}

/** The same patch as text: exact where all of it is UTF-8, else one that only a person can use. */
export function diffText(change: FileChange): string {
  const exact = patchText([change]);
  if (exact !== null) return exact;
  const text = (bytes: Uint8Array | null) => (bytes === null ? null : (decodeText(bytes).text ?? ''));
  return patch(change.path, text(change.before), text(change.after) ?? '');
}

/** A patch as text that holds its every byte; null where some of it is no UTF-8. */
export function patchText(changes: readonly FileChange[]): string | null {
  const bytes = patchFile(changes);
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString() : null;
}

function patch(path: string, before: string | null, after: string): string {
  const made = structuredPatch(`a/${path}`, `b/${path}`, before ?? '', after, undefined, undefined, {
    context: CONTEXT,
  });
  return formatPatch({
    ...made,
    isGit: true,
    ...(before === null ? { isCreate: true, newMode: '100644', oldFileName: '/dev/null' } : {}),
  });
}
