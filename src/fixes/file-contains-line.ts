import { adds, changes, type Fixer } from './fixer.ts';

/**
 * Adds the attribution line to an existing Notice file, or to a new one. A line that differs only in form is the
 * author's, so the edit that corrects it is unsafe.
 */
export const fileContainsLine: Fixer = {
  kind: 'file-contains-line',
  propose({ facts, rule, verdict }) {
    const line = rule.check.parameters['line'];
    if (typeof line !== 'string') return [];
    const [place] = verdict.locations;
    if (verdict.code === 'other-form' && place)
      return [changes({ kind: 'replace', place, found: verdict.args['found'] ?? '', text: line })];
    const readable = facts.notices.find((notice) => notice.text !== null);
    return [adds({ kind: 'notice', file: readable?.path ?? null, line })];
  },
};
