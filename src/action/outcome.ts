import { isConfigured, isUnreadable, type Report } from '../report.ts';
import { findingLabel, findingsOf, type FindingLabel } from '../reporters/findings.ts';

/** The gravest outcome of all targets. */
export type ReportOutcome = 'unreadable' | 'unmet' | 'unclear' | 'configured' | 'met' | 'not-applicable';

/**
 * The outcome of a whole report. An unmet duty counts whatever its severity. `configured`: nothing is open, and a
 * configuration or a flag decided part of it.
 */
export function outcomeOf({ repositories }: Report): ReportOutcome {
  const readable = repositories.flatMap((entry) => (isUnreadable(entry) ? [] : [entry]));
  if (readable.length < repositories.length) return 'unreadable';
  const obligations = readable.flatMap((entry) => entry.obligations);
  const labels = new Set<FindingLabel>(findingsOf(obligations).map(findingLabel));
  if (labels.has('error') || labels.has('warning') || labels.has('info')) return 'unmet';
  if (labels.has('unclear')) return 'unclear';
  if (readable.some(isConfigured)) return 'configured';
  return obligations.some(({ outcome }) => outcome === 'met') ? 'met' : 'not-applicable';
}

/** True if something is left to do or to decide, or was decided only by a configuration. */
export function asksForMore(report: Report): boolean {
  const outcome = outcomeOf(report);
  return outcome !== 'met' && outcome !== 'not-applicable';
}
