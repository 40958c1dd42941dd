import type { Relation } from '../report.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { RepositoryName } from '../snapshot/snapshot.ts';
import type { Attestation, AttestationName } from './facts.ts';

/** What flags and the configuration declare about a repository. */
export interface Declarations {
  readonly name: RepositoryName;
  /** Bases that a flag or the configuration names. */
  readonly bases: readonly {
    readonly id: string;
    readonly by: 'flag' | 'configuration';
    readonly evidence: Evidence;
  }[];
  readonly relation: DeclaredRelation;
  readonly attestations: Readonly<Partial<Record<AttestationName, Attestation>>>;
}

/** The declared relation, which overrules all evidence. */
export type DeclaredRelation =
  { readonly relation: Relation; readonly evidence: Evidence } | { readonly relation: null; readonly evidence: null };
