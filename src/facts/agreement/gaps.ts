import type { Run } from './align.ts';
import type { Span } from './fingerprint.ts';

/** Where a text leaves the reference: words of the reference that are missing, and words of the text that stand there instead. */
export interface Gap {
  readonly missing: Span;
  readonly added: Span;
}

/** The stretches before, between and behind the runs in which text and reference differ; `words` is the reference's length. */
export function gapsOf(runs: readonly Run[], words: number): readonly Gap[] {
  const gaps: Gap[] = [];
  let reference = 0;
  let at = runs[0]?.at ?? 0;
  for (const run of runs) {
    if (run.reference > reference || run.at > at) gaps.push({ missing: { start: reference, end: run.reference }, added: { start: at, end: run.at } });
    reference = run.reference + run.length;
    at = run.at + run.length;
  }
  if (reference < words) gaps.push({ missing: { start: reference, end: words }, added: { start: at, end: at } });
  return gaps;
}

/** True when a gap holds words of the text. */
export function adds({ added }: Gap): boolean {
  return added.end > added.start;
}
