import { inSmallLetters } from '../snapshot/any-case.ts';
import type { Globs } from './rulebook.ts';

/** Ids, names and links are short; a longer text matches nothing, since each star of a glob multiplies the time. */
const LONGEST = 300;

const compiled = new WeakMap<Globs, RegExp>();

/** True when the whole text matches one of the globs; letter case is not asked. */
export function matchesAny(globs: Globs, text: string): boolean {
  if (text.length > LONGEST) return false;
  const lower = inSmallLetters(text);
  return globs.words.includes(lower) || globs.heads.some((head) => lower.startsWith(head) && !lower.includes('/', head.length)) || (globs.regex !== null && patternOf(globs, globs.regex).test(lower));
}

function patternOf(globs: Globs, source: string): RegExp {
  const known = compiled.get(globs) ?? new RegExp(source);
  compiled.set(globs, known);
  return known;
}
