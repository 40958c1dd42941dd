import { adds, type Fixer } from './fixer.ts';

/** Adds the phrase as a separate line below the card's title. */
export const phraseDisplayed: Fixer = {
  kind: 'phrase-displayed',
  propose({ rule }) {
    const phrase = rule.check.parameters['phrase'];
    return typeof phrase === 'string' ? [adds({ kind: 'phrase', text: phrase })] : [];
  },
};
