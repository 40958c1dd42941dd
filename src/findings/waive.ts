import { activeWaivers, needlessWaivers, waiverOf } from '../config/waivers.ts';
import type { Configuration } from '../config/configuration-data.ts';
import type { Note, Obligation } from '../report.ts';
import type { Problem } from '../yaml/problem.ts';

/**
 * Marks the unmet duties that a waiver covers on `today` (`YYYY-MM-DD`). They stay unmet, but are counted separately. A
 * waiver without a reason, an expired one and one that matches nothing are reported as notes.
 */
export function waive(
  obligations: readonly Obligation[],
  configuration: Configuration,
  today: string,
): { obligations: readonly Obligation[]; notes: readonly Note[] } {
  const { active, reports } = activeWaivers(configuration, today);
  const unmet = obligations.filter((one) => one.outcome === 'unmet').map((one) => one.rule);
  return {
    obligations: obligations.map((one) => {
      const waiver = one.outcome === 'unmet' ? waiverOf(active, one.rule) : null;
      return waiver === null ? one : { ...one, waived: { reason: waiver.reason, until: waiver.until } };
    }),
    notes: [...reports, ...needlessWaivers(active, unmet)].map(waiverNote),
  };
}

function waiverNote(problem: Problem): Note {
  const sentence = problem.message.charAt(0).toUpperCase() + problem.message.slice(1);
  return { code: 'waiver', message: `${sentence}.`, locations: [problem.place] };
}
