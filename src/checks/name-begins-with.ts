import { literal } from '../facts/literal.ts';
import { splitId } from '../facts/model-reference.ts';
import { defineCheck } from './check.ts';

/** The model's name, the part after the last slash, begins with a word (last sentence of clause 1.b.i). */
export const nameBeginsWith = defineCheck({
  kind: 'name-begins-with',
  readsCard: false,
  parameters: { word: 'text' },
  codes: {
    begins: { outcome: 'met', args: ['name'] },
    'not-begins': { outcome: 'unmet', args: ['name', 'suggestion'] },
    'letters-only': { outcome: 'unclear', args: ['name', 'suggestion'] },
    'no-name': { outcome: 'unclear', args: [] },
  },
  judge({ facts, parameters }) {
    const name = splitId(facts.name.value).model;
    const evidence = [{ file: '.', line: null, column: null, says: `name: ${name} (from the ${facts.name.from})` }];
    if (name === '') return { code: 'no-name', args: {}, locations: [], evidence: [] };
    const form = nameForm(name, parameters.word);
    if (form === 'begins') return { code: 'begins', args: { name }, locations: [], evidence };
    return { code: form, args: { name, suggestion: suggestedName(name, parameters.word) }, locations: [], evidence };
  },
});

const LATIN_LETTER = '[A-Za-z\\u00c0-\\u024f]';

/** Letter case is not asked; inside “Llama 3” a space, `-`, `_` or nothing separates. */
function nameForm(name: string, word: string): 'begins' | 'letters-only' | 'not-begins' {
  const parts = word.split(' ').map(literal);
  if (!new RegExp(`^${parts.join('[-_ ]?')}`, 'i').test(name)) return 'not-begins';
  const endsInDigit = /\d$/.test(word);
  const whole = new RegExp(`^${parts.join('[-_ ]?')}(?!${endsInDigit ? '\\d|\\.\\d' : LATIN_LETTER})`, 'i');
  return whole.test(name) ? 'begins' : 'letters-only';
}

/** The shortest change that would comply. */
function suggestedName(name: string, word: string): string {
  const prefix = word.replace(/ /g, '-');
  const at = name.toLowerCase().indexOf(prefix.toLowerCase());
  const [first = ''] = prefix.split('-');
  if (prefix !== first && name.toLowerCase().startsWith(`${first.toLowerCase()}-`)) return `${prefix}${name.slice(first.length)}`;
  const publisher = at > 0 ? name.slice(0, at) : '';
  if (/^meta(?:[-_.]?llama)?[-_.]+$/i.test(publisher)) return name.slice(at);
  return `${prefix}-${name}`;
}
