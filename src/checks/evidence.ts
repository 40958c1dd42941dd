import type { Evidence, Place } from '../snapshot/place.ts';

/** Evidence at a place of a file. */
export function placeEvidence(place: Place, says: string): Evidence {
  return { file: place.file, line: place.line, column: place.column, says };
}

/** Evidence that a file as a whole gives. */
export function fileEvidence(file: string, says: string): Evidence {
  return { file, line: null, column: null, says };
}
