import { defineCheck } from './check.ts';
import type { FoundAgreement } from '../facts/agreement-files.ts';
import { fileEvidence } from './evidence.ts';

/** A copy of the agreement is handed on (clause 1.b.i (A)): its full text, unaltered, in any text file. */
export const agreementCopied = defineCheck({
  kind: 'agreement-copied',
  readsCard: false,
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
      args: { file: found.file, changes: changesOf(found) },
      locations: [code === 'altered' ? (firstChange(found) ?? found.place) : found.place],
      evidence: [],
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
    if (unread) return { code: 'unread', args: { ...unread }, locations: [], evidence: [fileEvidence(unread.file, unread.why)] };
    const other = agreements.find((one) => one.in === 'file');
    if (other) {
      return { code: 'other-version', args: { file: other.file, found: other.license }, locations: [other.place], evidence: [] };
    }
    return { code: 'missing', args: {}, locations: [], evidence: [] };
  },
});

function firstChange(found: FoundAgreement) {
  return [...found.clauses.flatMap((clause) => clause.added), ...found.foreign][0]?.place;
}

const MOST_NAMED = 4;

/** What sets an altered agreement apart, clause by clause, with the added words quoted from the user's own file. */
function changesOf(found: FoundAgreement): string {
  const changed = found.clauses.filter((clause) => clause.state !== 'intact');
  const named = changed.slice(0, MOST_NAMED).map((clause) => {
    if (clause.state === 'absent') return `clause ${clause.clause} is absent`;
    const added = clause.added[0];
    const parts = [
      ...(added ? [`adds “${added.words}” (line ${added.place.line})`] : []),
      ...(clause.missingWords > 0 ? [`lacks ${clause.missingWords} ${clause.missingWords === 1 ? 'word' : 'words'}`] : []),
    ];
    return `clause ${clause.clause} ${parts.join(' and ')}`;
  });
  const more = changed.length - named.length;
  const foreign = found.foreign.map((clause) => `a clause behind the last one adds “${clause.words}” (line ${clause.place.line})`);
  return [...named, ...foreign, ...(more > 0 ? [`and ${more} more ${more === 1 ? 'clause differs' : 'clauses differ'}`] : [])].join('; ');
}
