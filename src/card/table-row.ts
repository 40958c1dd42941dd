import type { Card } from './card.ts';
import { sourceBetween } from './source-at.ts';
import type { Block } from './visible-text.ts';

/** True for two cells that follow each other in a row of a table. */
export function inOneRow(card: Card, one: Block | undefined, next: Block | undefined): boolean {
  if (one?.kind !== 'cell' || next?.kind !== 'cell') return false;
  const between = sourceBetween(card, one.place(0, one.text.length), next.place(0, next.text.length));
  if (/<\/?tr\b/i.test(between)) return false;
  return !/[\r\n]/.test(between) || /<t[dh]\b/i.test(between);
}
