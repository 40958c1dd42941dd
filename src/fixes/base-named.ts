import { modelNamed, type BaseEvidence } from '../provenance/base-evidence.ts';
import { isNoModelCard } from '../provenance/distribution.ts';
import type { Facts } from '../facts/facts.ts';
import type { Relation } from '../report.ts';
import { adds, changes, type FixCase, type Fixer, type Proposal } from './fixer.ts';
import { canEditFrontMatter } from './front-matter.ts';

/** What `base_model_relation` can say, https://huggingface.co/docs/hub/model-cards. */
const HUB_RELATIONS: readonly Relation[] = ['adapter', 'merge', 'quantized', 'finetune'];

/** The card's front matter names the models that evidence states, and what this one is to them. */
export const baseNamed: Fixer = {
  kind: 'base-named',
  propose(input) {
    const { facts, verdict } = input;
    const ids = statedIds(input);
    if (ids.length === 0 || !isModelCard(facts)) return [];
    if (verdict.code === 'path') return pathsReplaced(input, ids);
    if (verdict.code !== 'missing' && verdict.code !== 'no-card') return [];
    // With a base beside it, a wrong relation would begin to count.
    const kind = relationCorrected(input).length > 0 ? changes : adds;
    return [kind({ kind: 'front-matter', key: 'base_model', values: ids }), ...relationAdded(input)];
  },
};

/** True where the card may name a base: the Hub asks none of a Space or a dataset. */
function isModelCard(facts: Facts): boolean {
  return canEditFrontMatter(facts) && (facts.card === null || !isNoModelCard(facts.card));
}

/** The ids in the place of folders that the card names, beside the other models that it names. None where a folder's name tells of another model. */
function pathsReplaced({ facts }: FixCase, ids: readonly string[]): Proposal[] {
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

/** What a flag or the configuration names overrules what files say. */
function declared({ bases }: Facts): BaseEvidence[] {
  return bases.filter(({ by }) => by === 'flag' || by === 'configuration');
}

/** Ids that the Hub knows, each model once. Parents of other makers are the card's business only in a merge. */
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

function relationAdded({ facts, lineage }: FixCase): Proposal[] {
  const known =
    HUB_RELATIONS.includes(lineage.relation) &&
    lineage.each.some(({ relation, guessed }) => relation === lineage.relation && guessed !== true);
  const absent = (facts.card?.frontMatter?.values('base_model_relation') ?? []).length === 0;
  return known && absent
    ? [adds({ kind: 'front-matter', key: 'base_model_relation', values: [lineage.relation] })]
    : [];
}

/** The relation that the card states, where the decision went against it: what the author wrote is changed only when that is asked for. */
export function relationCorrected({ facts, lineage }: Pick<FixCase, 'facts' | 'lineage'>): Proposal[] {
  const [stated] = facts.card?.frontMatter?.values('base_model_relation') ?? [];
  const wrong =
    stated !== undefined &&
    HUB_RELATIONS.includes(lineage.relation) &&
    stated.text.trim().toLowerCase() !== lineage.relation;
  return wrong && lineage.certainty === 'stated' && facts.cardUnread === null && isModelCard(facts)
    ? [changes({ kind: 'front-matter', key: 'base_model_relation', values: [lineage.relation] })]
    : [];
}
