import { fillIn, wordsOf } from '../rulebook/fill-in.ts';
import { adds, type Fixer } from './fixer.ts';

/**
 * Adds a section for the author to fill in. Only the author knows a model's dangers, so the duty stays open until then.
 */
export const sectionPresent: Fixer = {
  kind: 'section-present',
  propose({ rule, license, verdict }) {
    const absent = verdict.code === 'missing' || verdict.code === 'no-card';
    return absent && rule.insert !== null
      ? [adds({ kind: 'section', text: fillIn(rule.insert, wordsOf(rule, license)).trim() })]
      : [];
  },
};
