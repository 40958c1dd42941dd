import type { Place } from '../snapshot/place.ts';

/** Returns the place of `source[start..end)`. Offsets out of range are moved to the nearest end. */
export type Placer = (start: number, end: number) => Place;

/**
 * Creates a placer for one file. A line ends at LF, CRLF or a lone CR, as in Markdown and YAML. The index of lines is
 * built on first use, because most files need none.
 */
export function placer(file: string, source: string): Placer {
  let starts: readonly number[] | null = null;
  return (start, end) => {
    starts ??= lineStarts(source);
    const from = Math.min(Math.max(start, 0), source.length);
    const last = Math.min(Math.max(end, from), source.length);
    // Between the two characters of a CRLF, the line has already ended.
    const to = source.charAt(last) === '\n' && source.charAt(last - 1) === '\r' ? Math.max(from, last - 1) : last;
    const line = lineAt(starts, from);
    const endLine = lineAt(starts, to);
    return {
      file,
      line,
      column: from - (starts[line - 1] ?? 0) + 1,
      endLine,
      endColumn: to - (starts[endLine - 1] ?? 0) + 1,
    };
  };
}

/** The offset of a line and column as `placer` counts them; beyond the text, its end. */
export function offsetOf(source: string, line: number, column: number): number {
  return offsets(source)(line, column);
}

/** Like `offsetOf`, for many places of one text. */
export function offsets(source: string): (line: number, column: number) => number {
  const starts = lineStarts(source);
  return (line, column) =>
    line > starts.length ? source.length : Math.min((starts[line - 1] ?? 0) + column - 1, source.length);
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (const match of source.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  return lastAtMost(starts.length, offset, (index) => starts[index] ?? 0) + 1;
}

/** The index of the last of `count` ascending values that is at most `wanted`; 0 without one. */
export function lastAtMost(count: number, wanted: number, valueAt: (index: number) => number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (valueAt(middle) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
