import type { Fixer } from './fixer.ts';
import { licenseSentences } from './license-sentence.ts';

/** Adds a sentence with a link to the use policy to the card's section on the license. */
export const policyPassedOn: Fixer = { kind: 'policy-passed-on', propose: licenseSentences };
