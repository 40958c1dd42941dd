import type { Addition, ClauseFinding } from './compare.ts';
import type { Quoter } from './quote.ts';
import type { Words } from './words.ts';

const LONGEST = 2000;

/**
 * The clause that a text adds behind the agreement's last one. A footer or an appended policy is no part of it; a
 * section that counts on from the last number is, as nobody numbers a footer so.
 */
export function clauseBehind(text: string, words: Words, end: number, clauses: readonly ClauseFinding[], quoter: Quoter): Addition[] {
  const last = clauses.findLast((clause) => /^\d+$/.test(clause.clause));
  const offset = words.ends[end - 1];
  if (last === undefined || offset === undefined) return [];
  const behind = text.slice(offset, offset + LONGEST);
  const label = new RegExp(`^[^\\p{L}\\p{N}]*(?:(?:section|clause|article)\\s+)?${Number(last.clause) + 1}\\\\?[.):]`, 'iu').exec(behind);
  if (label === null) return [];
  const paragraph = /^[^]*?(?=\r?\n[ \t>#*/]*\r?\n|$)/.exec(behind.slice(label[0].length))?.[0] ?? '';
  const limit = offset + label[0].length + paragraph.length;
  let stop = end;
  while (stop < words.starts.length && (words.starts[stop] ?? limit) < limit) stop += 1;
  return stop === end ? [] : [{ words: quoter.quote(end, stop), place: quoter.place(end, stop) }];
}
