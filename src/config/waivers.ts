import type { Problem } from '../yaml/problem.ts';
import type { Configuration, Waiver } from './configuration-data.ts';
import { meansRule } from './rule-names.ts';

/**
 * The waivers that are valid on `today` (`YYYY-MM-DD`; the last day is included), and a report for each that has
 * expired or has no reason.
 */
export function activeWaivers(
  configuration: Configuration,
  today: string,
): { active: readonly Waiver[]; reports: readonly Problem[] } {
  const hasEnded = ({ until }: Waiver) => until !== null && until < today;
  const ended = configuration.waivers.filter(hasEnded).map(({ rule, until, place }) => ({
    message: `the waiver of ${rule} expired on ${until ?? ''}, and no longer has an effect`,
    place,
  }));
  return {
    active: configuration.waivers.filter((waiver) => !hasEnded(waiver)),
    reports: [...configuration.reports, ...ended],
  };
}

/** The waiver of a rule: one for its id, or else one for its bare name. Null without one. */
export function waiverOf(active: readonly Waiver[], ruleId: string): Waiver | null {
  return active.find(({ rule }) => rule === ruleId) ?? active.find(({ rule }) => meansRule(rule, ruleId)) ?? null;
}

/** A report for each waiver that no unmet rule needs: the duty is met, or does not bind. */
export function needlessWaivers(active: readonly Waiver[], unmetRuleIds: readonly string[]): readonly Problem[] {
  return active
    .filter(({ rule }) => !unmetRuleIds.some((ruleId) => meansRule(rule, ruleId)))
    .map(({ rule, place }) => ({ message: `the waiver of ${rule} matches no unmet duty, and can be removed`, place }));
}
