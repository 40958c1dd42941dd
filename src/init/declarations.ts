import type { Configuration } from '../config/configuration-data.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { Relation, RepositoryReport } from '../report.ts';

/** One key of the configuration: its value, and whether it is active or a comment. */
export interface Declaration<T> {
  readonly value: T;
  readonly active: boolean;
  /** True if a flag or the configuration sets it: such a value is always written. */
  readonly said: boolean;
  /** The source of the value, or why it is inactive. */
  readonly why: string;
  readonly evidence: readonly Evidence[];
}

/** The declarations in a repository's configuration. */
export interface Declarations {
  /** Null without a name. */
  readonly name: Declaration<string> | null;
  readonly relation: Declaration<Relation>;
  readonly bases: Declaration<readonly string[]>;
}

/** What the caller's flags say about the repository. */
export interface Said {
  readonly name?: string;
  readonly relation?: Relation;
  readonly bases?: readonly string[];
}

/** Longer than any id on the Hub, and more parents than any model has. Files that name more are hostile. */
const MAX_VALUE_CHARS = 300;
const MAX_BASES = 50;
const MAX_EVIDENCE = 4;
const NO_LLAMA = 'No Llama model was found in what was read.';

/**
 * The declarations that follow from a report. Values from a person, and values that the files state, are active; values
 * that are only likely or open are not. `configuration` is the one that was applied.
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
  if (from === 'flag') return declare(true, true, 'From --name.');
  if (from === 'config') return declare(true, true, 'From the existing configuration.');
  if (from === 'remote') return declare(true, false, 'From the Git remote.');
  return declare(false, false, 'Only from the folder’s name, which can differ in another clone.');
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
    return { ...declare(true, 'From --relation.', []), value: said.relation, said: true };
  if (configuration.relation !== null)
    return {
      ...declare(true, 'From the existing configuration.', []),
      value: configuration.relation.value,
      said: true,
    };
  const contradiction = notes.find((note) => note.code === 'relation-contradicted');
  if (lineage.certainty === null) return declare(false, NO_LLAMA);
  if (contradiction !== undefined) return declare(false, contradiction.message);
  if (lineage.relation === 'unknown') return declare(false, 'The license is claimed, but the relation is not stated.');
  return lineage.certainty === 'stated'
    ? declare(true, 'The files state it:')
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
  if (said.bases !== undefined) return { ...declare(said.bases, true, 'From --base.'), said: true };
  if (configuration.bases.length > 0)
    return {
      ...declare(
        configuration.bases.map(({ value }) => value),
        true,
        'From the existing configuration.',
      ),
      said: true,
    };
  // Parents that are not Llama models are included: a configuration without them would hide them.
  const found = [...new Set([...lineage.bases, ...lineage.otherParents.map(({ id }) => id)])];
  if (lineage.certainty === null) return declare([], false, NO_LLAMA);
  if (found.length === 0) return declare([], false, 'No file names one.');
  if (found.length > MAX_BASES || found.some((id) => id.length > MAX_VALUE_CHARS))
    return declare([], false, 'The files name too many, or too long ones, to list here.');
  return lineage.certainty === 'stated'
    ? declare(found, true, 'The files state it.')
    : declare(
        found,
        false,
        'The files make it likely, but do not state it. Once declared, missing duties are unmet, not unclear.',
      );
}

/** The active declarations, as options of `check`. */
export function asSaid({ relation, bases }: Declarations): Said {
  return { ...(relation.active ? { relation: relation.value } : {}), ...(bases.active ? { bases: bases.value } : {}) };
}

const WOULD_CHANGE = 'Declaring it would change how duties are judged.';

/**
 * Ever fewer active declarations; the first that changes no outcome is used. (A declared base overrides all bases of
 * the files, and a declared relation applies to every license.) The last has only what a person declared.
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
 * True if two reports have the same lineage, and the same duties with the same outcomes, whatever the evidence.
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
