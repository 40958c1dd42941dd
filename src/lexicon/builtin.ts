import languages from '../../rules/lexicon';
import type { Lexicon } from './lexicon.ts';

/** The languages that ship with the package, English first. */
export const builtinLexicons: readonly Lexicon[] = languages;
