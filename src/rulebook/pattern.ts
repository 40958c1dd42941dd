import type { Pattern } from './rulebook.ts';

/** Ids, names and links are short; a longer text matches nothing, since each star of a glob multiplies the time. */
const LONGEST = 300;

/** Most globs are plain words, and a set is quicker than a pattern that is looked at a few times only. */
interface Compiled {
  readonly words: ReadonlySet<string>;
  readonly globs: RegExp | null;
}

const compiled = new WeakMap<readonly Pattern[], Compiled>();

/** True when the whole text matches one of the globs; letter case is not asked. */
export function matchesAny(patterns: readonly Pattern[], text: string): boolean {
  if (patterns.length === 0 || text.length > LONGEST) return false;
  const { words, globs } = compiled.get(patterns) ?? compile(patterns);
  return words.has(text.toLowerCase()) || (globs?.test(text) ?? false);
}

function compile(patterns: readonly Pattern[]): Compiled {
  const special = patterns.filter(({ glob }) => /[*?[\]{}()!+@\\]/.test(glob));
  const made = {
    words: new Set(patterns.filter((pattern) => !special.includes(pattern)).map(({ glob }) => glob.toLowerCase())),
    globs: special.length === 0 ? null : new RegExp(special.map((pattern) => pattern.regex).join('|'), 'i'),
  };
  compiled.set(patterns, made);
  return made;
}
