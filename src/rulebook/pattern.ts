import type { Globs } from './rulebook.ts';

/** Ids, names and links are short; a longer text matches nothing, since each star of a glob multiplies the time. */
export const MAX_TEXT_CHARS = 300;

const compiled = new WeakMap<Globs, RegExp>();

/** True when the whole text matches one of the globs, in any letter case. */
export function matchesAny(globs: Globs, text: string): boolean {
  return globs.regex !== null && text.length <= MAX_TEXT_CHARS && patternOf(globs, globs.regex).test(text);
}

function patternOf(globs: Globs, source: string): RegExp {
  const known = compiled.get(globs) ?? new RegExp(source, 'i');
  compiled.set(globs, known);
  return known;
}
