import type { BaseEvidence } from '../facts/base-evidence.ts';
import type { Relation } from '../report.ts';
import { adds, changes, type FixCase, type Fixer, type Proposal } from './fixer.ts';
import { canEditFrontMatter } from './front-matter.ts';

/** What `base_model_relation` can say, https://huggingface.co/docs/hub/model-cards. */
const HUB_RELATIONS: readonly Relation[] = ['adapter', 'merge', 'quantized', 'finetune'];

/** The card's front matter names the models that evidence states, and what this one is to them. */
export const baseNamed: Fixer = {
  kind: 'base-named',
  propose(given) {
    const ids = statedIds(given);
    if (ids.length === 0 || !canEditFrontMatter(given.facts)) return [];
    const name = { kind: 'front-matter', key: 'base_model', values: ids } as const;
    if (given.verdict.code === 'path') return [changes(name)];
    return given.verdict.code === 'missing' || given.verdict.code === 'no-card' ? [adds(name), ...relationAdded(given)] : [];
  },
};

/** Ids that the Hub knows, each model once. Parents of other makers are the card's business only in a merge. */
function statedIds({ facts, lineage }: FixCase): string[] {
  const said = facts.bases.filter((base) => base.by === 'flag' || base.by === 'configuration');
  const ids = new Map<string, string>();
  for (const base of said.length > 0 ? said : facts.bases) {
    if (base.certainty !== 'stated' || base.relation === 'outputs' || (base.license === null && lineage.relation !== 'merge')) continue;
    const id = hubId(base);
    const model = (base.match?.original ?? id ?? '').toLowerCase();
    if (id !== null && !ids.has(model)) ids.set(model, id);
  }
  return [...ids.values()];
}

function hubId({ reference, match }: BaseEvidence): string | null {
  if (reference !== null && !reference.path && /^[\w.-]+\/[\w.-]+$/.test(reference.id)) return reference.id;
  return match?.original ?? null;
}

function relationAdded({ facts, lineage }: FixCase): Proposal[] {
  const known = HUB_RELATIONS.includes(lineage.relation) && (facts.card?.frontMatter?.values('base_model_relation') ?? []).length === 0;
  return known ? [adds({ kind: 'front-matter', key: 'base_model_relation', values: [lineage.relation] })] : [];
}

/** The relation that the card states, where the decision went against it: what the author wrote is changed only when that is asked for. */
export function relationCorrected({ facts, lineage }: Pick<FixCase, 'facts' | 'lineage'>): Proposal[] {
  const [stated] = facts.card?.frontMatter?.values('base_model_relation') ?? [];
  const wrong = stated !== undefined && HUB_RELATIONS.includes(lineage.relation) && stated.text.trim().toLowerCase() !== lineage.relation;
  return wrong && lineage.certainty === 'stated' && facts.cardUnread === null && canEditFrontMatter(facts)
    ? [changes({ kind: 'front-matter', key: 'base_model_relation', values: [lineage.relation] })]
    : [];
}
