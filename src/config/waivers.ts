import type { Problem } from '../yaml/problem.ts';
import type { Configuration, Waiver } from './configuration-data.ts';
import { meansRule } from './rule-names.ts';

/**
 * The waivers that hold on `today` (`YYYY-MM-DD`; the last day itself counts), and a report for each that does not:
 * it has ended, or gives no reason.
 */
export function activeWaivers(
  configuration: Configuration,
  today: string,
): { active: readonly Waiver[]; reports: readonly Problem[] } {
  const hasEnded = ({ until }: Waiver) => until !== null && until < today;
  const ended = configuration.waivers.filter(hasEnded).map(({ rule, until, place }) => ({
    message: `the waiver of ${rule} ended on ${until ?? ''} and does not count any more`,
    place,
  }));
  return {
    active: configuration.waivers.filter((waiver) => !hasEnded(waiver)),
    reports: [...configuration.reports, ...ended],
  };
}

/** The waiver that covers a rule: one for its id goes before one for its bare name. Null when there is none. */
export function waiverOf(active: readonly Waiver[], ruleId: string): Waiver | null {
  return active.find(({ rule }) => rule === ruleId) ?? active.find(({ rule }) => meansRule(rule, ruleId)) ?? null;
}

/** A report for each waiver that none of the unmet rules needs: the duty was met since, or never bound. */
export function needlessWaivers(active: readonly Waiver[], unmetRuleIds: readonly string[]): readonly Problem[] {
  return active
    .filter(({ rule }) => !unmetRuleIds.some((ruleId) => meansRule(rule, ruleId)))
    .map(({ rule, place }) => ({ message: `the waiver of ${rule} matches no unmet duty and can go`, place }));
}
