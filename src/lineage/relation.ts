import type { Relation } from '../report.ts';
import type { Evidence } from '../snapshot/place.ts';
import { modelNamed, type BaseEvidence } from '../provenance/base-evidence.ts';
import type { Distribution } from '../provenance/distribution.ts';
import type { Facts } from '../facts/facts.ts';

/** The relation to one license's material, and its evidence. */
export interface DecidedRelation {
  readonly relation: Relation;
  readonly because: readonly Evidence[];
  /** True if nothing shows the relation, and the most common one is assumed. */
  readonly guessed?: true;
}

/** Decides the relation to one license's material from the evidence for that license. */
export function relationTo(facts: Facts, bases: readonly BaseEvidence[]): DecidedRelation {
  const claimOnly = bases.every((base) => base.by === 'license' || base.by === 'agreement');
  if (claimOnly && !facts.bases.some((base) => base.reference !== null && !base.foreign))
    return { relation: 'unknown', because: [] };
  const own = bases.filter((base) => base.relation !== 'outputs');
  if (own.length === 0 || own.every((base) => isTeacher(base, facts.bases)))
    return { relation: 'outputs', because: [] };
  for (const decide of ORDER_OF_TRUST) {
    const decided = decide(facts, own);
    if (decided !== null) return decided;
  }
  const because = weightEvidence(facts.distribution);
  return bearsOriginalName(facts)
    ? { relation: 'original', because }
    : { relation: 'finetune', because, guessed: true };
}

/**
 * True for a base that is named by hand where the files tell only of training on outputs of its family: of that very
 * model's, or beside a base of another maker.
 */
function isTeacher(base: BaseEvidence, all: readonly BaseEvidence[]): boolean {
  if (!isDeclared(base)) return false;
  const files = all.filter((one) => !isDeclared(one) && one.by !== 'license' && one.by !== 'agreement');
  const told = files.filter(({ license }) => license === base.license);
  if (told.length === 0 || told.some(({ relation }) => relation !== 'outputs')) return false;
  return (
    told.some((one) => modelNamed(one) === modelNamed(base)) ||
    files.some(({ foreign, relation }) => foreign && relation !== 'outputs')
  );
}

function isDeclared({ by: from }: BaseEvidence): boolean {
  return from === 'flag' || from === 'configuration';
}

type Decision = (facts: Facts, bases: readonly BaseEvidence[]) => DecidedRelation | null;

/** The most certain first: files, statements of the card or a tool, names of formats, prose. */
const ORDER_OF_TRUST: readonly Decision[] = [
  (facts, bases) => by(facts.distribution.adapterFiles, 'adapter') ?? statedBy(bases, ['gguf', 'modelfile']),
  (facts) => statedBy(facts.bases, ['card']) ?? statedBy(facts.bases, ['tag', 'hub', 'adapter']),
  (facts) => by(facts.distribution.merge, 'merge'),
  (facts) => by(facts.distribution.adapterMark, 'adapter'),
  (_, bases) =>
    statedBy(
      bases.filter((base) => base.certainty === 'stated'),
      ['sentence'],
    ),
  (facts) => by(facts.distribution.quantized, 'quantized', weightEvidence(facts.distribution)),
  (facts) =>
    parents(facts.bases).size > 1 ? { relation: 'merge', because: weightEvidence(facts.distribution) } : null,
  (facts) => by(facts.distribution.mergeTag, 'merge', weightEvidence(facts.distribution)),
  (_, bases) => statedBy(bases, ['merge-recipe', 'sentence', 'mention']),
];

function by(evidence: Evidence | null, relation: Relation, more: readonly Evidence[] = []): DecidedRelation | null {
  return evidence === null ? null : { relation, because: [evidence, ...more] };
}

function statedBy(bases: readonly BaseEvidence[], kinds: readonly BaseEvidence['by'][]): DecidedRelation | null {
  const stated = bases.find((base) => base.relation !== null && kinds.includes(base.by));
  return stated?.relation ? { relation: stated.relation, because: [stated.evidence] } : null;
}

/** Other evidence of the relation that contradicts the decision, for a person to correct. */
export function contradictions(
  facts: Facts,
  decided: DecidedRelation,
): readonly { readonly relation: Relation; readonly evidence: Evidence }[] {
  const declared = facts.bases.filter((base) => base.relation !== null && ['card', 'tag', 'adapter'].includes(base.by));
  return declared.flatMap((base) =>
    base.relation !== null && base.relation !== decided.relation
      ? [{ relation: base.relation, evidence: base.evidence }]
      : [],
  );
}

/** The models that the card's bases mean: a mirror next to its original is not a second parent. */
function parents(bases: readonly BaseEvidence[]): Set<string> {
  const declared = bases.filter(isDeclared);
  const listed = declared.length > 0 ? declared : bases.filter((base) => base.by === 'card' || base.by === 'hub');
  return new Set(listed.flatMap((base) => modelNamed(base) ?? []));
}

/**
 * The licensor's full name, with at most a word that makes no other model of it: `BF16`. A format would have decided
 * already.
 */
function bearsOriginalName(facts: Facts): boolean {
  return facts.bases.some((base) => base.by === 'name');
}

/** The first file with weights, as evidence that weights are distributed. */
function weightEvidence(distribution: Distribution): Evidence[] {
  const [file] = distribution.weights;
  return file === undefined ? [] : [{ file, line: null, column: null, says: 'distributes weights' }];
}
