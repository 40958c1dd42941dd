import type { Place } from '../snapshot/place.ts';
import type { MatchingRun } from './align.ts';
import { align } from './align.ts';
import type { ClauseFinding } from './compare.ts';
import { clauseFindings, foreignClause, heldAnchors, isCopy, matchedWords } from './compare.ts';
import type { Fingerprint, Part, TextFingerprint } from './fingerprint.ts';
import { clauseBehind, standsAlone } from './foreign-clause.ts';
import { gapsOf, isPageNumber } from './gaps.ts';
import { SHINGLE, shingles, wholeHash } from './hash.ts';
import { quoter } from './quote.ts';
import type { Reference } from './reference.ts';
import { references } from './reference.ts';
import { diffWords } from './word-diff.ts';
import { words, type Words } from './words.ts';

export { agreementLines } from './excerpts.ts';
export type { AgreementLines } from './excerpts.ts';
export type { Addition, Change, ClauseFinding } from './compare.ts';

/** An agreement or a use policy in a text. */
export interface RecognizedAgreement {
  /** The version (`llama-4`), decided by wording that only it has, never by similarity alone. */
  readonly license: string;
  readonly part: Part;
  /** True if every word is there, with none in between. */
  readonly copy: boolean;
  /** The share of the licensor's words that were found, 0 to 1. */
  readonly coverage: number;
  /** From the first word found to the last. */
  readonly place: Place;
  /** Every clause in the agreement's order, with foreign clauses at their places. */
  readonly clauses: readonly ClauseFinding[];
}

interface Candidate {
  readonly reference: Reference;
  readonly runs: readonly MatchingRun[];
  readonly start: number;
  readonly end: number;
  readonly copy: boolean;
  readonly matched: number;
  /** Title, date line and notice sentence, which decide. */
  readonly anchors: number;
  /** Other places that name the version, which break ties. */
  readonly mentions: number;
}

const ENOUGH = 0.3;
const ENOUGH_WITH_TITLE = 0.15;
const SAME_STRETCH = 0.2;

/** False if the text has no wording that names the version: a comparison word by word would find nothing. */
function holdsAnchor({ text, shingles: own }: Reference, known: ReadonlySet<number>): boolean {
  return text.anchors.some(({ start, end }) =>
    own.subarray(start, Math.max(start + 1, end - SHINGLE + 1)).every((hash) => known.has(hash)),
  );
}

function candidateOf(reference: Reference, runs: readonly MatchingRun[]): Candidate | null {
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last) return null;
  const held = heldAnchors(runs, reference.text);
  const matched = matchedWords(runs);
  // If none of the places that name the version match, the text is another version, or another company's license that
  // was modeled on it, however many words they share.
  if (held.length === 0) return null;
  const titled = held.some(({ kind }) => kind === 'title');
  if (matched < (titled ? ENOUGH_WITH_TITLE : ENOUGH) * reference.text.words) return null;
  const mentions = held.filter(({ kind }) => kind === 'mention').length;
  const copy = isCopy(runs, reference.text);
  return {
    reference,
    runs,
    start: first.at,
    end: last.at + last.length,
    copy,
    matched,
    anchors: held.length - mentions,
    mentions,
  };
}

function compare(a: Candidate, b: Candidate): number {
  return Number(b.copy) - Number(a.copy) || b.anchors - a.anchors || b.mentions - a.mentions || b.matched - a.matched;
}

function sameStretch(a: Candidate, b: Candidate): boolean {
  if (a.reference.text.part !== b.reference.text.part) return false;
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared > SAME_STRETCH * Math.min(a.end - a.start, b.end - b.start);
}

/** One candidate for each stretch of the text: the one with the most anchors. */
function decide(candidates: readonly Candidate[]): readonly Candidate[] {
  const decided: Candidate[] = [];
  for (const candidate of [...candidates].sort(compare)) {
    if (!decided.some((other) => sameStretch(other, candidate))) decided.push(candidate);
  }
  return decided.sort((a, b) => a.start - b.start);
}

/**
 * The agreement, the policy, or both in sequence, if the whole text is a copy; null for any other text. Decided by
 * hashes, so that the usual license file needs no comparison.
 */
function wholeCopy(
  { hashes }: Words,
  fingerprints: readonly Fingerprint[],
): { readonly license: string; readonly texts: readonly TextFingerprint[] } | null {
  for (const { license, texts } of fingerprints) {
    const policies = texts.filter(({ part }) => part === 'policy');
    const together = texts
      .filter(({ part }) => part === 'agreement')
      .flatMap((agreement) => policies.map((policy) => [agreement, policy]));
    for (const parts of [...texts.map((text) => [text]), ...together]) {
      if (parts.reduce((sum, part) => sum + part.words, 0) === hashes.length && isCopyOf(hashes, parts))
        return { license, texts: parts };
    }
  }
  return null;
}

function isCopyOf(hashes: Uint32Array, parts: readonly TextFingerprint[]): boolean {
  let at = 0;
  return parts.every(({ words: length, hash }) => {
    at += length;
    return hash !== undefined && hash === wholeHash(hashes, at - length, at);
  });
}

function recognizedCopy(
  file: string,
  text: string,
  read: Words,
  { license, texts }: NonNullable<ReturnType<typeof wholeCopy>>,
): readonly RecognizedAgreement[] {
  const places = quoter(file, text, read);
  let at = 0;
  return texts.map((one) => {
    at += one.words;
    return {
      license,
      part: one.part,
      copy: true,
      coverage: 1,
      place: places.place(at - one.words, at),
      clauses: clauseFindings([], one, places, () => false),
    };
  });
}

/**
 * All agreements and use policies in a text, in order. `file` only labels places. Wrapping, quotes, Markdown, HTML,
 * list labels and text before and after do not matter; every word does. An excerpt, a summary or a link does not count.
 * Never throws; n log n in the text's length.
 */
export function recognizeAgreements(
  file: string,
  text: string,
  fingerprints: readonly Fingerprint[],
): readonly RecognizedAgreement[] {
  const read = words(text);
  const whole = wholeCopy(read, fingerprints);
  if (whole !== null) return recognizedCopy(file, text, read, whole);
  const hashes = shingles(read.hashes);
  const known = new Set(hashes);
  const candidates = fingerprints
    .flatMap(references)
    .filter((reference) => holdsAnchor(reference, known))
    .flatMap((reference) => align(hashes, reference).map((runs) => candidateOf(reference, runs)))
    .filter((candidate) => candidate !== null);
  if (candidates.length === 0) return [];
  const places = quoter(file, text, read);
  return decide(candidates).map(({ reference, runs, start, end, copy, matched }) => {
    const { part, trueText } = reference.text;
    const gaps = gapsOf(runs, reference.text.words).filter((gap) => !isPageNumber(gap, text, read));
    const differing = trueText ? diffWords(gaps, trueText.hashes, read.hashes) : gaps;
    const clauses = clauseFindings(differing, reference.text, places, (gap) => standsAlone(text, read, gap));
    const behind = part === 'agreement' ? clauseBehind(text, read, end, reference.text.clauses) : null;
    return {
      license: reference.license,
      part,
      copy: (copy || gaps.length === 0) && behind === null,
      coverage: matched / reference.text.words,
      place: places.place(start, end),
      clauses: behind === null ? clauses : [...clauses, foreignClause(behind, reference.text, places)],
    };
  });
}
