import { inSmallLetters } from '../snapshot/any-case.ts';
import type { Pattern } from './rulebook.ts';

/** Ids, names and links are short; a longer text matches nothing, since each star of a glob multiplies the time. */
const LONGEST = 300;

/** Most globs are plain words or the beginning of a word, which takes far less than a pattern that has to be compiled. */
interface Compiled {
  readonly words: ReadonlySet<string>;
  /** What stands before the one star of a glob, which covers what follows up to a slash. */
  readonly heads: readonly string[];
  readonly globs: RegExp | null;
}

const compiled = new WeakMap<readonly Pattern[], Compiled>();

/** True when the whole text matches one of the globs; letter case is not asked. */
export function matchesAny(patterns: readonly Pattern[], text: string): boolean {
  if (patterns.length === 0 || text.length > LONGEST) return false;
  const { words, heads, globs } = compiled.get(patterns) ?? compile(patterns);
  const lower = inSmallLetters(text);
  return words.has(lower) || heads.some((head) => lower.startsWith(head) && !lower.includes('/', head.length)) || (globs?.test(text) ?? false);
}

function compile(patterns: readonly Pattern[]): Compiled {
  const words = new Set<string>();
  const heads: string[] = [];
  const globs: string[] = [];
  for (const { glob, regex } of patterns) {
    const [head = '', ...tails] = inSmallLetters(glob).split('*');
    // A star that begins a part of a path asks for something, and dots can be steps.
    const oneStarAtEnd = tails.length === 1 && tails[0] === '' && /[^/.]$/.test(head) && !head.includes('./');
    if (/[?[\]{}()!+@\\]/.test(glob) || (tails.length > 0 && !oneStarAtEnd)) globs.push(regex);
    else if (tails.length === 0) words.add(head);
    else heads.push(head);
  }
  const made = { words, heads, globs: globs.length === 0 ? null : new RegExp(globs.join('|'), 'i') };
  compiled.set(patterns, made);
  return made;
}
