import { fillIn, wordsOf } from '../rulebook/fill-in.ts';
import { adds, type Fixer } from './fixer.ts';

/** A section for the author to fill: what is dangerous about a model nobody else knows, so the duty stays open until then. */
export const sectionPresent: Fixer = {
  kind: 'section-present',
  propose({ rule, license, verdict }) {
    const absent = verdict.code === 'missing' || verdict.code === 'no-card';
    return absent && rule.insert !== null
      ? [adds({ kind: 'section', text: fillIn(rule.insert, wordsOf(rule, license)).trim() })]
      : [];
  },
};
