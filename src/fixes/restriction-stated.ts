import type { Fixer } from './fixer.ts';
import { licenseSentences } from './license-sentence.ts';

/** Adds a sentence about the region to the card's section on the license, if the model is known to be affected. */
export const restrictionStated: Fixer = {
  kind: 'restriction-stated',
  propose: (input) => (input.verdict.code === 'missing' ? licenseSentences(input) : []),
};
