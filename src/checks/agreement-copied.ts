import { defineCheck } from './check.ts';
import type { FoundAgreement } from '../facts/agreement-files.ts';
import { changesOf } from '../agreement/changes.ts';
import type { ClauseFinding } from '../agreement/recognize.ts';
import type { ClauseRow } from '../report.ts';
import { fileEvidence } from './evidence.ts';

/** A copy of the agreement is handed on (clause 1.b.i (A)): its full text, unaltered, in any text file. */
export const agreementCopied = defineCheck({
  kind: 'agreement-copied',
  readsCard: false,
  reads: ['agreement'],
  parameters: {},
  codes: {
    copied: { outcome: 'met', args: ['file'] },
    altered: { outcome: 'unmet', args: ['file', 'changes'] },
    'other-version': { outcome: 'unmet', args: ['file', 'found'] },
    missing: { outcome: 'unmet', args: [] },
    'in-card': { outcome: 'unclear', args: ['file'] },
    'in-gate': { outcome: 'unclear', args: ['file'] },
    unread: { outcome: 'unclear', args: ['file', 'why'] },
  },
  judge({ facts, license }) {
    const agreements = facts.agreements.filter((one) => one.part === 'agreement');
    const own = agreements.filter((one) => one.license === license.license);
    const answer = (code: 'copied' | 'altered' | 'in-card' | 'in-gate', found: FoundAgreement) => ({
      code,
      args: { file: found.file, changes: changesOf(found.clauses) },
      locations: [code === 'altered' ? (firstChange(found) ?? found.place) : found.place],
      evidence: [],
      ...(found.copy ? {} : { clauses: found.clauses.map(rowOf) }),
    });

    const copy = own.find((one) => one.in === 'file' && one.copy);
    if (copy) return answer('copied', copy);
    const altered = own.find((one) => one.in === 'file');
    if (altered) return answer('altered', altered);
    const inCard = own.find((one) => one.in === 'card');
    if (inCard) return answer(inCard.copy ? 'in-card' : 'altered', inCard);
    const inGate = own.find((one) => one.in === 'gate');
    if (inGate) return answer('in-gate', inGate);

    const unread = facts.unreadLicenses[0];
    if (unread)
      return { code: 'unread', args: { ...unread }, locations: [], evidence: [fileEvidence(unread.file, unread.why)] };
    const other = agreements.find((one) => one.in === 'file');
    if (other) {
      return {
        code: 'other-version',
        args: { file: other.file, found: other.license },
        locations: [other.place],
        evidence: [],
      };
    }
    return { code: 'missing', args: {}, locations: [], evidence: [] };
  },
});

function firstChange(found: FoundAgreement) {
  return found.clauses.flatMap((clause) => clause.added)[0]?.place;
}

function rowOf({ clause, state, missingWords, added, changes }: ClauseFinding): ClauseRow {
  return {
    clause,
    state,
    missingWords,
    added: added.map(({ words, place: { line, column } }) => ({ words, line, column })),
    ...(changes === undefined
      ? {}
      : {
          changes: changes.map((change) => ({
            removed: change.removed,
            added: change.added,
            line: change.place.line,
            column: change.place.column,
          })),
        }),
  };
}
