import type { Pattern } from './rulebook.ts';

/** Ids, names and links are short; a longer text matches nothing, since each star of a glob multiplies the time. */
const LONGEST = 300;

const compiled = new WeakMap<Pattern, RegExp>();

/** True when the whole text matches the glob; letter case is not asked. */
export function matches(pattern: Pattern, text: string): boolean {
  if (text.length > LONGEST) return false;
  const known = compiled.get(pattern);
  if (known !== undefined) return known.test(text);
  const regex = new RegExp(pattern.regex, 'i');
  compiled.set(pattern, regex);
  return regex.test(text);
}
