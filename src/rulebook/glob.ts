import { Minimatch } from 'minimatch';

import { checked, list, text, UNREAD } from '../yaml/read.ts';
import type { Read } from '../yaml/read.ts';
import type { Globs } from './rulebook.ts';

const MAX_GLOB_CHARS = 200;
/** Each star multiplies the steps of a text that matches nothing. */
const MAX_STARS = 4;

/** Ids and links are no file paths: a leading dot, `#` or `!` means itself, and `//` is two slashes. */
const OPTIONS = { nocase: true, dot: true, nonegate: true, nocomment: true, preserveMultipleSlashes: true } as const;

/** No globs at all, which fit nothing. */
export const NO_GLOBS: Globs = { regex: null };

/** The globs of a rule file, compiled once, so that nothing but the loader needs the glob library. */
export const globs: Read<Globs> = (node, about) => {
  const written = list(checked(text, faultOf))(node, about);
  return written === UNREAD ? UNREAD : compile(written);
};

function faultOf(written: string): string | null {
  if (written.length > MAX_GLOB_CHARS) return `must be a glob of at most ${MAX_GLOB_CHARS} characters`;
  if ((written.match(/\*+/g) ?? []).length > MAX_STARS) return `must be a glob with at most ${MAX_STARS} stars`;
  if (/\[(?![^\]]+\])/.test(written)) return 'must be a glob: “[” is never closed by “]”';
  if (/\{(?![^{}]*\})/.test(written)) return 'must be a glob: “{” is never closed by “}”';
  return regexOf(written) === null ? 'must be a glob that some text fits' : null;
}

function compile(written: readonly string[]): Globs {
  return { regex: written.length === 0 ? null : written.map((glob) => regexOf(glob) ?? NOTHING_FITS).join('|') };
}

/** What the glob library gives for a glob that nothing fits, such as a range that runs backwards. */
const NOTHING_FITS = '$.';

function regexOf(written: string): string | null {
  const regex = new Minimatch(written, OPTIONS).makeRe();
  return regex === false || regex.source.includes(NOTHING_FITS) ? null : regex.source;
}
