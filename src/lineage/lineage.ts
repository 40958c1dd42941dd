import type { Certainty, Chain, Lineage, OtherParent, Relation } from '../report.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { BaseEvidence } from '../provenance/base-evidence.ts';
import { agreementEvidence } from '../facts/agreement-files.ts';
import type { Facts, OpenOrigin } from '../facts/facts.ts';
import { mentionOf } from './mention.ts';
import { splitId, type ModelMatch, type ModelReference } from '../models/model-reference.ts';
import { openOriginOf } from './open-origin.ts';
import { withoutGrandparents } from './own-model.ts';
import { contradictions, relationTo, type DecidedRelation } from './relation.ts';
import type { DeclaredRelation } from '../facts/declarations.ts';

/** The lineage under one license. */
export interface LicenseLineage {
  readonly license: string;
  readonly certainty: Certainty;
  readonly relation: Relation;
  /** True if nothing shows the relation, and the most common one is assumed. */
  readonly guessed?: true;
  /** Why this license's duties bind. */
  readonly evidence: readonly Evidence[];
}

export interface DecidedLineage extends Lineage {
  readonly each: readonly LicenseLineage[];
  /** True for a repository of the licensor's own organization, which no duty binds. */
  readonly licensorsOwn: boolean;
  /** Statements about the relation that contradict the decision. */
  readonly contradictions: ReturnType<typeof contradictions>;
  /** Why no license is named although the repository may be made from Llama; null otherwise. */
  readonly openOrigin: OpenOrigin | null;
}

const NOTHING: DecidedLineage = {
  ...{ licenses: [], relation: 'none', certainty: null, bases: [], evidence: [], otherParents: [] },
  ...{ each: [], licensorsOwn: false, contradictions: [], openOrigin: null },
};

/**
 * Decides from all evidence which licenses apply to a repository, how certain that is, and the relation to each one's
 * material.
 */
export function decideLineage(
  read: Facts,
  declared: DeclaredRelation,
  licenses: readonly LicenseRules[],
): DecidedLineage {
  const facts = withoutGrandparents(read);
  const bases = effectiveBases(facts);
  const counted = countedBases(facts, bases, declared);
  const found = [...new Set(counted.flatMap((base) => base.license ?? []))];
  if (found.length === 0) return nothing(facts, bases, declared, licenses);

  const licensorsOwn = isLicensorsOwn(
    facts,
    licenses.filter((one) => found.includes(one.license)),
  );
  const each = found.map((license) => {
    const own = counted.filter((base) => base.license === license);
    const certainty: Certainty =
      own.some((base) => base.certainty === 'stated') || isCorroborated(own) ? 'stated' : 'likely';
    const decided = decide(facts, own, declared, licensorsOwn);
    return {
      license,
      certainty,
      ...decided,
      evidence: distinctEvidence([...own.map((base) => base.evidence), ...decided.because]),
    };
  });
  const main = mainOf(each);
  if (main.relation === 'none' || main.relation === 'mention')
    return { ...NOTHING, relation: main.relation, evidence: main.because };
  return {
    licenses: each.map((one) => one.license).sort(),
    relation: main.relation,
    certainty: each.some((one) => one.certainty === 'stated') ? 'stated' : 'likely',
    bases: idsOf(bases),
    evidence: distinctEvidence(each.flatMap((one) => one.evidence)),
    otherParents: otherParents(bases),
    ...chainsOf(counted),
    each,
    licensorsOwn,
    contradictions: declared.relation === null && !licensorsOwn ? contradictions(facts, main) : [],
    openOrigin: null,
  };
}

/**
 * True if a text names the base and the weights have that model's architecture and sizes: two likely pieces of evidence
 * that agree state a base.
 */
function isCorroborated(own: readonly BaseEvidence[]): boolean {
  const told = own.some(({ by, reference }) => (by === 'sentence' || by === 'mention') && reference !== null);
  return told && own.some(({ by, reference }) => by === 'config' && reference === null);
}

function decide(
  facts: Facts,
  own: readonly BaseEvidence[],
  declared: DeclaredRelation,
  licensorsOwn: boolean,
): DecidedRelation {
  if (declared.relation !== null) return { relation: declared.relation, because: [declared.evidence] };
  return licensorsOwn ? { relation: 'original', because: [] } : relationTo(facts, own);
}

/** Distributing weights outranks training on outputs. */
function mainOf(each: readonly DecidedRelation[]): DecidedRelation {
  return (
    each.find((one) => one.relation !== 'outputs' && one.relation !== 'unknown') ??
    each[0] ?? { relation: 'none', because: [] }
  );
}

