import type { BaseEvidence } from '../provenance/base-evidence.ts';
import type { Card } from '../card/card.ts';
import type { FrontMatterValue } from '../card/front-matter.ts';
import { splitId } from '../models/model-reference.ts';
import type { BindingRelation } from '../rulebook/rulebook.ts';
import { defineCheck } from './check.ts';

/**
 * The material and its outputs improve no other large language model (clause 1.b.v of Llama 2 and Llama 3). Derivative
 * works of the same Llama are excepted, and what is no language model is not meant.
 */
export const improvesOtherModels = defineCheck({
  kind: 'improves-other-models',
  readsCard: true,
  parameters: { tasks: 'texts', encoders: 'texts' },
  lists: ({ models }) => ({ models: models.flatMap(({ ids }) => ids) }),
  codes: {
    'own-derivative': { outcome: 'met', args: ['base'] },
    'other-model': { outcome: 'unmet', args: ['base'] },
    both: { outcome: 'unclear', args: ['base', 'other'] },
    'no-language-model': { outcome: 'not-applicable', args: ['task'] },
    'unknown-model': { outcome: 'unclear', args: [] },
  },
  judge({ facts, license, relation, parameters }) {
    const made = facts.bases.filter((base) => base.relation !== 'outputs');
    const own = made.find((base) => base.license === license.license && saysMadeFrom(base, relation));
    const others = made.filter((base) => base.license !== license.license && base.reference?.path === false);
    const other = others.find((base) => !isEncoder(base, parameters.encoders));
    if (own && !other)
      return { code: 'own-derivative', args: { base: nameOf(own) }, locations: [], evidence: [own.evidence] };

    const task = facts.card === null ? null : taskOf(facts.card, parameters.tasks);
    if (task) return { code: 'no-language-model', args: { task: task.text }, locations: [task.place], evidence: [] };
    if (own && other && relation !== 'outputs') {
      return {
        code: 'both',
        args: { base: nameOf(own), other: nameOf(other) },
        locations: [],
        evidence: [own.evidence, other.evidence],
      };
    }
    if (other) return { code: 'other-model', args: { base: nameOf(other) }, locations: [], evidence: [other.evidence] };
    const [encoder] = others;
    if (encoder)
      return {
        code: 'no-language-model',
        args: { task: nameOf(encoder) },
        locations: [],
        evidence: [encoder.evidence],
      };
    return { code: 'unknown-model', args: {}, locations: [], evidence: [] };
  },
});

/**
 * A license alone names no model. Where only outputs were used, a model that a flag or the configuration names is the one
 * that gave them.
 */
function saysMadeFrom({ by }: BaseEvidence, relation: BindingRelation): boolean {
  if (by === 'license' || by === 'agreement') return false;
  return relation !== 'outputs' || (by !== 'flag' && by !== 'configuration');
}

/** `pipeline_tag` decides; only a card without one is asked for its tags and its library. */
function taskOf(card: Card, tasks: readonly string[]): FrontMatterValue | null {
  const values = (key: string) => card.frontMatter?.values(key) ?? [];
  const pipeline = values('pipeline_tag');
  const asked = pipeline.length > 0 ? pipeline : [...values('tags'), ...values('library_name')];
  return asked.find((value) => tasks.includes(value.text.toLowerCase())) ?? null;
}

/** True for a base such as `google-bert/bert-base-uncased`, which reads and does not write. */
function isEncoder(base: BaseEvidence, encoders: readonly string[]): boolean {
  const parts = splitId(base.reference?.id ?? '')
    .model.toLowerCase()
    .split(/[-_. ]+/);
  return encoders.some((encoder) => parts.includes(encoder.toLowerCase()));
}

function nameOf(base: BaseEvidence): string {
  return base.match?.original ?? base.reference?.id ?? base.match?.family.family ?? '';
}
