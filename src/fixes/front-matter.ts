import { readFrontMatter } from '../card/front-matter.ts';
import { offsetOf } from '../card/positions.ts';
import type { Facts } from '../facts/facts.ts';

/** An alias as the value of a key, a merge key or an item of a list. */
const ALIAS = /(?:[:,[{-]|^)[ \t]+\*[^\s,[\]{}]+[ \t]*(?:[,\]}#]|$)/m;

/** A mapping in braces, after comments, an anchor and a tag. Each part has one end, so the pattern is linear. */
const FLOW = /^---(?:\s|#.*[\r\n\u2028\u2029]|[&!][^\s{]*\s)*(?:[&!][^\s{]*)?\{/;

/**
 * True if keys of the card's front matter can be added and set: it is valid, has each key on its own line, and has no
 * aliases; or there is none yet.
 */
export function canEditFrontMatter({ card }: Facts): boolean {
  const front = card?.frontMatter ?? null;
  if (card === null || front === null) return true;
  const written = card.source.slice(
    offsetOf(card.source, front.place.line, front.place.column),
    offsetOf(card.source, front.place.endLine, front.place.endColumn),
  );
  return front.problems.length === 0 && !FLOW.test(written) && !ALIAS.test(written);
}

/** True for a line in a second block of keys between two lines `---`: only the author knows which block is meant. */
export function isInFurtherBlock(source: string, line: number): boolean {
  const lines = source.split(/\r\n|\n|\r/);
  const isFence = (text: string) => /^---[ \t]*$/.test(text);
  const above = lines.slice(0, line - 1).findLastIndex(isFence);
  const below = lines.findIndex((text, at) => at >= line - 1 && isFence(text));
  const block = lines.slice(above, below + 1);
  if (above < 0 || below < 0 || block.some((text) => text.trim() === '')) return false;
  return readFrontMatter('', block.join('\n')).frontMatter?.problems.length === 0;
}
