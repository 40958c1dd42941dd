import type { Evidence, Place } from '../snapshot/place.ts';
import { oneLine } from '../yaml/problem.ts';

const MAX_QUOTE_CHARS = 240;

/** A quotation from a file, on one line and cut if it is long. */
export function quote(text: string): string {
  const line = oneLine(text.slice(0, MAX_QUOTE_CHARS + 1)).trim();
  return text.length > MAX_QUOTE_CHARS ? `${line.slice(0, MAX_QUOTE_CHARS)}…` : line;
}

/** Evidence from a binary header, which has no lines. */
export function headerEvidence(file: string, key: string, value: string): Evidence {
  return { file, line: null, column: null, says: quote(`${key}: ${value}`) };
}

/** Evidence with its place. */
export function evidenceAt(place: Place, says: string): Evidence {
  return { file: place.file, line: place.line, column: place.column, says: quote(says) };
}
