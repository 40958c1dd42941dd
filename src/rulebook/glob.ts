import { braceExpand, Minimatch } from 'minimatch';

import { inSmallLetters } from '../snapshot/any-case.ts';
import { checked, list, text, UNREAD } from '../yaml/read.ts';
import type { Read } from '../yaml/read.ts';
import type { Globs } from './rulebook.ts';

const LONGEST = 200;
/** Each star multiplies the steps of a text that matches nothing. */
const MOST_STARS = 4;
/** A glob that stands for more texts than these is not spelled out. */
const MOST_SPELLED = 32;

/** Ids and links are no file paths: a leading dot, `#` or `!` means itself, and `//` is two slashes. */
const OPTIONS = { nocase: true, dot: true, nonegate: true, nocomment: true, preserveMultipleSlashes: true } as const;

/** No globs at all, which fit nothing. */
export const NO_GLOBS: Globs = { words: [], heads: [], regex: null };

/** The globs of a rule file, compiled once, so that nothing but the loader needs the glob library. */
export const globs: Read<Globs> = (node, about) => {
  const written = list(checked(text, faultOf))(node, about);
  return written === UNREAD ? UNREAD : compile(written.map(inSmallLetters));
};

function faultOf(written: string): string | null {
  if (written.length > LONGEST) return `must be a glob of at most ${LONGEST} characters`;
  if ((written.match(/\*+/g) ?? []).length > MOST_STARS) return `must be a glob with at most ${MOST_STARS} stars`;
  if (/\[(?![^\]]+\])/.test(written)) return 'must be a glob: “[” is never closed by “]”';
  if (/\{(?![^{}]*\})/.test(written)) return 'must be a glob: “{” is never closed by “}”';
  return regexOf(inSmallLetters(written)) === null ? 'must be a glob that some text fits' : null;
}

/** Most globs are plain words or the beginning of one, which takes far less than a pattern that has to be compiled at each start. */
function compile(written: readonly string[]): Globs {
  const words = new Set<string>();
  const heads = new Set<string>();
  const sources: string[] = [];
  for (const glob of written) {
    const spelled = spelledOut(glob);
    if (!spelled.every((one) => isWord(one) || isHead(one))) sources.push(regexOf(glob) ?? NOTHING_FITS);
    else for (const one of spelled) (isWord(one) ? words : heads).add(one.replace('*', ''));
  }
  return { words: [...words], heads: [...heads], regex: sources.length === 0 ? null : sources.join('|') };
}

const SPECIAL = /[?[\]{}()!+@\\]/;

function isWord(glob: string): boolean {
  return !glob.includes('*') && !SPECIAL.test(glob);
}

/** With one star, at its end. A star that begins a part of a path asks for something, and dots can be steps. */
function isHead(glob: string): boolean {
  return glob.indexOf('*') === glob.length - 1 && /[^/.]\*$/.test(glob) && !glob.includes('./') && !SPECIAL.test(glob);
}

/** One of a few characters, none of which means anything else in a path, a range or braces: `[-_ ]`. */
const CHOICE = /\[(-?[^-!^[\]\\/.,{}]+)\]/g;

/** The same as globs without braces and choices: `llama[-_]4{,-*}` stands for four. The glob itself where they would be many. */
function spelledOut(glob: string): readonly string[] {
  if (/\\|[!?*+@]\(/.test(glob)) return [glob];
  const inBraces = glob.replace(CHOICE, (_, characters: string) => (characters.length === 1 ? characters : `{${Array.from(characters).join(',')}}`));
  const spelled = braceExpand(inBraces, { braceExpandMax: MOST_SPELLED + 1 });
  return spelled.length > MOST_SPELLED ? [glob] : spelled;
}

/** What the glob library gives for a glob that nothing fits, such as a range that runs backwards. */
const NOTHING_FITS = '$.';

function regexOf(written: string): string | null {
  const regex = new Minimatch(written, OPTIONS).makeRe();
  return regex === false || regex.source.includes(NOTHING_FITS) ? null : regex.source;
}
