import type { ClauseState } from '../report.ts';
import type { Place } from '../snapshot/place.ts';
import type { MatchingRun } from './align.ts';
import type { Anchor, ClauseSpan, TextFingerprint } from './fingerprint.ts';
import { adds, type Gap } from './gaps.ts';
import type { Quoter } from './quote.ts';

/** Words in the file that the licensor did not write. */
export interface Addition {
  readonly words: string;
  readonly place: Place;
}

/**
 * One change from the licensor's text to the file's, with the place of the added or missing words.
 */
export interface Change {
  readonly removed: string | null;
  readonly added: string | null;
  readonly place: Place;
}

/** The state of one clause of the licensor's text, or a foreign clause. */
export interface ClauseFinding {
  /** Null for a foreign clause. */
  readonly clause: string | null;
  readonly state: ClauseState;
  /** How many of its words are missing. */
  readonly missingWords: number;
  /** Words inside it that are not the licensor's. */
  readonly added: readonly Addition[];
  /** Only if the official text is available. */
  readonly changes?: readonly Change[];
}

/** How many words of the reference the runs cover. */
export function matchedWords(runs: readonly MatchingRun[]): number {
  return runs.reduce((sum, run) => sum + run.length, 0);
}

/** True if every word is there in order, with none in between. */
export function isCopy(runs: readonly MatchingRun[], text: TextFingerprint): boolean {
  const [only, ...others] = runs;
  return only?.length === text.words && others.length === 0;
}

/** The anchors whose words are all there and adjacent. */
export function heldAnchors(runs: readonly MatchingRun[], text: TextFingerprint): readonly Anchor[] {
  return text.anchors.filter(({ start, end }) =>
    runs.some((run) => run.reference <= start && run.reference + run.length >= end),
  );
}

function overlap(clause: ClauseSpan, { missing }: Gap): number {
  return Math.max(0, Math.min(clause.end, missing.end) - Math.max(clause.start, missing.start));
}

/** Added words belong to the clause whose words they replace, or else to the clause before them. */
function isWhole(clause: ClauseSpan, gap: Gap): boolean {
  if (!adds(gap)) return false;
  const word = gap.missing.end > gap.missing.start ? gap.missing.start : gap.missing.start - 1;
  return word >= clause.start && word < clause.end;
}

/**
 * All clauses of the licensor's text in order, each with its missing and added words, and after each the foreign
 * clauses that follow it: gaps at its end for which `standsAlone` is true.
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
      own.filter((gap) => overlap(clause, gap) > 0 || isWhole(clause, gap)),
      text,
      quoter,
    ),
    ...[...foreign].filter((gap) => gap.missing.start === clause.end).map((gap) => foreignClause(gap, text, quoter)),
  ]);
}

/** The row of a foreign clause. */
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
  const added = gaps.filter((gap) => isWhole(clause, gap)).map((gap) => additionOf(gap, quoter));
  const intact = missingWords === 0 && added.length === 0;
  const absent = missingWords === clause.end - clause.start && added.length === 0;
  const changes =
    trueText &&
    gaps.map((gap): Change => {
      const [start, end] = [Math.max(clause.start, gap.missing.start), Math.min(clause.end, gap.missing.end)];
      const addition = isWhole(clause, gap) ? additionOf(gap, quoter) : null;
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
