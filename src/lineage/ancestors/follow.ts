import type { BaseEvidence } from '../../provenance/base-evidence.ts';
import type { Facts } from '../../facts/facts.ts';
import type { MatchForm, ModelMatch } from '../../models/model-reference.ts';
import type { ModelCatalog } from '../../models/model-catalog.ts';
import { followedBases, type Ancestors } from './ancestors.ts';
import { chainOf, chainText } from './chain.ts';
import { findRoots, type Root } from './roots.ts';
import { ancestorGraph } from './ancestor-graph.ts';
import { ancestryNotes } from './notes.ts';
import { openAncestry, unaskedAncestry } from './open-origin.ts';
import { modelKey } from './model-status.ts';

/**
 * The facts with what the ancestors say: a base that comes from a licensor's model is a base under its license,
 * whatever its name, and one that comes from other makers' models alone is under none. What could not be asked for
 * stays as its name makes it, and a note says so.
 */
export function withAncestors(facts: Facts, ancestors: Ancestors, known: ModelCatalog): Facts {
  const own = facts.name.value;
  const followed = followedBases(facts);
  const family = ancestorGraph(ancestors);
  const descentOf = findRoots(ancestors, family);
  const wanted = new Set(followed);
  const told = new Set<string>();
  const learn = (base: BaseEvidence): readonly BaseEvidence[] => {
    const descent = wanted.has(base) ? descentOf(modelKey(base)) : null;
    if (descent === null || descent.kind === 'undecided') return [base];
    const learned =
      descent.kind === 'foreign'
        ? foreign(base, descent.ends, own)
        : descent.ends.flatMap((end) => licensed(base, end, own, known));
    return learned.length === 0 ? [base] : learned.map((one) => ({ ...one, evidence: toldOnce(one, base, told) }));
  };
  const bases = facts.bases.flatMap(learn);
  const unasked = [...ancestors.values()].find(({ parent }) => parent?.passing === true)?.base.reference?.id;
  const openOrigin = facts.architecture?.isLlamas === false ? null : openAncestry(followed, own, ancestors, family);
  return {
    ...facts,
    bases,
    ...(unasked === undefined ? {} : { unasked }),
    ...(openOrigin === null ? {} : { openOrigin }),
    notes: [...facts.notes, ...ancestryNotes(bases, followed, ancestors, family)],
  };
}

/** The facts of a repository on a server whose ancestors nobody was asked for: what its bases come from stays open. */
export function withoutAncestors(facts: Facts): Facts {
  const openOrigin = facts.architecture?.isLlamas === false ? null : unaskedAncestry(facts);
  return openOrigin === null ? facts : { ...facts, openOrigin };
}

/** A base by what it comes from; none where no more is known of it than its name tells. */
function licensed(base: BaseEvidence, end: Root, own: string, { licenses }: ModelCatalog): BaseEvidence[] {
  const itself = end.way.length === 1;
  if (itself && end.claim === null && !isMirror(base)) return [];
  const license = end.claim ?? end.at.base.license;
  const match = end.claim === null ? end.at.base.match : null;
  const chain = chainOf(base, end, own);
  const says = chainText(chain, match === null ? (licenses.find((one) => one.license === license) ?? null) : null);
  // Who names a base by hand has decided which model it is.
  const certainty = base.certainty === 'stated' && base.license === license ? 'stated' : chain.certainty;
  return [
    {
      ...base,
      license,
      certainty,
      foreign: false,
      match: match === null || itself ? match : { ...match, form: formOf(base.match, match) },
      learned: { chain, byName: base.match },
      evidence: { ...base.evidence, says },
    },
  ];
}

/** A copy keeps the name of the model that it is a copy of; all else that comes from it is a model of its own. */
function formOf(byName: ModelMatch | null, behind: ModelMatch): MatchForm {
  return byName?.form === 'format' && byName.original === behind.original ? 'format' : 'derived';
}

function isMirror({ reference, match }: BaseEvidence): boolean {
  return reference?.path === false && match?.form === 'mirror';
}

/** A base that comes from another maker's model; none where that is the base itself. */
function foreign(base: BaseEvidence, ends: readonly Root[], own: string): BaseEvidence[] {
  const end = ends.find(({ way }) => way.length > 1);
  if (end === undefined) return [];
  const chain = chainOf(base, end, own);
  return [
    {
      ...base,
      license: null,
      match: null,
      foreign: true,
      certainty: base.said ?? base.certainty,
      learned: { chain, byName: base.match },
      evidence: { ...base.evidence, says: chainText(chain, null) },
    },
  ];
}

/** Each chain is told where the base is named first; further places that name it keep their own words. */
function toldOnce(learned: BaseEvidence, base: BaseEvidence, told: Set<string>): BaseEvidence['evidence'] {
  if (told.has(learned.evidence.says)) return base.evidence;
  told.add(learned.evidence.says);
  return learned.evidence;
}
