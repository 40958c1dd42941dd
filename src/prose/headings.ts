import type { HeadingKind } from '../lexicon/lexicon.ts';
import { wordsOf } from '../lexicon/words.ts';
import type { Language } from './language.ts';
import { allLanguages } from './languages.ts';
import { tokensOf, type Token } from './tokens.ts';
import { WordList } from './word-list.ts';

/** A longer heading is a sentence. */
const MAX_HEADING_WORDS = 8;
/** “No known limitations” denies what it names; words farther away deny something else. */
const MAX_WORDS_BETWEEN = 2;

const headings = new WeakMap<Language, Partial<Record<HeadingKind, WordList>>>();
const inAllLanguages = new Map<HeadingKind, WordList>();

/** True for a heading that opens a section of a kind. */
export function heads(kind: HeadingKind, text: string, languages: readonly Language[]): boolean {
  const words = wordsOf(text).filter(({ isMark }) => !isMark);
  if (words.length > MAX_HEADING_WORDS * 2) return false;
  return languages.some((language) => {
    const lists = headings.get(language) ?? {};
    const list = (lists[kind] ??= new WordList(language.lexicon.headings[kind]));
    headings.set(language, lists);
    return words.some((_, at) => list.lengthAt(words, at) > 0);
  });
}

/** The words of all languages for the headings of a kind; a `*` stands for any letters. */
export function headingWords(kind: HeadingKind): readonly string[] {
  return allLanguages().flatMap(({ lexicon }) => lexicon.headings[kind]);
}

/**
 * The first words of a text that name a kind of section, as they stand there; null where there are none, or where the
 * text denies them. In any language: a heading is too short to show its own. In prose, “without safety training” denies
 * the training, so that the denial has to end with the words.
 */
export function sectionNamed(kind: HeadingKind, text: string, within: 'heading' | 'prose'): string | null {
  const list = inAllLanguages.get(kind) ?? new WordList(headingWords(kind));
  inAllLanguages.set(kind, list);
  const tokens = tokensOf(text, []);
  let denials: readonly Denial[] | null = null;
  for (const [at, first] of tokens.entries()) {
    const end = at + list.lengthAt(tokens, at);
    if (end === at) continue;
    denials ??= denialsIn(tokens);
    const isDenied = denials.some(
      (denial) => denies(denial, tokens, at, end) && (within === 'heading' || endsAt(denial, tokens, end)),
    );
    if (!isDenied) return text.slice(first.start, tokens[end - 1]?.end);
  }
  return null;
}

interface Denial {
  readonly language: Language;
  readonly start: number;
  readonly end: number;
}

function denialsIn(tokens: readonly Token[]): Denial[] {
  return allLanguages().flatMap((language) =>
    language.forms
      .match(tokens)
      .flatMap(({ form, start, end }) => (form.role === 'denied' ? { language, start, end } : [])),
  );
}

/** True for a denial right before some words; in languages that deny at the end, also right behind. */
function denies({ language, start, end }: Denial, tokens: readonly Token[], from: number, to: number): boolean {
  return isNear(tokens, end, from) || (language.lexicon.scope === 'clause' && isNear(tokens, to, start));
}

function isNear(tokens: readonly Token[], from: number, to: number): boolean {
  return to >= from && to - from <= MAX_WORDS_BETWEEN && tokens.slice(from, to).every(({ kind }) => kind === 'word');
}

/** True where no noun follows that the words only describe. */
function endsAt({ language: { words } }: Denial, tokens: readonly Token[], end: number): boolean {
  const next = tokens[end];
  return next?.kind !== 'word' || words.fillers.has(next.word) || words.predicates.has(next.word);
}
