import { isUtf8 } from 'node:buffer';

import { formatPatch, structuredPatch } from 'diff';

import type { Patch } from '../patch/patches.ts';
import { decodeText } from '../snapshot/decode-text.ts';

/** Lines of context around a change, as in Git. */
const CONTEXT = 3;

/** A patch for `git apply`. It is exact to the byte: each file's lines are in the file's own encoding. */
export function patchFile(changes: readonly Patch[]): Uint8Array {
  // One character per byte while the diff is computed, so that no encoding is guessed.
  const latin1 = (bytes: Uint8Array | null) =>
    bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return Buffer.concat(
    changes.map(({ path, before, after }) => Buffer.from(patch(path, latin1(before), latin1(after) ?? ''), 'latin1')),
  );
}

/** The same patch as text: exact if all of it is UTF-8, else only for readers. */
export function diffText(change: Patch): string {
  const exact = patchText([change]);
  if (exact !== null) return exact;
  const text = (bytes: Uint8Array | null) => (bytes === null ? null : (decodeText(bytes).text ?? ''));
  return patch(change.path, text(change.before), text(change.after) ?? '');
}

/** A patch as exact text; null if part of it is not UTF-8. */
export function patchText(changes: readonly Patch[]): string | null {
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
