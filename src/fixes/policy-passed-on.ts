import type { Fixer } from './fixer.ts';
import { licenseSentences } from './license-sentence.ts';

/** A sentence with a link to the use policy joins the card's section on the license. */
export const policyPassedOn: Fixer = { kind: 'policy-passed-on', propose: licenseSentences };
