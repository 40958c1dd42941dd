// Normalization of a single character. Letters and digits stay (lower case, NFKC), as do the marks that distinguish
// labels, decimals and hyphens. Quotes, emphasis and invisible characters are dropped, even inside a word.

export const SPACE = 32;
export const LINE_BREAK = 10;
export const HYPHEN = 45;
export const DOT = 46;
export const OPEN = 40;
export const CLOSE = 41;

const VANISHES = '*`~"\'';
const SEPARATES_LIKE_SPACE = ' \t\f\v|#>+=;[]%{}';
const STAYS = '-.()';

const DIGIT_0 = 48;
const LETTER_A = 97;

function asciiClass(code: number): string {
  const character = String.fromCharCode(code).toLowerCase();
  if (isWordUnit(character.charCodeAt(0))) return character;
  if (character === '\n' || character === '\r') return '\n';
  if (VANISHES.includes(character)) return '';
  if (SEPARATES_LIKE_SPACE.includes(character)) return ' ';
  if (STAYS.includes(character)) return character;
  return code < 32 ? '' : ',';
}

const ASCII = Array.from({ length: 128 }, (_, code) => asciiClass(code));

// U+FFFD and the C1 quotes are curly quotes that were decoded with the wrong character set.
const INVISIBLE =
  /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufffd\u0091-\u0094]/u;
const APOSTROPHES = /[\u2018-\u201f\u2032-\u2036\u00b4\u02b9-\u02bc\u00ab\u00bb\u2039\u203a\uff02\uff07]/u;
const HYPHENS = /[\u2010-\u2013\u2212\ufe63\uff0d\u0096]/u;

/** Compiled when it is first needed: Unicode classes take long to compile, and most texts need none. */
let classes: { readonly words: RegExp; readonly spaces: RegExp } | null = null;

// A ligature has at most four letters; some characters would expand to whole phrases.
const MAX_FOLD_CHARS = 4;

function foldOther(character: string): string {
  if (INVISIBLE.test(character) || APOSTROPHES.test(character)) return '';
  if (HYPHENS.test(character)) return '-';
  const { words, spaces } = (classes ??= { words: /[\p{L}\p{N}\p{M}]/u, spaces: /[\p{Z}\u0085]/u });
  if (spaces.test(character)) return ' ';
  if (!words.test(character)) return ',';
  const plain = character.normalize('NFKC').toLowerCase();
  if (plain.length > MAX_FOLD_CHARS) return character;
  return Array.from(plain, (each) =>
    (each.codePointAt(0) ?? 0) < 128 ? foldCharacter(each) : words.test(each) ? each : ',',
  ).join('');
}

/**
 * The normalized form of a character (one code point): empty, its lower-case letters, or a mark, with a comma for every
 * mark that only separates.
 */
export function foldCharacter(character: string): string {
  const code = character.codePointAt(0) ?? SPACE;
  return code < 128 ? (ASCII[code] ?? '') : foldOther(character);
}

/** True for the code unit of a letter or digit of folded text. */
export function isWordUnit(code: number | undefined): boolean {
  if (code === undefined) return false;
  return isDigit(code) || (code >= LETTER_A && code < LETTER_A + 26) || code >= 128;
}

/** True for the code unit of an ASCII digit. */
export function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= DIGIT_0 && code < DIGIT_0 + 10;
}

/** True for a gap in folded text. */
export function isBlank(code: number | undefined): boolean {
  return code === undefined || code === SPACE || code === LINE_BREAK;
}
