import { offsetOf } from '../facts/card/positions.ts';
import type { Place } from '../snapshot/place.ts';
import type { Splice } from '../snapshot/splice-text.ts';

/** The splice that puts a text in the place of what stands there. */
export function replacement(source: string, place: Place, text: string): Splice {
  return { start: offsetOf(source, place.line, place.column), end: offsetOf(source, place.endLine, place.endColumn), text };
}
