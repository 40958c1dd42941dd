import type { Obligation } from '../../report.ts';

/** How many findings of one repository are open. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly unclear: number;
}

/** Counts unmet duties by severity, and unclear ones; waived duties do not count. */
export function countsOf(obligations: readonly Obligation[]): Counts {
  const open = obligations.filter(({ waived }) => waived === null);
  const unmet = (severity: Obligation['severity']): number =>
    open.filter((one) => one.outcome === 'unmet' && one.severity === severity).length;
  return {
    errors: unmet('error'),
    warnings: unmet('warning'),
    unclear: open.filter(({ outcome }) => outcome === 'unclear').length,
  };
}
