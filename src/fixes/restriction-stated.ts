import type { Fixer } from './fixer.ts';
import { licenseSentences } from './license-sentence.ts';

/** A sentence on the region joins the card's section on the license, where the model is known to be one that it concerns. */
export const restrictionStated: Fixer = {
  kind: 'restriction-stated',
  propose: (input) => (input.verdict.code === 'missing' ? licenseSentences(input) : []),
};
