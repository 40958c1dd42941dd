import type { ClauseSpan } from './fingerprint.ts';
import type { Gap } from './gaps.ts';
import type { Words } from './words.ts';

const MAX_CLAUSE_CHARS = 2000;

const NUMBER = /^[^\p{L}\p{N}]*(?:(?:section|clause|article)\s+)?(\d{1,2})\\?[.):](?!\d|\s*\p{L}+\.?\s+\d{4}\b)/iu;
/** In a heading, or at the beginning of a sentence. */
const ADDITIONAL =
  /^[^\p{L}\p{N}]*(?:(?:additional|further|special|supplement(?:al|ary)|extra)\s+(?:licen[cs]e\s+|use\s+|usage\s+)?(?:terms|conditions|restrictions?|provisions|clauses?|limitations|requirements|obligations)|addendum|amendment|rider)\b/iu;

/** A blank line, the label or bullet of a list, or a block of HTML: a new paragraph follows. */
const endsParagraph = (text: string): boolean =>
  /\n[^\p{L}\p{N}\n]*(?:\n|[-*+•]\s|(?:[a-z]|[ivx]{1,5}|\d{1,2})\\?[.)])|<\/?(?:p|li|div|h[1-6]|br)\b/iu.test(text);

/** True if the added words of a gap begin and end a paragraph, so that they are a separate clause. */
export function standsAlone(text: string, { starts, ends }: Words, { added }: Gap): boolean {
  const before = text.slice(ends[added.start - 1] ?? 0, starts[added.start]);
  const after = text.slice(ends[added.end - 1], starts[added.end]);
  return [before, after].every((part) => endsParagraph(part.replace(/\r\n?/g, '\n')));
}

/**
 * The clause that a text adds after the agreement's last one, which ends before the word `end`; null without one. A
 * footer or an appended policy is not part of the agreement. A section that continues the numbering is, even if a
 * number is skipped, since nobody numbers a footer like that (“25. September 2024” is a date). Terms that call
 * themselves additional are, too: they extend the agreement, and an extended agreement is not a copy.
 */
export function clauseBehind(text: string, words: Words, end: number, clauses: readonly ClauseSpan[]): Gap | null {
  const last = clauses.findLast((clause) => /^\d+$/.test(clause.clause));
  const offset = words.ends[end - 1];
  if (last === undefined || offset === undefined) return null;
  const behind = text.slice(offset, offset + MAX_CLAUSE_CHARS);
  const label = NUMBER.exec(behind) ?? ADDITIONAL.exec(behind);
  if (label === null || Number(label[1] ?? Infinity) <= Number(last.clause)) return null;
  const from = label[0].length;
  const paragraph = /^[^\p{L}\p{N}]*[^]*?(?=\r?\n[ \t>#*/]*\r?\n|$)/u.exec(behind.slice(from))?.[0] ?? '';
  const limit = offset + from + paragraph.length;
  let stop = end;
  while (stop < words.starts.length && (words.starts[stop] ?? limit) < limit) stop += 1;
  const behindAll = clauses.at(-1)?.end ?? 0;
  return stop === end ? null : { missing: { start: behindAll, end: behindAll }, added: { start: end, end: stop } };
}
