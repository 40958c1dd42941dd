import { SEVERITIES, type Obligation } from '../report.ts';

/** What a duty that is not simply met is called. */
export type FindingLabel = 'error' | 'warning' | 'info' | 'unclear' | 'waived';

/** What asks for attention: the gravest unmet first, then the unclear, then the waived; in the order of the license within each. */
export function findingsOf<T extends Obligation>(obligations: readonly T[]): T[] {
  const unmet = obligations.filter(({ outcome, waived }) => outcome === 'unmet' && waived === null);
  return [
    ...SEVERITIES.flatMap((severity) => unmet.filter((obligation) => obligation.severity === severity)),
    ...obligations.filter(({ outcome, waived }) => outcome === 'unclear' && waived === null),
    ...obligations.filter(({ waived }) => waived !== null),
  ];
}

/** The label of a finding: a waiver goes before the outcome, and what is unmet is as grave as its severity. */
export function findingLabel(obligation: Obligation): FindingLabel {
  if (obligation.waived !== null) return 'waived';
  return obligation.outcome === 'unclear' ? 'unclear' : obligation.severity;
}
