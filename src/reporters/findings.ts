import { SEVERITIES, type Obligation, type Waived } from '../report.ts';

/** The label of a finding in a report. */
export type FindingLabel = 'error' | 'warning' | 'info' | 'unclear' | 'waived';

/** The findings: unmet duties by severity, then unclear ones, then waived ones; within each, in the license's order. */
export function findingsOf<T extends Obligation>(obligations: readonly T[]): T[] {
  const unmet = obligations.filter(({ outcome, waived }) => outcome === 'unmet' && waived === null);
  return [
    ...SEVERITIES.flatMap((severity) => unmet.filter((obligation) => obligation.severity === severity)),
    ...obligations.filter(({ outcome, waived }) => outcome === 'unclear' && waived === null),
    ...obligations.filter(({ waived }) => waived !== null),
  ];
}

/** The label of a finding: `waived` or `unclear`, or else the severity. */
export function findingLabel(obligation: Obligation): FindingLabel {
  if (obligation.waived !== null) return 'waived';
  return obligation.outcome === 'unclear' ? 'unclear' : obligation.severity;
}

/** The reason of a waiver, and the day it ends. */
export function waiverText({ reason, until }: Waived): string {
  return until === null ? reason : `${reason} (until ${until})`;
}
