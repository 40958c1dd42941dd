import { wordsOf } from '../lexicon/words.ts';
import { allLanguages } from './languages.ts';

let placeholders: readonly string[] | null = null;
let nothing: ReadonlySet<string> | null = null;

/** Sentences and words of all languages that hold the place of a text. */
export function placeholdersOfLanguages(): readonly string[] {
  return (placeholders ??= allLanguages().flatMap(({ lexicon }) => lexicon.unfilled.placeholders));
}

/** True for a text that says something: words, and others than “none” or “n/a”. */
export function saysSomething(text: string): boolean {
  nothing ??= new Set(allLanguages().flatMap(({ lexicon }) => lexicon.unfilled.nothing.map(plain)));
  const said = plain(text.slice(0, MAX_CHARS));
  return said !== '' && !nothing.has(said);
}

/** What says nothing is shorter. */
const MAX_CHARS = 200;

function plain(text: string): string {
  return wordsOf(text)
    .flatMap(({ word, isMark }) => (isMark ? [] : word))
    .join(' ');
}
