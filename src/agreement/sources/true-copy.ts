import type { Fingerprint } from '../fingerprint.ts';
import type { RecognizedAgreement } from '../recognize.ts';
import { readGivenAgreement, whyNotTheAgreement } from '../true-text.ts';
import { words } from '../words.ts';

const MAX_QUOTE_CHARS = 100;

/** Why a text is not an unaltered copy of a license's agreement, as the end of a sentence about it; null if it is. */
export function whyNoCopy(license: string, text: string, fingerprints: readonly Fingerprint[]): string | null {
  return whyNotTheAgreement(readGivenAgreement('', text, fingerprints), [license]);
}

/**
 * Like `whyNoCopy`, for a text from an untrusted source: it must contain nothing but the agreement and the license's
 * own use policy. A sentence above an agreement can change the meaning of the whole file.
 */
export function whyNoCopyAlone(license: string, text: string, fingerprints: readonly Fingerprint[]): string | null {
  const input = readGivenAgreement('', text, fingerprints);
  const why = whyNotTheAgreement(input, [license]);
  if (why !== null) return why;
  const rest = withoutParts(
    text,
    input.recognized.filter((found) => found.license === license && found.copy),
  );
  const { hashes, starts } = words(rest);
  if (hashes.length === 0) return null;
  const begin = starts[0] ?? 0;
  const line = rest.slice(0, begin).split('\n').length;
  const quote =
    rest
      .slice(begin, begin + MAX_QUOTE_CHARS)
      .split('\n')[0]
      ?.trim() ?? '';
  return `contains more than the agreement of ${license}: “${quote}” (line ${line})`;
}

/** The text with everything recognized blanked out, so that lines keep their numbers. */
function withoutParts(text: string, parts: readonly RecognizedAgreement[]): string {
  const lines = text.split(/\r\n|\r|\n/);
  for (const { place } of parts) {
    for (let number = place.line; number <= place.endLine; number += 1) {
      const line = lines[number - 1] ?? '';
      const before = number === place.line ? line.slice(0, place.column - 1) : '';
      const behind = number === place.endLine ? line.slice(place.endColumn - 1) : '';
      const blank = line.length - before.length - behind.length;
      lines[number - 1] = `${before}${' '.repeat(Math.max(0, blank))}${behind}`;
    }
  }
  return lines.join('\n');
}
