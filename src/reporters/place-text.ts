import type { Evidence, Place } from '../snapshot/place.ts';

/** `file:line:column`, as editors and terminals link it; of evidence without a line, the file. */
export function placeText({ file, line, column }: Pick<Place | Evidence, 'file' | 'line' | 'column'>): string {
  return line === null ? file : column === null ? `${file}:${line}` : `${file}:${line}:${column}`;
}
