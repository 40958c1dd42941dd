import { distance } from 'fastest-levenshtein';

/** Longer than any word of a vocabulary; comparing long words is slow. */
const MAX_WORD_CHARS = 80;

/**
 * The word that `word` probably means: the one with the fewest different letters, if at most one letter in three is
 * different (two swapped letters count as two, which is allowed from four letters on). Otherwise a word that begins
 * with `word` (`warn` → `warning`). Letter case is ignored. Null if nothing is near.
 */
export function nearest(word: string, words: readonly string[]): string | null {
  if (word.length > MAX_WORD_CHARS) return null;
  const typed = word.toLowerCase();
  let best: string | null = null;
  let fewest = Infinity;
  for (const candidate of words) {
    const length = Math.max(typed.length, candidate.length);
    const allowed = Math.max(length > 3 ? 2 : 0, Math.floor(length / 3));
    if (Math.abs(typed.length - candidate.length) > allowed) continue;
    const different = distance(typed, candidate.toLowerCase());
    if (different > allowed || different >= fewest) continue;
    best = candidate;
    fewest = different;
  }
  return best ?? words.find((candidate) => typed.length > 2 && candidate.toLowerCase().startsWith(typed)) ?? null;
}
