import type { Role } from '../lexicon/lexicon.ts';
import { readSentence } from './passages.ts';
import { allLanguages } from './languages.ts';
import type { Language } from './language.ts';
import { OwnNames } from './own-names.ts';
import type { Token } from './tokens.ts';

/** What a sentence does with a phrase that has to be displayed: shows it, says that it is to be shown, or speaks of it. */
export type PhraseUse = 'displayed' | 'duty' | 'discussed';

const NOBODY = new OwnNames('', null);
/** Marks that may enclose a phrase, or stand before it in a line of its own. */
const ENCLOSES: ReadonlySet<string> = new Set(`"'*_[]#>•·`.split(''));
const ENDS: ReadonlySet<string> = new Set('.;:!?|—,)'.split(''));
const UNTICKED = /^\s*\[ \]/;
const TICKED = /^\s*\[[xX✓]\]\s*/;

/**
 * The decision table's rows on the phrase. What stands as a clause of its own, begins a sentence, or is said of the
 * model is displayed; a requirement, a command and a condition are the duty; everything else only speaks of it.
 */
export function decidePhrase(text: string, start: number, end: number, languages: readonly Language[]): PhraseUse {
  if (UNTICKED.test(text)) return 'duty';
  const box = TICKED.exec(text)?.[0].length ?? 0;
  if (box > 0 && box <= start) return decidePhrase(text.slice(box), start - box, end - box, languages);
  const uses = languages.map((language) => useIn(text, start, end, language));
  const use = (['duty', 'displayed', 'discussed'] as const).find((one) => uses.includes(one)) ?? 'discussed';
  // A short card need not show its language.
  return use === 'discussed' && allLanguages().some((language) => useIn(text, start, end, language) === 'duty')
    ? 'duty'
    : use;
}

function useIn(text: string, start: number, end: number, language: Language): PhraseUse {
  const reader = readSentence(text, [], language, { own: NOBODY, isTitle: false }, () => null, [
    { kind: 'PHRASE', start, end, model: null },
  ]);
  const { tokens } = reader;
  const at = tokens.findIndex(({ kind }) => kind === 'PHRASE');
  const stands = (role: Role): boolean => reader.of(role).some((match) => match.start <= at || match.end > at);
  const fulfilled = reader.of('fulfilled').find((match) => match.start < at || match.start === at + 1);
  const asks = (['required', 'command', 'conditional'] as const).some((role) =>
    reader.of(role).some((match) => fulfilled === undefined || match.start >= fulfilled.end),
  );
  if (asks) return 'duty';
  const before = tokens.slice(0, at).filter(isSaid);
  const isAsked = /\?["”’»)]*\s*$/.test(text);
  if (before.length > 0 && (isAsked || reader.isSaid('denied', at, at + 1) || reader.isSaid('planned', at, at + 1)))
    return 'duty';
  if (fulfilled !== undefined && stands('fulfilled')) return 'displayed';
  const isQuoted = isMark(tokens[at - 1], '"') || isMark(tokens[at - 1], "'");
  const next = tokens.slice(at + 1).find((token) => !isEnclosing(token));
  const ends = next === undefined || (next.kind === 'mark' && ENDS.has(next.word));
  if (before.length === 0) return ends || !isQuoted ? 'displayed' : 'discussed';
  const { start: from, cut, subject } = reader.around(at);
  // “…, Built with Llama.” closes a line of terms.
  const own = isMark(tokens[at - 1], ',') && cut !== 'open' ? [] : tokens.slice(from, at).filter(isSaid);
  if (own.length === 0) return ends && cut !== 'open' ? 'displayed' : 'discussed';
  const verb = own.at(-1);
  return subject === 'this' && verb !== undefined && language.words.verdicts.has(verb.word) && !isQuoted
    ? 'displayed'
    : 'discussed';
}

function isSaid({ kind }: Token): boolean {
  return kind !== 'mark';
}

function isEnclosing(token: Token): boolean {
  return token.kind === 'mark' && ENCLOSES.has(token.word);
}

function isMark(token: Token | undefined, word: string): boolean {
  return token?.kind === 'mark' && token.word === word;
}
