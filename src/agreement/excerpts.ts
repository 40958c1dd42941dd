import type { Fingerprint } from './fingerprint.ts';
import { SHINGLE, shingles } from './hash.ts';
import { quoter } from './quote.ts';
import type { Reference } from './reference.ts';
import { references } from './reference.ts';
import { words } from './words.ts';

/**
 * A stretch of a text that is an agreement's own wording. Lines and columns count from 1; the end column is exclusive.
 */
export interface AgreementLines {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

// Fewer words in a row can be a coincidence, and the phrases that an agreement prescribes are shorter.
const SHORTEST = 12;

/**
 * Words of a run outside title, date line and notice sentence, which name the license rather than quote it.
 */
function ownWords(reference: Reference, start: number, length: number): number {
  return reference.text.anchors
    .filter(({ kind }) => kind !== 'mention')
    .reduce(
      (own, anchor) => own - Math.max(0, Math.min(start + length, anchor.end) - Math.max(start, anchor.start)),
      length,
    );
}

function mark(covered: Uint8Array, hashes: Uint32Array, reference: Reference): void {
  const unique = reference.unique();
  let at = 0;
  while (at < hashes.length) {
    const position = unique.get(hashes[at] ?? 0);
    if (position === undefined) {
      at += 1;
      continue;
    }
    let [start, first, end] = [at, position, at + 1];
    while (start > 0 && first > 0 && hashes[start - 1] === reference.shingles[first - 1])
      [start, first] = [start - 1, first - 1];
    while (end < hashes.length && hashes[end] === reference.shingles[position + end - at]) end += 1;
    const length = end - start + SHINGLE - 1;
    if (ownWords(reference, first, length) >= SHORTEST) covered.fill(1, start, start + length);
    at = end;
  }
}

/**
 * The stretches of a text in which twelve or more words in a row are those of an agreement or a use policy. Its title,
 * date line and notice sentence do not count.
 */
export function agreementLines(text: string, fingerprints: readonly Fingerprint[]): readonly AgreementLines[] {
  const read = words(text);
  const hashes = shingles(read.hashes);
  const covered = new Uint8Array(read.hashes.length);
  for (const reference of fingerprints.flatMap(references)) mark(covered, hashes, reference);
  if (!covered.includes(1)) return [];
  const places = quoter('', text, read);
  const found: AgreementLines[] = [];
  for (let start = covered.indexOf(1); start !== -1;) {
    const gap = covered.indexOf(0, start);
    const end = gap === -1 ? covered.length : gap;
    const { line, column, endLine, endColumn } = places.place(start, end);
    found.push({ startLine: line, startColumn: column, endLine, endColumn });
    start = covered.indexOf(1, end);
  }
  return found;
}
