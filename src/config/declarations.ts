import type { Declarations, DeclaredRelation } from '../facts/declarations.ts';
import type { Relation } from '../report.ts';
import type { RepositoryName } from '../snapshot/snapshot.ts';
import type { CheckOptions } from './check-options.ts';
import type { Configuration } from './configuration-data.ts';

/**
 * What options and the configuration say of a repository; an option overrules the configuration. `name` is the
 * source's.
 */
export function declarationsOf(
  options: CheckOptions,
  configuration: Configuration,
  name: RepositoryName,
): Declarations {
  const { 'commercial-threshold': threshold, 'separate-license': separate } = configuration.attestations;
  return {
    name: nameOf(options, configuration) ?? name,
    bases: basesOf(options, configuration),
    relation: relationOf(options, configuration),
    attestations: {
      ...(threshold === null ? {} : { 'commercial-threshold': threshold.value }),
      ...(separate === null ? {} : { 'separate-license': separate.value }),
    },
  };
}

function nameOf(options: CheckOptions, configuration: Configuration): RepositoryName | null {
  if (options.name !== undefined) return { value: options.name, from: 'flag' };
  return configuration.name === null ? null : { value: configuration.name.value, from: 'config' };
}

function basesOf(options: CheckOptions, configuration: Configuration): Declarations['bases'] {
  const fromFlags = (options.bases ?? []).map((id) => ({
    id,
    by: 'flag' as const,
    evidence: { file: '--base', line: null, column: null, says: id },
  }));
  if (fromFlags.length > 0) return fromFlags;
  return configuration.bases.map(({ value: id, place: { file, line, column } }) => ({
    id,
    by: 'configuration' as const,
    evidence: { file, line, column, says: `bases: ${id}` },
  }));
}

function relationOf(options: CheckOptions, configuration: Configuration): DeclaredRelation {
  const says = (file: string, line: number | null, column: number | null, relation: Relation) => ({
    relation,
    evidence: { file, line, column, says: `relation: ${relation}` },
  });
  if (options.relation !== undefined) return says('--relation', null, null, options.relation);
  if (configuration.relation === null) return { relation: null, evidence: null };
  const { value, place } = configuration.relation;
  return says(place.file, place.line, place.column, value);
}
