import { distance } from 'fastest-levenshtein';

/** No word of a vocabulary is longer, and comparing long words is slow. */
const MAX_WORD_CHARS = 80;

/**
 * The word that was probably meant by `word`: the one with the fewest different letters, if at most one letter of
 * three is different (two swapped letters count as two, and that much is allowed from four letters on). Else a word
 * that `word` is the beginning of (`warn` → `warning`). Letter case is not asked. Null when nothing is near.
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
