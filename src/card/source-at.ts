import type { Place } from '../snapshot/place.ts';
import { escapePattern } from '../text/escape-pattern.ts';
import type { Card } from './card.ts';

const lineStarts = new WeakMap<Card, readonly number[]>();

/** The card's source at a place. */
export function sourceAt(card: Card, place: Place): string {
  return card.source.slice(offset(card, place.line, place.column), offset(card, place.endLine, place.endColumn));
}

/** The card's source between the end of one place and the beginning of another. */
export function sourceBetween(card: Card, before: Place, after: Place): string {
  return card.source.slice(offset(card, before.endLine, before.endColumn), offset(card, after.line, after.column));
}

/** A line of the source, counted from 1, without its end. */
export function sourceLine(card: Card, line: number): string {
  return card.source.slice(offset(card, line, 1), offset(card, line + 1, 1)).replace(/(?<![\r\n])[\r\n]+$/, '');
}

/** Where a text stands in the source, in any letter case, as a word by itself. */
export function placesOf(card: Card, text: string): readonly Place[] {
  const pattern = new RegExp(`(?<![\\w-])${escapePattern(text)}(?![\\w-])`, 'gi');
  return [...card.source.matchAll(pattern)].map(({ index, 0: found }) => placeAt(card, index, found.length));
}

function placeAt(card: Card, start: number, length: number): Place {
  const starts = startsOf(card);
  const line = starts.findLastIndex((at) => at <= start);
  const column = start - (starts[line] ?? 0) + 1;
  return { file: card.file, line: line + 1, column, endLine: line + 1, endColumn: column + length };
}

function offset(card: Card, line: number, column: number): number {
  return (startsOf(card)[line - 1] ?? card.source.length) + column - 1;
}

function startsOf(card: Card): readonly number[] {
  const known = lineStarts.get(card);
  if (known !== undefined) return known;
  const starts = [0];
  for (const ending of card.source.matchAll(/\r\n|\n|\r/g)) starts.push(ending.index + ending[0].length);
  lineStarts.set(card, starts);
  return starts;
}
