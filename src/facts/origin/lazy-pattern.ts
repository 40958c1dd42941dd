/** Finds a pattern in a text. */
export type LazyPattern = (text: string) => Iterable<RegExpExecArray>;

/**
 * A pattern (letter case is not asked) that is compiled only when a text holds one of its stems, words apart by spaces:
 * compiling takes far longer than looking a short text through, and most cards are short.
 */
export function lazyPattern(stems: string, source: string): LazyPattern {
  const sought = stems.split(' ');
  let pattern: RegExp | null = null;
  return (text) => {
    const lower = text.toLowerCase();
    if (!sought.some((stem) => lower.includes(stem))) return [];
    pattern ??= new RegExp(source, 'gi');
    return text.matchAll(pattern);
  };
}