function nothing(
  facts: Facts,
  bases: readonly BaseEvidence[],
  declared: DeclaredRelation,
  licenses: readonly LicenseRules[],
): DecidedLineage {
  const mention = mentionOf(facts, licenses);
  const openOrigin = openOriginOf(facts, bases, declared, mention);
  if (openOrigin !== null) return { ...NOTHING, relation: 'unknown', evidence: openOrigin.evidence, openOrigin };
  return mention === null ? NOTHING : { ...NOTHING, relation: 'mention', evidence: [mention] };
}

/** A base named by a flag or the configuration overrules everything in the files. */
export function effectiveBases(facts: Facts): readonly BaseEvidence[] {
  const declared = facts.bases.filter((base) => base.by === 'flag' || base.by === 'configuration');
  return declared.length > 0 ? declared : facts.bases;
}

/**
 * The evidence that decides. A named base outweighs what merely claims a license: `license: llama3.1` on a Llama 4 base
 * is a wrong license, not a second lineage. A stated base outweighs a name or an architecture of the same license's
 * siblings. Without either, a claimed license counts, and for a declared relation any agreement that is handed on.
 */
function countedBases(
  facts: Facts,
  bases: readonly BaseEvidence[],
  declared: DeclaredRelation,
): readonly BaseEvidence[] {
  const licensed = bases.filter((base) => base.license !== null);
  const claims = licensed.filter((base) => base.by === 'license' || base.by === 'agreement');
  const named = licensed.filter((base) => !claims.includes(base));
  const stated = named.filter((base) => base.certainty === 'stated');
  if (stated.length > 0) {
    const licenses = new Set(stated.map((base) => base.license));
    // A stated base explains the sizes of the weights, but not another model that a text names.
    return named.filter((base) => licenses.has(base.license) || base.reference !== null);
  }
  if (named.length > 0) {
    // If two versions have the same sizes, keep the one that other evidence names.
    const told = new Set(
      [...claims, ...named.filter(({ reference }) => reference !== null)].map(({ license }) => license),
    );
    const agreed = named.filter((base) => base.reference !== null || told.has(base.license));
    return agreed.some(({ reference }) => reference === null) ? agreed : named;
  }
  if (claims.length > 0 || declared.relation === null) return claims;
  return facts.agreements.map(agreementEvidence);
}

/**
 * A clone or a cache folder of the licensor's repository is not proof of being the licensor: only the name asked for
 * is.
 */
function isLicensorsOwn(facts: Facts, licenses: readonly LicenseRules[]): boolean {
  if (facts.name.from !== 'flag' && facts.name.from !== 'target') return false;
  const owner = splitId(facts.name.value).account.toLowerCase();
  return licenses.some((one) => one.licensor.organizations.some((name) => name.toLowerCase() === owner));
}

const MAX_EVIDENCE = 8;

/** A name that begins like a model's counts only if nothing names a base. A data set's name never does. */
function idsOf(bases: readonly BaseEvidence[]): string[] {
  const ownId = ({ match, reference, dataset }: BaseEvidence) =>
    match === null || dataset !== undefined ? [] : (reference?.id ?? []);
  const idOf = (base: BaseEvidence) => base.match?.original ?? ownId(base);
  const named = bases.filter((base) => base.reference !== null).flatMap(idOf);
  return distinct(named.length > 0 ? named : bases.flatMap(idOf));
}

/** Bases of other makers: their terms apply too, but are not judged here. */
function otherParents(bases: readonly BaseEvidence[]): readonly OtherParent[] {
  const found = new Map<string, Evidence[]>();
  for (const { reference, match, evidence } of bases) {
    if (reference === null || reference.path || (match !== null && !isAnothersModel(reference, match))) continue;
    found.set(reference.id, [...(found.get(reference.id) ?? []).slice(0, MAX_EVIDENCE - 1), evidence]);
  }
  return [...found].map(([id, evidence]) => ({ id, evidence: distinctEvidence(evidence) }));
}

function chainsOf(bases: readonly BaseEvidence[]): Pick<Lineage, 'chains'> {
  const chains = new Map<string, Chain>();
  for (const { learned } of bases) {
    const key = learned?.chain.ids.join('\0') ?? '';
    if (learned !== undefined && chains.get(key)?.certainty !== 'stated') chains.set(key, learned.chain);
  }
  return chains.size === 0 ? {} : { chains: [...chains.values()] };
}

/** `nvidia/Llama-3_3-Nemotron-…` is made from Llama, and also under NVIDIA's terms. */
function isAnothersModel(reference: ModelReference, match: ModelMatch): boolean {
  return match.form === 'derived' && splitId(reference.id).account !== '';
}

function distinct(ids: readonly string[]): string[] {
  return [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
}

function distinctEvidence(evidence: readonly Evidence[]): Evidence[] {
  const key = (one: Evidence) => [one.file, one.line, one.column, one.says].join('\0');
  return [...new Map(evidence.map((one) => [key(one), one])).values()];
}
