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

/** One piece of evidence for a repository's base, or for its license. */
export interface BaseEvidence {
  readonly by: StatedBy;
  /** The license that follows from it; null for a base that, by its name, is not a Llama model. */
  readonly license: string | null;
  readonly certainty: Certainty;
  /** The named base, or null if the evidence names none (a license tag, an architecture). */
  readonly reference: ModelReference | null;
  readonly match: ModelMatch | null;
  /** True for a base that is not a Llama model, and therefore does not explain a Llama license. */
  readonly foreign: boolean;
  /** How certain it is that this is the base, whatever that base is; absent if none is named. */
  readonly said?: Certainty;
  /** What the Hub says about the base; absent if it was not asked, or does not know. */
  readonly learned?: Learned;
  /** The stated relation, or null. */
  readonly relation: Relation | null;
  readonly evidence: Evidence;
  /** The data set, if its name is the only evidence. */
  readonly dataset?: string;
}

/** What a base was made from, which overrides what its name suggests. */
export interface Learned {
  readonly chain: Chain;
  /** What the name alone suggests. */
  readonly byName: ModelMatch | null;
}

/** Only the licensor's own id, and its forms in known mirrors, state a base; every other form makes it likely. */
const STATING: readonly MatchForm[] = ['id', 'mirror'];

/** Evidence for a named base. Null if the text cannot be the name of a model. */
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

/** Evidence that names no base and makes a license likely: a claim, an architecture, a model's full name. */
export function likelyEvidence(by: StatedBy, of: string | ModelMatch, evidence: Evidence): BaseEvidence {
  const [license, match] = typeof of === 'string' ? [of, null] : [of.license, of];
  return { by, license, certainty: 'likely', reference: null, match, foreign: false, relation: null, evidence };
}

/** The model of a full name, at most with a format added; null for any other name. */
export function fullNameMatch(name: string, licenses: readonly LicenseRules[], mirrors: Mirrors): ModelMatch | null {
  const reference = readModelReference(name);
  const match = reference === null ? null : matchModel(reference, licenses, mirrors);
  return match?.form === 'derived' ? null : match;
}

/** The model that a base means, in lower case; for a mirror, the mirrored model. Null if no base is named. */
export function modelNamed({ reference, match, learned }: BaseEvidence): string | null {
  const byName = learned === undefined ? match : learned.byName;
  return reference === null ? null : (byName?.original ?? reference.id).toLowerCase();
}
