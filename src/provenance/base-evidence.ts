import type { Certainty, Chain, Relation } from '../report.ts';
import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { StatedBy } from '../evidence/statement.ts';
import { EVIDENCE_KINDS } from './evidence-kinds.ts';
import {
  matchModel,
  readModelReference,
  splitId,
  type MatchForm,
  type ModelMatch,
  type ModelReference,
} from '../models/model-reference.ts';

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
  /** How sure it is that this is the base, whatever that base is; absent where none is named. */
  readonly said?: Certainty;
  /** What the Hub says of the base; absent where it was not asked, or does not know. */
  readonly learned?: Learned;
  /** What it says about the relation, or null. */
  readonly relation: Relation | null;
  readonly evidence: Evidence;
  /** The data set whose name is all that says so. */
  readonly dataset?: string;
}

/** What a base was made from, in the place of what its name tells. */
export interface Learned {
  readonly chain: Chain;
  /** What the name alone stands for. */
  readonly byName: ModelMatch | null;
}

/** Only the licensor's own id and known mirrors' forms of it state a base; every other form makes it likely. */
const STATING: readonly MatchForm[] = ['id', 'mirror'];

/** Evidence of a named base. Null when the text cannot name a model at all. */
export function namedBase(
  written: string,
  found: Pick<BaseEvidence, 'by' | 'relation' | 'evidence' | 'dataset'>,
  licenses: readonly LicenseRules[],
  mirrors: Mirrors,
): BaseEvidence | null {
  const reference = readModelReference(written);
  if (reference === null) return null;
  const match = matchModel(reference, licenses, mirrors);
  const said: Certainty = EVIDENCE_KINDS[found.by].most === 'stated' && !reference.path ? 'stated' : 'likely';
  const certainty = match === null || STATING.includes(match.form) ? said : 'likely';
  const account = splitId(reference.id).account.toLowerCase();
  const foreign = match === null && mirrors.makers.some((maker) => maker.toLowerCase() === account);
  return { ...found, license: match?.license ?? null, certainty, reference, match, foreign, said };
}

/**
 * The model that a base stands for, in lower case: of a mirror the one that it mirrors. Null where no base is named.
 */
export function modelNamed({ reference, match, learned }: BaseEvidence): string | null {
  const byName = learned === undefined ? match : learned.byName;
  return reference === null ? null : (byName?.original ?? reference.id).toLowerCase();
}
