import { align } from './align.ts';
import { changesOf } from './changes.ts';
import { isCopy } from './compare.ts';
import type { Fingerprint, TextFingerprint } from './fingerprint.ts';
import { shingles } from './hash.ts';
import { quoter } from './quote.ts';
import { recognizeAgreements, type RecognizedAgreement } from './recognize.ts';
import { references } from './reference.ts';
import { words } from './words.ts';

/** A file that is provided as the official text of an agreement. */
export interface GivenAgreement {
  /** The agreements and policies in it, by the fingerprints. */
  readonly recognized: readonly RecognizedAgreement[];
  /** The fingerprints, with the file's text added to those that it is a copy of. */
  readonly fingerprints: readonly Fingerprint[];
}

/** Compares a text with the fingerprints, and adds it to those that it is a copy of. Never throws. */
export function readGivenAgreement(file: string, text: string, fingerprints: readonly Fingerprint[]): GivenAgreement {
  const recognized = recognizeAgreements(file, text, fingerprints);
  const copied = new Set(recognized.filter(({ copy }) => copy).map(({ license }) => license));
  return {
    recognized,
    fingerprints: fingerprints.map((one) => (copied.has(one.license) ? withTrueTexts(file, text, one) : one)),
  };
}

function withTrueTexts(file: string, text: string, fingerprint: Fingerprint): Fingerprint {
  const read = words(text);
  const hashes = shingles(read.hashes);
  const places = quoter(file, text, read);
  const texts = references(fingerprint).map((reference): TextFingerprint => {
    const copy = align(hashes, reference).find((runs) => isCopy(runs, reference.text));
    const first = copy?.[0]?.at;
    if (first === undefined) return reference.text;
    const own = read.hashes.subarray(first, first + reference.text.words);
    return {
      ...reference.text,
      trueText: { hashes: own, quote: (start, end) => places.quote(first + start, first + end) },
    };
  });
  return { ...fingerprint, texts };
}

/**
 * Why a text is not the agreement of any of the licenses, as the end of a sentence about its file; null if it is.
 */
export function whyNotTheAgreement({ recognized }: GivenAgreement, licenses: readonly string[]): string | null {
  const agreements = recognized.filter(({ part }) => part === 'agreement');
  if (agreements.some(({ license, copy }) => copy && licenses.includes(license))) return null;
  const own = agreements.find(({ license }) => licenses.includes(license));
  const other = agreements[0];
  const differs = own
    ? changesOf(own.clauses)
    : other
      ? `it is that of ${other.license}`
      : 'it contains no known agreement';
  return `is not the agreement of ${licenses.join(' or ')}: ${differs}`;
}
