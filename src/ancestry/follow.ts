import type { BaseEvidence, Learned } from '../facts/base-evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { effectiveBases } from '../facts/lineage.ts';
import type { Chain } from '../report.ts';
import type { AskModel } from '../snapshot/hub-model.ts';
import { ancestorsOf } from './ancestors.ts';
import { chainOf, chainText } from './chain.ts';
import { descents, type End } from './ends.ts';
import { ancestryNotes } from './notes.ts';
import type { Known } from './parent.ts';
import { modelKey, standingOf } from './standing.ts';

/**
 * Follows the bases that a repository names on the Hub up to the licensors' models, and gives the facts with what was
 * learned: a base that leads to a licensor's model is a base under its license, whatever its name, and one that leads to
 * other makers' models alone is none. What cannot be asked for stays as it was, and a note says so.
 */
export async function follow(facts: Facts, ask: AskModel, known: Known): Promise<Facts> {
  const own = facts.name.value;
  const followed = effectiveBases(facts).filter((base) => base.reference !== null && base.relation !== 'outputs' && modelKey(base) !== own.toLowerCase());
  const ancestors = await ancestorsOf(followed, own, ask, known);
  const descentOf = descents(ancestors);
  const told = new Set<string>();
  const bases = facts.bases.flatMap((base): readonly BaseEvidence[] => {
    if (!followed.includes(base)) return [base];
    const descent = descentOf(modelKey(base));
    if (descent.kind === 'undecided') return [base];
    const learned = descent.kind === 'foreign' ? foreign(base, descent.ends, own, known) : descent.ends.flatMap((end) => licensed(base, end, own, known));
    return learned.length === 0 ? [base] : learned.map((one) => toldOnce(one, told));
  });
  return { ...facts, bases, notes: [...facts.notes, ...ancestryNotes(followed, ancestors)] };
}

/** A base by what it was made from. None where its own name is all that is known of it. */
function licensed(base: BaseEvidence, end: End, own: string, known: Known): BaseEvidence[] {
  const only = end.way.length === 1;
  if (only && end.claim === null && base.match?.form !== 'mirror') return [];
  if (only && standingOf(base) === 'settled' && base.reference?.path === true) return [];
  const chain = chainOf(base, end, own);
  const { match } = end.at.base;
  const license = end.claim ?? end.at.base.license;
}
