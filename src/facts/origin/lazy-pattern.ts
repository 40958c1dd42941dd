import { lowerCase } from '../../snapshot/ignore-case.ts';

/** Where a pattern stands in a text, and what stands there. */
export interface Stand {
  readonly 0: string;
  readonly index: number;
}

/** Finds a pattern in a text. */
export type LazyPattern = (text: string) => readonly Stand[];

/**
 * A pattern, written in small letters (those of the text do not matter), that is compiled only when a text holds one of
 * its stems, words apart by spaces, and one of those that it needs besides: compiling takes far longer than looking a
 * short text through, and most cards are short. It takes twice as long for a pattern that has to ignore letter case.
 */
export function lazyPattern(stems: string, source: string, besides = ''): LazyPattern {
  let sought: readonly (readonly string[])[] | null = null;
  let pattern: RegExp | null = null;
  return (text) => {
    const lower = lowerCase(text);
    sought ??= [stems.split(' '), besides.split(' ')];
    if (!sought.every((words) => words.some((word) => lower.includes(word)))) return [];
    pattern ??= new RegExp(source, 'g');
    return Array.from(lower.matchAll(pattern), ({ 0: found, index }) => ({ 0: text.slice(index, index + found.length), index }));
  };
}

/** The same as a question: whether the pattern stands in a text. */
export function standsIn(pattern: LazyPattern): (text: string) => boolean {
  return (text) => pattern(text).length > 0;
}

/**
 * Tells whether a text holds one of the words, which are written in small letters with bars between them. A mere list is
 * no pattern: compiling one takes longer than looking a short text through for each word.
 */
export function holdsAny(words: string): (text: string) => boolean {
  let sought: readonly string[] | null = null;
  return (text) => {
    const lower = text.toLowerCase();
    sought ??= words.split('|');
    return sought.some((word) => lower.includes(word));
  };
}
