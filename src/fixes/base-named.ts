import { modelNamed, type BaseEvidence } from '../provenance/base-evidence.ts';
import { isNoModelCard } from '../provenance/distribution.ts';
import type { Facts } from '../facts/facts.ts';
import type { Relation } from '../report.ts';
import { adds, changes, type FixCase, type Fixer, type UnassignedEdit } from './fixer.ts';
import { canEditFrontMatter } from './front-matter.ts';

/** The values of `base_model_relation`, https://huggingface.co/docs/hub/model-cards. */
const HUB_RELATIONS: readonly Relation[] = ['adapter', 'merge', 'quantized', 'finetune'];

/** Names the stated base models, and the relation to them, in the card's front matter. */
export const baseNamed: Fixer = {
  kind: 'base-named',
  propose(input) {
    const { facts, verdict } = input;
    const ids = statedIds(input);
    if (ids.length === 0 || !isModelCard(facts)) return [];
    if (verdict.code === 'path') return pathsReplaced(input, ids);
    if (verdict.code !== 'missing' && verdict.code !== 'no-card') return [];
    // Next to a base, an existing wrong relation would take effect.
    const kind = relationCorrected(input).length > 0 ? changes : adds;
    return [kind({ kind: 'front-matter', key: 'base_model', values: ids }), ...relationAdded(input)];
  },
};

/** True if the card can name a base: on the Hub, a Space or a dataset has none. */
function isModelCard(facts: Facts): boolean {
  return canEditFrontMatter(facts) && (facts.card === null || !isNoModelCard(facts.card));
}

/**
 * Replaces the folders that the card names by ids, and keeps the other models that it names. Proposes nothing if a
 * folder's name means another model.
 */
function pathsReplaced({ facts }: FixCase, ids: readonly string[]): UnassignedEdit[] {
  const written = facts.card?.frontMatter?.values('base_model').map(({ text }) => text) ?? [];
  const named = written.flatMap(
    (text) => facts.bases.find(({ by, reference }) => by === 'card' && reference?.written === text) ?? [],
  );
  const stated = new Set(
    facts.bases.flatMap(({ certainty, match }) => (certainty === 'stated' ? (match?.original ?? []) : [])),
  );
  const isOther = ({ reference, match }: BaseEvidence) =>
    reference?.path === true && match?.original != null && !stated.has(match.original);
  if (declared(facts).length === 0 && named.some(isOther)) return [];
  const kept = named.flatMap(({ reference }) => (reference?.path === false ? reference.written : []));
  return [changes({ kind: 'front-matter', key: 'base_model', values: [...new Set([...ids, ...kept])] })];
}

/** The bases of a flag or the configuration, which override the files. */
function declared({ bases }: Facts): BaseEvidence[] {
  return bases.filter(({ by }) => by === 'flag' || by === 'configuration');
}

/** The Hub ids of stated bases, each model once. Parents that are not Llama models count only in a merge. */
function statedIds({ facts, lineage }: FixCase): string[] {
  const byHand = declared(facts);
  const ids = new Map<string, string>();
  for (const base of byHand.length > 0 ? byHand : facts.bases) {
    const said = base.learned === undefined ? base.certainty : base.said;
    if (said !== 'stated' || base.relation === 'outputs' || (base.license === null && lineage.relation !== 'merge'))
      continue;
    const id = hubId(base);
    const model = modelNamed(base) ?? id?.toLowerCase() ?? '';
    if (id !== null && !ids.has(model)) ids.set(model, id);
  }
  return [...ids.values()];
}

function hubId({ reference, match }: BaseEvidence): string | null {
  if (reference !== null && !reference.path && /^[\w.-]+\/[\w.-]+$/.test(reference.id)) return reference.id;
  return match?.original ?? null;
}

function relationAdded({ facts, lineage }: FixCase): UnassignedEdit[] {
  const known =
    HUB_RELATIONS.includes(lineage.relation) &&
    lineage.each.some(({ relation, guessed }) => relation === lineage.relation && guessed !== true);
  const absent = (facts.card?.frontMatter?.values('base_model_relation') ?? []).length === 0;
  return known && absent
    ? [adds({ kind: 'front-matter', key: 'base_model_relation', values: [lineage.relation] })]
    : [];
}

/** Corrects a relation in the card that other evidence contradicts; unsafe, since the author wrote it. */
export function relationCorrected({ facts, lineage }: Pick<FixCase, 'facts' | 'lineage'>): UnassignedEdit[] {
  const [stated] = facts.card?.frontMatter?.values('base_model_relation') ?? [];
  const wrong =
    stated !== undefined &&
    HUB_RELATIONS.includes(lineage.relation) &&
    stated.text.trim().toLowerCase() !== lineage.relation;
  return wrong && lineage.certainty === 'stated' && facts.cardUnread === null && isModelCard(facts)
    ? [changes({ kind: 'front-matter', key: 'base_model_relation', values: [lineage.relation] })]
    : [];
}
