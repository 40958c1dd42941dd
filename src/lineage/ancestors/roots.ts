import type { Certainty } from '../../report.ts';
import type { Ancestor, Ancestors } from './ancestors.ts';
import type { Family } from './ancestor-graph.ts';

/** Where a chain of models ends, and how it gets there. */
export interface Root {
  readonly at: Ancestor;
  /** The license that it claims for itself, where neither its bases nor its full name tell. */
  readonly claim: string | null;
  /** From the parent that the repository names to the end. */
  readonly way: readonly Ancestor[];
  readonly certainty: Certainty;
}

/** What is known of a parent by its ancestors. */
export type RootSearch =
  { readonly kind: 'licensed' | 'foreign'; readonly ends: readonly Root[] } | { readonly kind: 'undecided' };

/** More ends than these are no lineage that anybody can read. */
const MAX_ROOTS = 16;

/**
 * Gives what is known of each parent, by its key. Ancestors of which it is settled what they are count alone where
 * there are any; else the last model on a way whose name or license looks like a licensor's. Other makers' models
 * settle it only when every step is stated and no way is left open.
 */
export function findRoots(ancestors: Ancestors, family: Family): (key: string) => RootSearch {
  return (key) => {
    const start = ancestors.get(key);
    if (start === undefined) return { kind: 'undecided' };
    const ways = waysFrom(start, family);
    const met = [...ways.keys()];
    const ends = [...ways].flatMap(([at, { way, stated }]): Root[] => {
      if (at.standing === 'settled')
        return [{ at, claim: null, way, certainty: stated && isCertain(at) ? 'stated' : 'likely' }];
      return hasLastWord(at, met, family) ? [{ at, claim: claimOf(at), way, certainty: 'likely' }] : [];
    });
    if (ends.length > 0) return { kind: 'licensed', ends: distinct(ends).slice(0, MAX_ROOTS) };
    if (!family.isForeign(start)) return { kind: 'undecided' };
    const foreign = [...ways].flatMap(([at, { way }]): Root[] =>
      at.standing === 'foreign' ? [{ at, claim: null, way, certainty: 'stated' }] : [],
    );
    return { kind: 'foreign', ends: foreign.slice(0, MAX_ROOTS) };
  };
}

/** Several ways to one model, as over its copies, prove no more than the surest and shortest of them. */
function distinct(ends: readonly Root[]): Root[] {
  const found = new Map<string, Root>();
  for (const end of ends) {
    const model = end.claim ?? end.at.base.match?.original ?? end.at.key;
    const known = found.get(model);
    if (known === undefined || isBetter(end, known)) found.set(model, end);
  }
  return [...found.values()];
}

function isBetter(end: Root, known: Root): boolean {
  return end.certainty === known.certainty ? stepsOf(end) < stepsOf(known) : end.certainty === 'stated';
}

/** From a copy there is one more step to what it is a copy of. */
function stepsOf({ at, way }: Root): number {
  return way.length + (at.base.match?.form === 'id' ? 0 : 1);
}

interface Path {
  readonly way: readonly Ancestor[];
  /** True when every step is stated. */
  readonly stated: boolean;
}

/** The shortest way to everything that a model leads to, itself first; one of stated steps where there is one. */
function waysFrom(start: Ancestor, family: Family): ReadonlyMap<Ancestor, Path> {
  const ways = new Map<Ancestor, Path>();
  for (const stated of [true, false]) {
    const met = new Set([start]);
    const pending: (readonly Ancestor[])[] = [[start]];
    for (const way of pending) {
      const at = way.at(-1) ?? start;
      if (!ways.has(at)) ways.set(at, { way, stated });
      for (const { next, said } of family.steps(at)) {
        if (met.has(next) || (stated && said !== 'stated')) continue;
        met.add(next);
        pending.push([...way, next]);
      }
    }
  }
  return ways;
}

/**
 * True where the model's name or license is the last that is known on its way. Of models that lead to each other the
 * first has the word.
 */
function hasLastWord(model: Ancestor, met: readonly Ancestor[], family: Family): boolean {
  if (!family.hasWord(model)) return false;
  return [...family.beyond(model)].every((other) => {
    if (other.standing === 'settled') return false;
    if (other === model || !family.hasWord(other)) return true;
    return family.beyond(other).has(model) && met.indexOf(model) < met.indexOf(other);
  });
}

function isCertain({ base: { reference, match } }: Ancestor): boolean {
  return reference?.path === false && (match?.form === 'id' || match?.form === 'mirror');
}

/** A full name says more than a claimed license, and a license more than a name that only begins like a model's. */
function claimOf({ base, parent }: Ancestor): string | null {
  return base.match?.form === 'format' ? null : (parent?.claim ?? null);
}
