import { Minimatch } from 'minimatch';

import { checked, text, UNREAD } from '../yaml/read.ts';
import type { Read } from '../yaml/read.ts';
import type { Pattern } from './rulebook.ts';

const LONGEST = 200;
/** Each star multiplies the steps of a text that matches nothing. */
const MOST_STARS = 4;

/** Ids and links are no file paths: a leading dot, `#` or `!` means itself, and `//` is two slashes. */
const OPTIONS = { nocase: true, dot: true, nonegate: true, nocomment: true, preserveMultipleSlashes: true } as const;

/** A glob of a rule file, compiled once, so that nothing but the loader needs the glob library. */
export const glob: Read<Pattern> = (node, about) => {
  const written = checked(text, faultOf)(node, about);
  return written === UNREAD ? UNREAD : { glob: written, regex: regexOf(written) ?? '' };
};

function faultOf(written: string): string | null {
  if (written.length > LONGEST) return `must be a glob of at most ${LONGEST} characters`;
  if ((written.match(/\*+/g) ?? []).length > MOST_STARS) return `must be a glob with at most ${MOST_STARS} stars`;
  if (/\[(?![^\]]+\])/.test(written)) return 'must be a glob: “[” is never closed by “]”';
  if (/\{(?![^{}]*\})/.test(written)) return 'must be a glob: “{” is never closed by “}”';
  return regexOf(written) === null ? 'must be a glob that some text fits' : null;
}

/** What the glob library gives for a glob that nothing fits, such as a range that runs backwards. */
const NOTHING_FITS = '$.';

function regexOf(written: string): string | null {
  const regex = new Minimatch(written, OPTIONS).makeRe();
  return regex === false || regex.source.includes(NOTHING_FITS) ? null : regex.source;
}
