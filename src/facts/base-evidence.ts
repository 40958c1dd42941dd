import type { Certainty, Relation } from '../report.ts';
import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { StatedBy } from './statement.ts';
import { EVIDENCE_KINDS } from './evidence-kinds.ts';
import { matchModel, readModelReference, splitId, type MatchForm, type ModelMatch, type ModelReference } from './model-reference.ts';

/** One thing that says what a repository was made from, or which license it is under. */
export interface BaseEvidence {
  readonly by: StatedBy;
  /** The license that follows from it; null for a base that is no Llama model, as far as its name tells. */
  readonly license: string | null;
  readonly certainty: Certainty;
  /** The base named, or null when the evidence names none (a license tag, an architecture). */
  readonly reference: ModelReference | null;
  readonly match: ModelMatch | null;
  /** True for a base of another maker's, which explains no Llama license. */
  readonly foreign: boolean;
  /** What it says about the relation, or null. */
  readonly relation: Relation | null;
  readonly evidence: Evidence;
}

/** Only the licensor's own id and known mirrors' forms of it state a base; every other form makes it likely. */
const STATING: readonly MatchForm[] = ['id', 'mirror'];

/** Evidence of a named base. Null when the text cannot name a model at all. */
export function namedBase(
  written: string,
  found: { by: StatedBy; relation: Relation | null; evidence: Evidence },
  licenses: readonly LicenseRules[],
  mirrors: Mirrors,
): BaseEvidence | null {
  const reference = readModelReference(written);
  if (reference === null) return null;
  const match = matchModel(reference, licenses, mirrors);
  const stated = EVIDENCE_KINDS[found.by].most === 'stated' && !reference.path && (match === null || STATING.includes(match.form));
  const account = splitId(reference.id).account.toLowerCase();
  const foreign = match === null && mirrors.makers.some((maker) => maker.toLowerCase() === account);
  return { ...found, license: match?.license ?? null, certainty: stated ? 'stated' : 'likely', reference, match, foreign };
}
