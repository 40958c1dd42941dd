import type { Place } from '../../snapshot/place.ts';
import type { Run } from './align.ts';
import type { Anchor, ClauseSpan, TextFingerprint } from './fingerprint.ts';
import type { Quoter } from './quote.ts';

/** Words that the licensor did not write, as the file has them. */
export interface Addition {
  readonly words: string;
  readonly place: Place;
}

/** What became of one clause of the licensor's text. */
export interface ClauseFinding {
  readonly clause: string;
  readonly state: 'intact' | 'altered' | 'absent';
  /** How many of its words were not found. */
  readonly missingWords: number;
  /** Words that stand inside it and are not the licensor's, as the file has them. */
  readonly added: readonly Addition[];
}

/** A stretch between two runs: words of the reference that are missing, and words of the text that stand there instead. */
interface Gap {
  readonly missing: { readonly start: number; readonly end: number };
  readonly added: { readonly start: number; readonly end: number };
}

/** How many words of the reference the runs cover. */
export function matchedWords(runs: readonly Run[]): number {
  return runs.reduce((sum, run) => sum + run.length, 0);
}

/** True when every word is there in order, with none between. */
export function isCopy(runs: readonly Run[], text: TextFingerprint): boolean {
  const [only, ...others] = runs;
  return only?.length === text.words && others.length === 0;
}

/** The anchors whose words all stand together. */
export function heldAnchors(runs: readonly Run[], text: TextFingerprint): readonly Anchor[] {
  return text.anchors.filter(({ start, end }) => runs.some((run) => run.reference <= start && run.reference + run.length >= end));
}

function gapsOf(runs: readonly Run[], words: number): readonly Gap[] {
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

function overlap(clause: ClauseSpan, gap: Gap): number {
  return Math.max(0, Math.min(clause.end, gap.missing.end) - Math.max(clause.start, gap.missing.start));
}

/** Added words belong to the clause whose words they replace, else to the one that they follow. */
function standsIn(clause: ClauseSpan, gap: Gap): boolean {
  if (gap.added.end <= gap.added.start) return false;
  const word = gap.missing.end > gap.missing.start ? gap.missing.start : gap.missing.start - 1;
  return word >= clause.start && word < clause.end;
}

/** All clauses of the licensor's text in their order, each with what the runs leave out of it and what the text adds. */
export function clauseFindings(runs: readonly Run[], text: TextFingerprint, quoter: Quoter): readonly ClauseFinding[] {
  const gaps = gapsOf(runs, text.words);
  return text.clauses.map((clause): ClauseFinding => {
    const missingWords = gaps.reduce((sum, gap) => sum + overlap(clause, gap), 0);
    const added = gaps
      .filter((gap) => standsIn(clause, gap))
      .map((gap) => ({ words: quoter.quote(gap.added.start, gap.added.end), place: quoter.place(gap.added.start, gap.added.end) }));
    const intact = missingWords === 0 && added.length === 0;
    const absent = missingWords === clause.end - clause.start && added.length === 0;
    return { clause: clause.clause, state: intact ? 'intact' : absent ? 'absent' : 'altered', missingWords, added };
  });
}
