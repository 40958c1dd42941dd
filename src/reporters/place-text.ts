import type { Evidence, Place } from '../snapshot/place.ts';

/** `file:line:column`, which editors and terminals link; only the file for evidence without a line. */
export function placeText({ file, line, column }: Pick<Place | Evidence, 'file' | 'line' | 'column'>): string {
  return line === null ? file : column === null ? `${file}:${line}` : `${file}:${line}:${column}`;
}
