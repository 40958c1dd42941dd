import type { Evidence, Place } from '../../snapshot/place.ts';
import { oneLine } from '../../yaml/problem.ts';

/** A report quotes no more of a file than this. */
const QUOTE_LIMIT = 240;

/** A text of a file as evidence quotes it: in one line, cut when it is long. */
export function quote(text: string): string {
  const line = oneLine(text.slice(0, QUOTE_LIMIT + 1)).trim();
  return text.length > QUOTE_LIMIT ? `${line.slice(0, QUOTE_LIMIT)}…` : line;
}

/** Evidence from a binary header, which has no lines. */
export function headerSays(file: string, key: string, value: string): Evidence {
  return { file, line: null, column: null, says: quote(`${key}: ${value}`) };
}

/** Evidence with the place where it begins. */
export function placeSays(place: Place, says: string): Evidence {
  return { file: place.file, line: place.line, column: place.column, says: quote(says) };
}
