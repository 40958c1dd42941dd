import type { Place } from '../../src/snapshot/place.ts';

/** The stretch of a source that a place names, by its lines and columns alone. */
export function sliced(source: string, { line, column, endLine, endColumn }: Place): string {
  const lines = source.split(/(?<=\r\n|\n|\r(?!\n))/);
  const offset = (wanted: number, at: number): number => lines.slice(0, wanted - 1).join('').length + at - 1;
  return source.slice(offset(line, column), offset(endLine, endColumn));
}
