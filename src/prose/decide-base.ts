import type { Certainty, Relation } from '../report.ts';
import type { Clause } from './clause.ts';
import type { ModelName } from './model-names.ts';

/** What a clause says that the card's model was made from. */
export interface BaseDecision {
  readonly model: ModelName;
  readonly relation: Relation | null;
  readonly certainty: Certainty;
}

/** Copies and conversions bear their original's name; nothing else is made from itself. */
const KEEPS_NAME: ReadonlySet<Relation | null> = new Set(['original', 'quantized']);

/**
 * The decision table's rows on the base: an asserted clause about the card's model states it where its construction says
 * how and a link or an id says which; a name, and what is merely “based on” something, make it likely. What is said of
 * the parent makes its own base likely. Everything else says nothing.
 */
export function decideBase(
  { form, subject, polarity, modality, models }: Clause,
  isOwn: (model: ModelName) => boolean,
): readonly BaseDecision[] {
  if (polarity === 'denied' || modality !== 'asserted' || subject === 'other' || form.relation === 'mention') return [];
  const isSure = (subject === 'this' || subject === 'unsaid') && form.relation !== null;
  return models
    .filter((model) => KEEPS_NAME.has(form.relation) || !isOwn(model))
    .map((model, index) => ({
      model,
      relation: subject === 'parent' || (index > 0 && form.relation !== 'merge') ? null : form.relation,
      certainty: isSure && model.form !== 'name' && !(index > 0 && form.relation !== 'merge') ? 'stated' : 'likely',
    }));
}
