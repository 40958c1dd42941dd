import type { MatchingRun } from './align.ts';
import type { Span } from './fingerprint.ts';
import type { Words } from './words.ts';

/**
 * A difference between text and reference: missing words of the reference, and the words of the text in their place.
 */
export interface Gap {
  readonly missing: Span;
  readonly added: Span;
}

/**
 * The differences before, between and after the runs; `words` is the length of the reference.
 */
export function gapsOf(runs: readonly MatchingRun[], words: number): readonly Gap[] {
  const gaps: Gap[] = [];
  let reference = 0;
  let at = runs[0]?.at ?? 0;
  for (const run of runs) {
    if (run.reference > reference || run.at > at)
      gaps.push({ missing: { start: reference, end: run.reference }, added: { start: at, end: run.at } });
    reference = run.reference + run.length;
    at = run.at + run.length;
  }
  if (reference < words) gaps.push({ missing: { start: reference, end: words }, added: { start: at, end: at } });
  return gaps;
}

const MAX_FURNITURE = 5;

/**
 * True for a page number on a separate line, which is not part of the wording: “Page 2 of 5”, “2/5”, a bare number. No
 * word of the reference is missing there.
 */
export function isPageNumber({ missing, added }: Gap, text: string, words: Words): boolean {
  if (missing.end > missing.start || added.end - added.start > MAX_FURNITURE) return false;
  const [start, end] = [words.starts[added.start] ?? 0, words.ends[added.end - 1] ?? 0];
  const line =
    text.slice(Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\f', start - 1)) + 1, end) +
    (/^[^\n]*/.exec(text.slice(end, end + 80))?.[0] ?? '');
  return /^[^A-Za-z0-9\n]*(?:page\s+)?\d{1,3}(?:\s*(?:of|\/)\s*\d{1,3})?[^A-Za-z0-9\n]*$/i.test(line);
}

/** True if a gap contains words of the text. */
export function adds({ added }: Gap): boolean {
  return added.end > added.start;
}
