import type { Place } from '../snapshot/place.ts';
import type { Words } from './words.ts';

/** Locates words in the file, and quotes them. */
export interface Quoter {
  /** The place of the words from `start` to before `end`. */
  place(start: number, end: number): Place;
  /** The empty place after the word before `at`, where words are missing. */
  between(at: number): Place;
  /** Their text on one line, cut after about 200 characters. */
  quote(start: number, end: number): string;
}

const MAX_QUOTE_CHARS = 200;

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A quoter for a text and its words; `file` only labels the places. */
export function quoter(file: string, text: string, words: Words): Quoter {
  const lines = lineStarts(text);
  const offsets = (start: number, end: number): [number, number] => [
    words.starts[start] ?? 0,
    words.ends[end - 1] ?? 0,
  ];
  const placeOf = (from: number, to: number): Place => {
    const [first, last] = [lineOf(lines, from), lineOf(lines, to)];
    return {
      file,
      line: first + 1,
      column: from - (lines[first] ?? 0) + 1,
      endLine: last + 1,
      endColumn: to - (lines[last] ?? 0) + 1,
    };
  };
  return {
    place: (start, end) => placeOf(...offsets(start, end)),
    between: (at) => placeOf(words.ends[at - 1] ?? 0, words.ends[at - 1] ?? 0),
    quote(start, end) {
      const [from, to] = offsets(start, end);
      const shown = text.slice(from, Math.min(to, from + MAX_QUOTE_CHARS)).replace(/\s+/g, ' ');
      return to - from > MAX_QUOTE_CHARS ? `${shown}…` : shown;
    },
  };
}
