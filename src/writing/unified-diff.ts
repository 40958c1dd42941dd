import { formatPatch, structuredPatch } from 'diff';

import type { FileChange } from '../drafts/draft.ts';
import { decodeText } from '../snapshot/decode-text.ts';

/** Lines around a change, as Git shows them. */
const CONTEXT = 3;

/** A patch that `git apply` takes, byte for byte: each file's lines are in its own encoding. */
export function patchFile(changes: readonly FileChange[]): Uint8Array {
  // One character a byte on the way through the diff, so that no encoding is guessed.
  const latin1 = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  return Buffer.concat(changes.map(({ path, before, after }) => Buffer.from(patch(path, latin1(before), latin1(after) ?? ''), 'latin1')));
}

/** The lines of the same diff as text, for a person to read. */
export function shownDiff({ path, before, after }: FileChange): string[] {
  const text = (bytes: Uint8Array | null) => (bytes === null ? null : (decodeText(bytes).text ?? ''));
  return patch(path, text(before), text(after) ?? '').replace(/\n$/, '').split('\n');
}

function patch(path: string, before: string | null, after: string): string {
  const made = structuredPatch(`a/${path}`, `b/${path}`, before ?? '', after, undefined, undefined, { context: CONTEXT });
  return formatPatch({ ...made, isGit: true, ...(before === null ? { isCreate: true, newMode: '100644', oldFileName: '/dev/null' } : {}) });
}
