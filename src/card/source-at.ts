import type { Place } from '../snapshot/place.ts';
import { escapePattern } from '../text/escape-pattern.ts';
import type { Card } from './card.ts';
import { offsets, placer } from './positions.ts';

const known = new WeakMap<Card, ReturnType<typeof offsets>>();

/** The card's source at a place. */
export function sourceAt(card: Card, place: Place): string {
  const offset = offsetsOf(card);
  return card.source.slice(offset(place.line, place.column), offset(place.endLine, place.endColumn));
}

/** The card's source between the end of one place and the beginning of another. */
export function sourceBetween(card: Card, before: Place, after: Place): string {
  const offset = offsetsOf(card);
  return card.source.slice(offset(before.endLine, before.endColumn), offset(after.line, after.column));
}

/** A line of the source, counted from 1, without its end. */
export function sourceLine(card: Card, line: number): string {
  const offset = offsetsOf(card);
  return card.source.slice(offset(line, 1), offset(line + 1, 1)).replace(/(?<![\r\n])[\r\n]+$/, '');
}

/** Where a text first stands in the source as a word by itself, in any letter case; null where it does not. */
export function placeOf(card: Card, text: string): Place | null {
  const match = new RegExp(`(?<![\\w-])${escapePattern(text)}(?![\\w-])`, 'i').exec(card.source);
  return match === null ? null : placer(card.file, card.source)(match.index, match.index + match[0].length);
}

function offsetsOf(card: Card): ReturnType<typeof offsets> {
  const offset = known.get(card) ?? offsets(card.source);
  known.set(card, offset);
  return offset;
}
