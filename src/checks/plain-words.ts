import type { Place } from '../snapshot/place.ts';

/** A word of a plain text without the marks that people put around a quoted line. */
export interface PlainWord {
  readonly text: string;
  readonly place: Place;
}

const BEFORE = new Set('>*_`"\'“”‘’«»#|~-/');
const BEHIND = new Set('*_`"\'“”‘’«»|~');

/** Splits a text into words: wrapping, quoting, block quotes, emphasis, a BOM and zero-width characters do not matter. */
export function plainWords(file: string, text: string): PlainWord[] {
  const words: PlainWord[] = [];
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    for (const match of line.matchAll(/\S+/gu)) {
      const word = undecorated(match[0].normalize('NFKC').replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/gu, ''));
      if (word === '') continue;
      const place = {
        file,
        line: index + 1,
        column: match.index + 1,
        endLine: index + 1,
        endColumn: match.index + 1 + match[0].length,
      };
      words.push({ text: word, place });
    }
  });
  return words;
}

/** By hand: a pattern that ends in `+$` takes quadratic time on a run of marks in the middle. */
function undecorated(word: string): string {
  let [start, end] = [0, word.length];
  while (start < end && BEFORE.has(word.charAt(start))) start += 1;
  while (end > start && BEHIND.has(word.charAt(end - 1))) end -= 1;
  return word.slice(start, end);
}

/** A word without letter case, with “(c)” and HTML's name of it read as “©”. */
export function foldSign(word: string): string {
  return word.toLowerCase().replace(/\(c\)|&copy;|&#169;/g, '©');
}

/** The first place where the words stand one after the other and `counts` says so, or null. */
export function findWords(
  text: readonly PlainWord[],
  wanted: readonly PlainWord[],
  same: (a: string, b: string) => boolean,
  counts: (place: Place, at: number) => boolean = () => true,
): Place | null {
  if (wanted.length === 0) return null;
  for (let start = 0; start + wanted.length <= text.length; start += 1) {
    if (
      !wanted.every((word, offset) =>
        sameWord(text[start + offset]?.text ?? '', word.text, offset === wanted.length - 1, same),
      )
    )
      continue;
    const first = text[start];
    const last = text[start + wanted.length - 1];
    if (first && last && counts(first.place, start))
      return { ...first.place, endLine: last.place.endLine, endColumn: last.place.endColumn };
  }
  return null;
}

const MAX_CLOSING = 8;

/** Behind the last word a sentence or a bracket may go on. */
function sameWord(found: string, wanted: string, last: boolean, same: (a: string, b: string) => boolean): boolean {
  if (same(found, wanted)) return true;
  if (!last) return false;
  return (
    found.length <= wanted.length + MAX_CLOSING &&
    same(found.replace(/(?<![)\]}.,;:"'”’*_`])[)\]}.,;:"'”’*_`]+$/, ''), wanted.replace(/\.$/, ''))
  );
}
