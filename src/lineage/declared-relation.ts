import type { Relation } from '../report.ts';
import type { Evidence } from '../snapshot/place.ts';

/** What flags and the configuration say of the relation; it overrules all evidence. */
export type DeclaredRelation =
  { readonly relation: Relation; readonly evidence: Evidence } | { readonly relation: null; readonly evidence: null };
