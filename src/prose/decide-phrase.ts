import type { Role } from '../lexicon/lexicon.ts';
import { readSentence } from './passages.ts';
import { allLanguages } from './languages.ts';
import type { Language } from './language.ts';
import type { OwnNames } from './own-names.ts';
import { tokensOf, type Token } from './tokens.ts';

/** What a sentence does with a phrase that has to be displayed: shows it, says that it is to be shown, or speaks of it. */
export type PhraseUse = 'displayed' | 'duty' | 'discussed';

/** Marks that may enclose a phrase, or stand before it in a line of its own. */
const ENCLOSES: ReadonlySet<string> = new Set(`"'*_[]#>•·`.split(''));
const ENDS: ReadonlySet<string> = new Set('.;!?|—,)'.split(''));
const UNTICKED = /^\s*\[ \]/;
const TICKED = /^\s*\[[xX✓]\]\s*/;

/** Where a text stands. */
export interface Above {
  /** What leads to it: the line above a list, the cell beside it in a row of two, with a colon behind it; or nothing. */
  readonly label: string;
  /** The heading that it stands under. */
  readonly heading: string;
  /** The names of the card's own model. */
  readonly own: OwnNames;
}

/**
 * The decision table's rows on the phrase. What stands as a clause of its own, begins a sentence, or is said of the
 * model is displayed; a requirement, a command and a condition are the duty; everything else only speaks of it.
 */
export function decidePhrase(
  text: string,
  start: number,
  end: number,
  languages: readonly Language[],
  above: Above,
): PhraseUse {
  if (UNTICKED.test(text)) return 'duty';
  const box = TICKED.exec(text)?.[0].length ?? 0;
  if (box > 0 && box <= start) return decidePhrase(text.slice(box), start - box, end - box, languages, above);
  // A row with the model's own name beside the phrase shows it.
  if (above.label !== '' && !above.own.isOwn(above.label.replace(/:$/, '').trim())) {
    const led = `${above.label} ${text}`;
    const by = led.length - text.length;
    return decidePhrase(led, start + by, end + by, languages, { ...above, label: '' });
  }
  const uses = languages.map((language) => useIn(text, start, end, language, above.own));
  const use = (['duty', 'fulfilled', 'displayed', 'discussed'] as const).find((one) => uses.includes(one));
  if (use === 'duty') return use;
  if (use !== 'fulfilled') {
    // A short card need not show its language.
    if (use !== 'displayed' && allLanguages().some((one) => useIn(text, start, end, one, above.own) === 'duty'))
      return 'duty';
    if (use !== 'displayed' || isSpokenOf(text, start, end, above)) return 'discussed';
  }
  return 'displayed';
}

/** True where the sentence or the heading above it tells that the phrase is missing, asked for, or an example. */
function isSpokenOf(text: string, start: number, end: number, { heading, own }: Above): boolean {
  const tokens = tokensOf(text, [{ kind: 'PHRASE', start, end, model: null }]);
  // A model may be called “Example”.
  const above = own.isOwn(heading) ? [] : tokensOf(heading, []);
  return allLanguages().some(({ forms }) =>
    [...forms.match(tokens), ...forms.match(above)].some(({ form }) => form.role === 'spoken of'),
  );
}

function useIn(text: string, start: number, end: number, language: Language, own: OwnNames): PhraseUse | 'fulfilled' {
  const reader = readSentence(text, [], language, { own, isTitle: false }, () => null, [
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
  const isQuoted = isMark(tokens[at - 1], '"') || isMark(tokens[at - 1], "'");
  const isAsked = /\?["”’»)]*\s*$/.test(text);
  if (before.length > 0 && (isAsked || reader.isSaid('denied', at, at + 1) || reader.isSaid('planned', at, at + 1)))
    return 'duty';
  if (fulfilled !== undefined && stands('fulfilled')) return 'fulfilled';
  const rest = tokens.slice(at + 1).filter((token) => !isEnclosing(token));
  const [next] = rest;
  const { verdicts } = language.words;
  // “Built with Llama is what …”, “Built with Llama: see clause 1”, “‘Built with Llama’, as they put it, is …”
  if (next !== undefined && (verdicts.has(next.word) || (isMark(next, ':') && rest.length > 1))) return 'discussed';
  if (isQuoted && (isAsked || rest.some(({ word }) => verdicts.has(word)))) return 'discussed';
  const ends = next === undefined || (next.kind === 'mark' && (ENDS.has(next.word) || next.word === ':'));
  if (before.length === 0) return ends || !isQuoted ? 'displayed' : 'discussed';
  if (isInBrackets(tokens, at) || !labelsDisplay(tokens.slice(0, at))) return 'discussed';
  const { start: from, subject } = reader.around(at);
  // “…, Built with Llama.” closes a line of terms; between two commas it is one of a list.
  const afterComma = isMark(tokens[at - 1], ',');
  if (afterComma && isMark(next, ',')) return 'discussed';
  const words = afterComma ? [] : tokens.slice(from, at).filter(isSaid);
  if (words.length === 0) return ends ? 'displayed' : 'discussed';
  const verb = words.at(-1);
  return subject === 'this' && verb !== undefined && verdicts.has(verb.word) && !isQuoted ? 'displayed' : 'discussed';
}

/** True where every colon stands behind words that lead to a display: “Attribution:”, “License:”, “This model:”. */
function labelsDisplay(tokens: readonly Token[]): boolean {
  let from = 0;
  for (const [at, token] of tokens.entries()) {
    // The colon of an address ends no label.
    if (isMark(token, ':') && isMark(tokens[at + 1], '/')) continue;
    if (isMark(token, ':')) {
      const label = tokens.slice(from, at).filter(isSaid);
      if (!allLanguages().some((language) => isDisplayLabel(label, language))) return false;
    }
    if (token.kind === 'mark' && ':.;|—'.includes(token.word)) from = at + 1;
  }
  return true;
}

const LEADS: ReadonlySet<Role> = new Set(['display label', 'license label', 'this', 'weights']);

function isDisplayLabel(label: readonly Token[], { forms, words }: Language): boolean {
  const leads = forms.match(label).filter(({ form }) => LEADS.has(form.role));
  return label.every(
    ({ word }, at) => words.fillers.has(word) || leads.some(({ start, end }) => start <= at && at < end),
  );
}

/** What stands in brackets behind other words explains them. */
function isInBrackets(tokens: readonly Token[], at: number): boolean {
  let depth = 0;
  for (const [index, token] of tokens.slice(0, at).entries()) {
    if (isMark(token, '(') && tokens.slice(0, index).some(isSaid)) depth += 1;
    else if (isMark(token, ')')) depth = Math.max(0, depth - 1);
  }
  return depth > 0;
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
