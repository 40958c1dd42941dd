import type { Configuration } from '../config/configuration-data.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { Relation, RepositoryReport } from '../report.ts';

/** One key of the configuration: what to write, and whether it counts or stands there as a comment. */
export interface Declaration<T> {
  readonly value: T;
  readonly active: boolean;
  /** True when a flag or the configuration says so: what a person says is written down, whatever it changes. */
  readonly said: boolean;
  /** Where the value comes from, or why it does not count. */
  readonly why: string;
  readonly evidence: readonly Evidence[];
}

/** What a repository's configuration declares of it. */
export interface Declarations {
  /** Null where nothing gives a name. */
  readonly name: Declaration<string> | null;
  readonly relation: Declaration<Relation>;
  readonly bases: Declaration<readonly string[]>;
}

/** What the caller says of the repository. */
export interface Said {
  readonly name?: string;
  readonly relation?: Relation;
  readonly bases?: readonly string[];
}

/** No id on the Hub is as long, and no model has as many parents. What files name beyond that is a trap. */
const MAX_VALUE_CHARS = 300;
const MAX_BASES = 50;
const MAX_EVIDENCE = 4;
const NO_LLAMA = 'No Llama model was found in what was read.';

/**
 * What a report gives to declare: what a person says and what the files state counts; what they only make likely, or
 * leave open, does not. `configuration` is the one that was applied.
 */
export function declarationsOf(repository: RepositoryReport, configuration: Configuration, said: Said): Declarations {
  return {
    name: nameOf(repository),
    relation: relationOf(repository, configuration, said),
    bases: basesOf(repository, configuration, said),
  };
}

function nameOf({ name: { value, from } }: RepositoryReport): Declaration<string> | null {
  if (value.trim() === '') return null;
  const declare = (active: boolean, said: boolean, why: string) => ({ value, active, said, why, evidence: [] });
  if (from === 'flag') return declare(true, true, 'As --name says.');
  if (from === 'config') return declare(true, true, 'As the configuration said before.');
  if (from === 'remote') return declare(true, false, 'As the Git remote says.');
  return declare(false, false, 'Nothing but the folder’s name says so, and another clone may lie in another folder.');
}

function relationOf(
  { lineage, notes }: RepositoryReport,
  configuration: Configuration,
  said: Said,
): Declaration<Relation> {
  const declare = (
    active: boolean,
    why: string,
    evidence: readonly Evidence[] = lineage.evidence.slice(0, MAX_EVIDENCE),
  ) => ({ value: lineage.relation, active, said: false, why, evidence });
  if (said.relation !== undefined)
    return { ...declare(true, 'As --relation says.', []), value: said.relation, said: true };
  if (configuration.relation !== null)
    return {
      ...declare(true, 'As the configuration said before.', []),
      value: configuration.relation.value,
      said: true,
    };
  const contradiction = notes.find((note) => note.code === 'relation-contradicted');
  if (lineage.certainty === null) return declare(false, NO_LLAMA);
  if (contradiction !== undefined) return declare(false, contradiction.message);
  if (lineage.relation === 'unknown')
    return declare(false, 'The license is claimed, but nothing says how the repository came to it.');
  return lineage.certainty === 'stated'
    ? declare(true, 'The files say so:')
    : declare(false, 'The files make it likely, but do not state it:');
}

function basesOf(
  { lineage }: RepositoryReport,
  configuration: Configuration,
  said: Said,
): Declaration<readonly string[]> {
  const declare = (value: readonly string[], active: boolean, why: string) => ({
    value,
    active,
    said: false,
    why,
    evidence: [],
  });
  if (said.bases !== undefined) return { ...declare(said.bases, true, 'As --base says.'), said: true };
  if (configuration.bases.length > 0)
    return {
      ...declare(
        configuration.bases.map(({ value }) => value),
        true,
        'As the configuration said before.',
      ),
      said: true,
    };
  // Another maker's model beside Llama's is a parent, too; a configuration that leaves it out would hide it.
  const found = [...new Set([...lineage.bases, ...lineage.otherParents.map(({ id }) => id)])];
  if (lineage.certainty === null) return declare([], false, NO_LLAMA);
  if (found.length === 0) return declare([], false, 'Nothing names one.');
  if (found.length > MAX_BASES || found.some((id) => id.length > MAX_VALUE_CHARS))
    return declare([], false, 'The files name more, or longer ones, than fit here.');
  return lineage.certainty === 'stated'
    ? declare(found, true, 'The files say so.')
    : declare(
        found,
        false,
        'The files make it likely, but do not state it; once it is stated, a duty that nothing meets is unmet.',
      );
}

/** The declarations that are to count, as a caller of `check` would say them. */
export function asSaid({ relation, bases }: Declarations): Said {
  return { ...(relation.active ? { relation: relation.value } : {}), ...(bases.active ? { bases: bases.value } : {}) };
}

const WOULD_CHANGE = 'Declared, it would change how duties are judged.';

/**
 * Fewer and fewer declarations, of which the first is to be taken that changes no verdict: a declared base outweighs
 * all that the files say of bases, and a declared relation holds for every license. The last leaves what a person said.
 */
export function attempts(declared: Declarations): readonly [Declarations, Declarations, Declarations, Declarations] {
  const relation = silent(declared.relation);
  const bases = silent(declared.bases);
  return [declared, { ...declared, relation }, { ...declared, bases }, { ...declared, relation, bases }];
}

function silent<T>(one: Declaration<T>): Declaration<T> {
  return one.said || !one.active ? one : { ...one, active: false, why: WOULD_CHANGE };
}

/**
 * True when two reports judge alike: the same duties with the same outcome for the same lineage, on whatever evidence.
 */
export function judgeAlike(one: RepositoryReport, other: RepositoryReport): boolean {
  return verdict(one) === verdict(other);
}

function verdict({ lineage, obligations }: RepositoryReport): string {
  const sorted = (ids: readonly string[]) => ids.map((id) => id.toLowerCase()).sort();
  return JSON.stringify([
    lineage.licenses,
    lineage.relation,
    lineage.certainty,
    sorted(lineage.bases),
    sorted(lineage.otherParents.map(({ id }) => id)),
    obligations.map((one) => ({ ...one, evidence: [] })),
  ]);
}
