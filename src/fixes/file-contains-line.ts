import { adds, changes, type Fixer } from './fixer.ts';

/**
 * The attribution line joins an existing Notice file, or makes a new one. A line that differs in its form alone is the
 * author's, and changed only when that is asked for.
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
