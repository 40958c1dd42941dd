import type { Facts } from '../facts/facts.ts';

/** True when keys can be added to the card's front matter: it is sound and its keys stand on lines of their own, or there is none yet. */
export function canEditFrontMatter({ card }: Facts): boolean {
  const front = card?.frontMatter ?? null;
  return card === null || front === null || (front.problems.length === 0 && !/^\s*---(?:\s|#.*)*\{/.test(card.source));
}
