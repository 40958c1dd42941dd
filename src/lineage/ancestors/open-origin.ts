import type { BaseEvidence } from '../../provenance/base-evidence.ts';
import type { Facts, OpenOrigin } from '../../facts/facts.ts';
import { effectiveBases } from '../lineage.ts';
import type { Ancestor, Ancestors } from './ancestors.ts';
import type { Family } from './ancestor-graph.ts';
import { modelKey, statusOf } from './model-status.ts';

/**
 * Why the ancestors leave open whether a model comes from a licensor's: one of them could not be learned of, or they
 * lead back to themselves. Null where all that lead on are known, and where a base is stated to be another maker's.
 */
export function openAncestry(
  followed: readonly BaseEvidence[],
  own: string,
  ancestors: Ancestors,
  family: Family,
): OpenOrigin | null {
  if (followed.some(({ foreign, said }) => foreign && said === 'stated')) return null;
  for (const base of followed) {
    const start = ancestors.get(modelKey(base));
    if (start === undefined || base.foreign || base.license !== null || family.isForeign(start)) continue;
    const line = [start, ...family.beyond(start)];
    const because = line.map((model) => whyOpen(model, own, family)).find((why) => why !== null);
    if (because != null) return { reason: 'origin-unknown', because, evidence: [base.evidence] };
  }
  return null;
}

/** The same of bases that nobody was asked for. */
export function unaskedAncestry(facts: Facts): OpenOrigin | null {
  const bases = effectiveBases(facts).filter(({ relation }) => relation !== 'outputs');
  if (bases.some(({ foreign, said, license }) => license !== null || (foreign && said === 'stated'))) return null;
  const [base] = bases.filter((one) => statusOf(one) === 'open');
  if (base === undefined) return null;
  return {
    reason: 'origin-unknown',
    because: `the Hub was not asked what ${idOf(base)} is made from`,
    evidence: [base.evidence],
  };
}

function whyOpen(model: Ancestor, own: string, family: Family): string | null {
  const id = idOf(model.base);
  if (model.key === own.toLowerCase() || family.beyond(model).has(model)) return `${id} leads back to itself`;
  if (model.standing !== 'open') return null;
  if (model.parent === null) return `the Hub was not asked what ${id} is made from`;
  return model.parent.trouble === null ? null : `what ${id} is made from is not known (${model.parent.trouble})`;
}

function idOf({ reference }: BaseEvidence): string {
  return reference?.id ?? '';
}
