import type { Obligation } from '../../report.ts';

/** What asks for attention in one repository. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly unclear: number;
}

/** Unmet and not waived, by severity, and what a person must decide. */
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
