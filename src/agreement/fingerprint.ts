import { clauseStarts } from './clauses.ts';
import { SHINGLE, shingles, wholeHash, wordHash } from './hash.ts';
import { words } from './words.ts';

/** The parts of a license: the agreement itself and its acceptable use policy. */
export type Part = 'agreement' | 'policy';

/** A stretch of the reference text, in words, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface ClauseSpan extends Span {
  /** `preamble`, `1`, `1.b.i`, `closing` */
  readonly clause: string;
}

/**
 * Wording that identifies one version of a license. A `mention` is any other place where the text names its version.
 */
export interface Anchor extends Span {
  readonly kind: 'title' | 'date' | 'notice' | 'mention';
}

/** The text of a fingerprint, provided by the user. */
export interface TrueText {
  /** The hash of each word of the reference. */
  readonly hashes: Uint32Array;
  /** The words of the reference from `start` to before `end`, on one line, cut after about 200 characters. */
  quote(start: number, end: number): string;
}

/** One published text as data: enough to compare another text with it word by word, without containing it. */
export interface TextFingerprint {
  readonly part: Part;
  readonly words: number;
  readonly clauses: readonly ClauseSpan[];
  readonly anchors: readonly Anchor[];
  /**
   * The hash of all words: a text with the same hash is a copy, and need not be compared. Older fingerprints lack it.
   */
  readonly hash?: string;
  /** Base64 of the hashes of all shingles in order, 32 bits each, little-endian. */
  readonly shingles: string;
  /** The text itself, if the user provides it; not part of the fingerprint's file. */
  readonly trueText?: TrueText;
}

/** All texts of one license. Two texts of the same part are different published forms. */
export interface Fingerprint {
  /** `llama-4` */
  readonly license: string;
  /** Words per shingle. */
  readonly shingle: number;
  readonly texts: readonly TextFingerprint[];
}

/** Properties that a text does not state. */
export interface Description {
  readonly part: Part;
  /** How the text names the version: `Llama 4`. */
  readonly name: string;
}

const MENTION_CONTEXT = 2;
const QUOTED_NOTICE = /["“]([^"“”]{2,200}? is licensed under [^"“”]{2,400}?)["”]/;

function nonEmptyLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => words(line).hashes.length > 0)
    .slice(0, 2);
}

function occurrences(all: Uint32Array, sought: Uint32Array): Span[] {
  const found: Span[] = [];
  if (sought.length === 0) return found;
  for (let start = 0; start + sought.length <= all.length; start += 1) {
    if (sought.every((hash, at) => all[start + at] === hash)) found.push({ start, end: start + sought.length });
  }
  return found;
}

function anchorsOf(text: string, hashes: Uint32Array, description: Description): Anchor[] {
  const [title = '', date = ''] = nonEmptyLines(text);
  const notice = description.part === 'agreement' ? (QUOTED_NOTICE.exec(text)?.[1] ?? '') : '';
  const firstOf = (kind: Anchor['kind'], wording: string): Anchor[] =>
    occurrences(hashes, words(wording).hashes)
      .slice(0, 1)
      .map((span) => ({ kind, ...span }));
  const named = [
    ...firstOf('title', title),
    ...(description.part === 'agreement' ? firstOf('date', date) : []),
    ...firstOf('notice', notice),
  ];
  const mentions = occurrences(hashes, Uint32Array.from(description.name.toLowerCase().split(/\s+/), wordHash))
    .filter(({ start, end }) => !named.some((anchor) => start >= anchor.start && end <= anchor.end))
    .map(({ start, end }): Anchor => ({
      kind: 'mention',
      start: Math.max(0, start - MENTION_CONTEXT),
      end: Math.min(hashes.length, end + MENTION_CONTEXT),
    }));
  return [...named, ...mentions];
}

function clauseSpans(text: string, starts: Uint32Array): ClauseSpan[] {
  const found = clauseStarts(text).map(({ clause, offset }) => {
    const first = starts.findIndex((start) => start >= offset);
    return { clause, start: first === -1 ? starts.length : first };
  });
  return found
    .map(({ clause, start }, at) => ({ clause, start, end: found[at + 1]?.start ?? starts.length }))
    .filter(({ start, end }) => end > start);
}

function base64(hashes: Uint32Array): string {
  const bytes = Buffer.alloc(hashes.length * 4);
  hashes.forEach((hash, at) => bytes.writeUInt32LE(hash, at * 4));
  return bytes.toString('base64');
}

/**
 * The fingerprint of a licensor's text. The first line is its title, an agreement's second line its date line, and its
 * first quoted “… is licensed under …” the sentence that the Notice file must contain.
 */
export function fingerprint(text: string, description: Description): TextFingerprint {
  const { hashes, starts } = words(text);
  return {
    part: description.part,
    words: hashes.length,
    clauses: clauseSpans(text, starts),
    anchors: anchorsOf(text, hashes, description),
    hash: wholeHash(hashes),
    shingles: base64(shingles(hashes)),
  };
}

/** The fingerprint of a license, made from those of its texts. */
export function licenseFingerprint(license: string, texts: readonly TextFingerprint[]): Fingerprint {
  return { license, shingle: SHINGLE, texts };
}
