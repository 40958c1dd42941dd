import { isUnreadable, type Report } from '../report.ts';
import { findingLabel, findingsOf, type FindingLabel } from '../reporters/findings.ts';

/** The gravest outcome of all targets. */
export type ReportOutcome = 'unreadable' | 'unmet' | 'unclear' | 'met' | 'not-applicable';

/** What a whole report comes to; of severity info counts like any other. `met`: whatever binds is met or waived. */
export function outcomeOf({ repositories }: Report): ReportOutcome {
  const readable = repositories.flatMap((entry) => (isUnreadable(entry) ? [] : [entry]));
  if (readable.length < repositories.length) return 'unreadable';
  const obligations = readable.flatMap((entry) => entry.obligations);
  const labels = new Set<FindingLabel>(findingsOf(obligations).map(findingLabel));
  if (labels.has('error') || labels.has('warning') || labels.has('info')) return 'unmet';
  if (labels.has('unclear')) return 'unclear';
  return obligations.some(({ outcome, waived }) => outcome === 'met' || waived !== null) ? 'met' : 'not-applicable';
}

/** True when something is left to do, or to decide. */
export function asksForMore(report: Report): boolean {
  const outcome = outcomeOf(report);
  return outcome !== 'met' && outcome !== 'not-applicable';
}
