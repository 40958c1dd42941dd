import type { Card } from '../card/card.ts';
import { builtinLexicons } from '../lexicon/builtin.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { wordsOf } from '../lexicon/words.ts';
import { languageOf, type Language } from './language.ts';

const LEAST_SIGNS = 2;
/** A text shows its language within this. */
const MAX_READ = 20_000;

const found = new WeakMap<Card, readonly Language[]>();

/** The languages that a card may be in: English always, another by its script or by two of its words. */
export function languagesIn(card: Card): readonly Language[] {
  const known = found.get(card);
  if (known !== undefined) return known;
  const read = card.source.slice(0, MAX_READ);
  let words: ReadonlySet<string> | null = null;
  const languages = builtinLexicons
    .filter((lexicon) => isIn(lexicon, read, () => (words ??= new Set(wordsOf(read).map(({ word }) => word)))))
    .map(languageOf);
  found.set(card, languages);
  return languages;
}

/** All languages, for what is too short to show its own: a label, a sentence that asks for a phrase. */
export function allLanguages(): readonly Language[] {
  return builtinLexicons.map(languageOf);
}

const scripts = new Map<string, RegExp>();

function isIn({ language, script, signs }: Lexicon, text: string, words: () => ReadonlySet<string>): boolean {
  if (language === 'en') return true;
  if (script !== null) {
    const pattern = scripts.get(script) ?? new RegExp(`\\p{Script=${script}}`, 'u');
    scripts.set(script, pattern);
    if (pattern.test(text)) return true;
  }
  return signs.length > 0 && signs.filter((sign) => words().has(sign)).length >= LEAST_SIGNS;
}
