import type { ClauseState } from '../report.ts';
import type { Place } from '../snapshot/place.ts';
import type { MatchingRun } from './align.ts';
import type { Anchor, ClauseSpan, TextFingerprint } from './fingerprint.ts';
import { adds, type Gap } from './gaps.ts';
import type { Quoter } from './quote.ts';

/** Words that the licensor did not write, as the file has them. */
export interface Addition {
  readonly words: string;
  readonly place: Place;
}

/**
 * One step from the licensor's text to the file's; the place is where the added words stand, or where words are
 * missing.
 */
export interface Change {
  readonly removed: string | null;
  readonly added: string | null;
  readonly place: Place;
}

/** What became of one clause of the licensor's text, or a clause that is not the licensor's. */
export interface ClauseFinding {
  /** Null for a foreign clause. */
  readonly clause: string | null;
  readonly state: ClauseState;
  /** How many of its words were not found. */
  readonly missingWords: number;
  /** Words that stand inside it and are not the licensor's, as the file has them. */
  readonly added: readonly Addition[];
  /** Only with the true text at hand. */
  readonly changes?: readonly Change[];
}

/** How many words of the reference the runs cover. */
export function matchedWords(runs: readonly MatchingRun[]): number {
  return runs.reduce((sum, run) => sum + run.length, 0);
}

/** True when every word is there in order, with none between. */
export function isCopy(runs: readonly MatchingRun[], text: TextFingerprint): boolean {
  const [only, ...others] = runs;
  return only?.length === text.words && others.length === 0;
}

/** The anchors whose words all stand together. */
export function heldAnchors(runs: readonly MatchingRun[], text: TextFingerprint): readonly Anchor[] {
  return text.anchors.filter(({ start, end }) =>
    runs.some((run) => run.reference <= start && run.reference + run.length >= end),
  );
}

function overlap(clause: ClauseSpan, { missing }: Gap): number {
  return Math.max(0, Math.min(clause.end, missing.end) - Math.max(clause.start, missing.start));
}

/** Added words belong to the clause whose words they replace, else to the one that they follow. */
function standsIn(clause: ClauseSpan, gap: Gap): boolean {
  if (!adds(gap)) return false;
  const word = gap.missing.end > gap.missing.start ? gap.missing.start : gap.missing.start - 1;
  return word >= clause.start && word < clause.end;
}

/**
 * All clauses of the licensor's text in their order, each with what the gaps leave out of it and what they add, and
 * behind each the foreign clauses that follow it: gaps at its end of which `standsAlone` is true.
 */
export function clauseFindings(
  gaps: readonly Gap[],
  text: TextFingerprint,
  quoter: Quoter,
  standsAlone: (gap: Gap) => boolean,
): readonly ClauseFinding[] {
  const between = (gap: Gap) =>
    gap.missing.end === gap.missing.start && adds(gap) && text.clauses.some(({ end }) => end === gap.missing.start);
  const foreign = new Set(gaps.filter((gap) => between(gap) && standsAlone(gap)));
  const own = gaps.filter((gap) => !foreign.has(gap));
  return text.clauses.flatMap((clause) => [
    clauseFinding(
      clause,
      own.filter((gap) => overlap(clause, gap) > 0 || standsIn(clause, gap)),
      text,
      quoter,
    ),
    ...[...foreign].filter((gap) => gap.missing.start === clause.end).map((gap) => foreignClause(gap, text, quoter)),
  ]);
}

/** The row of a clause that is not the licensor's. */
export function foreignClause(gap: Gap, { trueText }: TextFingerprint, quoter: Quoter): ClauseFinding {
  const { words, place } = additionOf(gap, quoter);
  return {
    clause: null,
    state: 'foreign',
    missingWords: 0,
    added: [{ words, place }],
    ...(trueText ? { changes: [{ removed: null, added: words, place }] } : {}),
  };
}

function additionOf({ added: { start, end } }: Gap, quoter: Quoter): Addition {
  return { words: quoter.quote(start, end), place: quoter.place(start, end) };
}

function clauseFinding(
  clause: ClauseSpan,
  gaps: readonly Gap[],
  { trueText }: TextFingerprint,
  quoter: Quoter,
): ClauseFinding {
  const missingWords = gaps.reduce((sum, gap) => sum + overlap(clause, gap), 0);
  const added = gaps.filter((gap) => standsIn(clause, gap)).map((gap) => additionOf(gap, quoter));
  const intact = missingWords === 0 && added.length === 0;
  const absent = missingWords === clause.end - clause.start && added.length === 0;
  const changes =
    trueText &&
    gaps.map((gap): Change => {
      const [start, end] = [Math.max(clause.start, gap.missing.start), Math.min(clause.end, gap.missing.end)];
      const addition = standsIn(clause, gap) ? additionOf(gap, quoter) : null;
      return {
        removed: end > start ? trueText.quote(start, end) : null,
        added: addition?.words ?? null,
        place: addition?.place ?? quoter.between(gap.added.end),
      };
    });
  return {
    clause: clause.clause,
    state: intact ? 'intact' : absent ? 'absent' : 'altered',
    missingWords,
    added,
    ...(changes ? { changes } : {}),
  };
}
