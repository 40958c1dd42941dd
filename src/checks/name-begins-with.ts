import { distance } from 'fastest-levenshtein';

import { escapePattern } from '../text/escape-pattern.ts';
import { splitId } from '../models/model-reference.ts';
import { defineCheck } from './check.ts';

/** The model's name, the part after the last slash, begins with a word (last sentence of clause 1.b.i). */
export const nameBeginsWith = defineCheck({
  kind: 'name-begins-with',
  readsCard: false,
  parameters: { word: 'text' },
  codes: {
    begins: { outcome: 'met', args: ['name'] },
    'not-begins': { outcome: 'unmet', args: ['name', 'suggestion'] },
    'not-begins-on-hub': { outcome: 'unmet', args: ['name', 'suggestion', 'page'] },
    'letters-only': { outcome: 'unclear', args: ['name', 'suggestion'] },
    'no-name': { outcome: 'unclear', args: [] },
  },
  judge({ facts, parameters }) {
    const name = splitId(facts.name.value).model;
    const evidence = [{ file: '.', line: null, column: null, says: `name: ${name} (from the ${facts.name.from})` }];
    if (name === '') return { code: 'no-name', args: {}, locations: [], evidence: [] };
    const form = nameForm(name, parameters.word);
    if (form === 'begins') return { code: 'begins', args: { name }, locations: [], evidence };
    const suggestion = suggestedNames(name, parameters.word).join('” or “');
    const { page } = facts.name;
    if (form === 'not-begins' && page !== undefined)
      return {
        code: 'not-begins-on-hub',
        args: { name, suggestion, page: `${page}/settings` },
        locations: [],
        evidence,
      };
    return { code: form, args: { name, suggestion }, locations: [], evidence };
  },
});

const LATIN_LETTER = '[A-Za-z\\u00c0-\\u024f]';

/** Letter case is not asked; inside “Llama 3” a space, `-`, `_` or nothing separates. `Llama-3B` tells a size. */
function nameForm(name: string, word: string): 'begins' | 'letters-only' | 'not-begins' {
  const parts = word.split(' ').map(escapePattern);
  if (!new RegExp(`^${parts.join('[-_ ]?')}`, 'i').test(name)) return 'not-begins';
  const endsInDigit = /\d$/.test(word);
  const whole = new RegExp(
    `^${parts.join('[-_ ]?')}(?!${endsInDigit ? `\\d|\\.\\d|[bmk](?!${LATIN_LETTER})` : LATIN_LETTER})`,
    'i',
  );
  return whole.test(name) ? 'begins' : 'letters-only';
}

const MAX_SUGGESTIONS = 3;

/** Names that would comply and that the Hub takes: without the licensor's own name, where that is all, else the shortest change first. */
export function suggestedNames(name: string, word: string): string[] {
  const prefix = word.replace(/ /g, '-');
  const [first = ''] = prefix.split('-');
  const own = name
    .trim()
    .replace(/[^\w.-]+/g, '-')
    .replace(/([-.])\1+/g, '$1')
    .replace(/^[-._]+|(?<![-.])[-.]+$/g, '');
  const cut = own.replace(/^(?:meta|facebook)(?:[-_.]?llama)?[-_.]+(?=llama)/i, '');
  const candidates = [
    cut,
    // For “Llama 3”, `Llama-…` lacks only the number.
    own.toLowerCase().startsWith(`${first.toLowerCase()}-`) ? `${prefix}${own.slice(first.length)}` : '',
    own === '' ? prefix : `${prefix}-${own}`,
    moved(own),
  ];
  const fitting = candidates.filter(
    (one) => /^\w[\w.-]{0,95}$/.test(one) && one !== name && nameForm(one, word) === 'begins',
  );
  if (fitting.length === 0) return [`${prefix}-${own}`.slice(0, 96).replace(/(?<![-.])[-.]+$/, '')];
  const change = new Map(
    fitting.map((one) => [one, one === cut ? 0 : distance(own.slice(0, MAX_NAME_CHARS), one.slice(0, MAX_NAME_CHARS))]),
  );
  return [...change]
    .sort((a, b) => a[1] - b[1])
    .slice(0, MAX_SUGGESTIONS)
    .map(([one]) => one);
}

/** Comparing long names is slow, and the Hub takes none of more than 96 characters. */
const MAX_NAME_CHARS = 100;

/** `Scout-Helper-Llama-4-17B` with what it says of Llama put first: `Llama-4-Scout-Helper-17B`. */
function moved(name: string): string {
  const found = /[-_.](llama(?:[-_.]?\d(?:\.\d)?(?![\d.A-Za-z]))?)(?=[-_.]|$)/i.exec(name);
  if (found === null) return '';
  const [whole, llama = ''] = found;
  return `${llama}-${name.slice(0, found.index)}${name.slice(found.index + whole.length)}`;
}
