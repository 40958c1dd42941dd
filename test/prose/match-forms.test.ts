import { expect, it } from 'vitest';

import { builtinLexicons } from '../../src/lexicon/builtin.ts';
import { languageOf } from '../../src/prose/language.ts';
import { tokensOf, type Token } from '../../src/prose/tokens.ts';

/** Counts how often the matcher looks at a token. */
function looks(count: number, words: string): number {
  let asked = 0;
  const tokens = tokensOf(words.repeat(count), []).map((token): Token => {
    const { word } = token;
    return Object.defineProperty({ ...token }, 'word', { get: () => ((asked += 1), word), enumerable: true });
  });
  const [english] = builtinLexicons;
  if (english !== undefined) languageOf(english).forms.match(tokens);
  return asked;
}

it.each([
  'fine-tuned ',
  'this model is a fine-tuned and quantized ',
  'by with of via ',
  'the ',
  '( ',
  'please must show ',
])('twice “%s” is looked at twice as often', (words) => {
  expect(looks(800, words) / looks(400, words)).toBeLessThan(2.2);
});
