import type { BaseEvidence } from '../../provenance/base-evidence.ts';
import type { Facts } from '../../facts/facts.ts';
import { effectiveBases } from '../lineage.ts';
import type { AskModel } from '../../snapshot/hub-model.ts';
import type { ModelCatalog } from '../../models/model-catalog.ts';
import { readParent, type Parent } from './parent.ts';
import { modelKey, statusOf, type ModelStatus } from './model-status.ts';

/** A model that a repository comes from, or may come from. */
export interface Ancestor {
  readonly key: string;
  /** How it is named first. */
  readonly base: BaseEvidence;
  readonly standing: ModelStatus;
  /** What it says of itself; null where it was not asked for. */
  readonly parent: Parent | null;
}

/** All ancestors by their keys; the parents come before the grandparents. */
export type Ancestors = ReadonlyMap<string, Ancestor>;

/** From a repository up. A model further away than this has been lost sight of by everybody. */
export const MAX_GENERATIONS = 16;
/** How many models the Hub is asked for on behalf of one repository. */
export const MAX_REQUESTS = 64;
const AT_ONCE = 8;

/** What each model said, for as long as a run holds on to that which asks. */
const remembered = new WeakMap<AskModel, Map<string, Promise<Parent>>>();

/** The bases whose own bases matter: not what a repository was only trained on the outputs of, and not itself. */
export function followedBases(facts: Facts): readonly BaseEvidence[] {
  return effectiveBases(facts).filter(
    (base) =>
      base.reference !== null && base.relation !== 'outputs' && modelKey(base) !== facts.name.value.toLowerCase(),
  );
}

/**
 * Asks the Hub for the ancestors behind the bases that a repository names, one generation after the other. Each model
 * is asked for once in a run, several at once, and the repository itself is not asked for.
 */
export async function askAncestors(facts: Facts, ask: AskModel, known: ModelCatalog): Promise<Ancestors> {
  const own = facts.name.value;
  const found = new Map<string, Ancestor>();
  let left = MAX_REQUESTS;
  let generation = named(followedBases(facts), own, found);
  for (let depth = 0; depth < MAX_GENERATIONS && generation.length > 0; depth += 1) {
    const open = generation.filter(({ standing }) => standing === 'open').slice(0, left);
    left -= open.length;
    for (const some of chunks(open)) {
      const parents = await Promise.all(some.map(({ base }) => asked(base.reference?.id ?? '', ask, known)));
      for (const [at, parent] of parents.entries()) {
        const ancestor = some[at];
        if (ancestor !== undefined) found.set(ancestor.key, { ...ancestor, parent });
      }
    }
    generation = named(
      open.flatMap(({ key }) => found.get(key)?.parent?.bases ?? []),
      own,
      found,
    );
  }
  return found;
}

/** The models that are named for the first time. */
function named(bases: readonly BaseEvidence[], own: string, found: Map<string, Ancestor>): Ancestor[] {
  return bases.flatMap((base) => {
    const key = modelKey(base);
    if (found.has(key)) return [];
    const ancestor: Ancestor = {
      key,
      base,
      standing: key === own.toLowerCase() ? 'unknown' : statusOf(base),
      parent: null,
    };
    found.set(key, ancestor);
    return [ancestor];
  });
}

async function asked(id: string, ask: AskModel, known: ModelCatalog): Promise<Parent> {
  const said = remembered.get(ask) ?? new Map<string, Promise<Parent>>();
  remembered.set(ask, said);
  const key = id.toLowerCase();
  const asking = said.get(key) ?? readParent(id, ask, known);
  said.set(key, asking);
  const parent = await asking;
  // A moment's failure must not stand for all repositories that come from it.
  if (parent.passing && said.get(key) === asking) said.delete(key);
  return parent;
}

function chunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) =>
    all.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
}
