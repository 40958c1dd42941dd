import { isConfigured, isUnreadable, type Obligation, type Report, type RepositorySummary } from '../report.ts';

/** Counts duties by outcome. A waived duty counts only as `waived`. */
export function summaryOf(obligations: readonly Obligation[]): RepositorySummary {
  const count = (outcome: Obligation['outcome']) =>
    obligations.filter((one) => one.outcome === outcome && one.waived === null).length;
  return {
    met: count('met'),
    unmet: count('unmet'),
    unclear: count('unclear'),
    notApplicable: count('not-applicable'),
    notChecked: count('not-checked'),
    waived: obligations.filter((one) => one.waived !== null).length,
  };
}

/** The figures that decide the exit status. */
export function totalOf(repositories: Report['repositories']): Report['summary'] {
  const obligations = repositories.flatMap((entry) => (isUnreadable(entry) ? [] : entry.obligations));
  const unmet = obligations.filter((one) => one.outcome === 'unmet' && one.waived === null);
  const configured = repositories.filter((entry) => !isUnreadable(entry) && isConfigured(entry)).length;
  return {
    repositories: repositories.length,
    errors: unmet.filter((one) => one.severity === 'error').length,
    warnings: unmet.filter((one) => one.severity === 'warning').length,
    unclear: obligations.filter((one) => one.outcome === 'unclear').length,
    unreadable: repositories.filter(isUnreadable).length,
    ...(configured === 0 ? {} : { configured }),
  };
}
