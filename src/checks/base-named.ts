import { placeOf } from '../card/source-at.ts';
import type { BaseEvidence } from '../provenance/base-evidence.ts';
import { defineCheck } from './check.ts';
import { placeEvidence } from './evidence.ts';

/** The card names the model it was made from, so that everyone downstream can see the duty. */
export const baseNamed = defineCheck({
  kind: 'base-named',
  readsCard: true,
  parameters: {},
  lists: ({ models }) => ({ models: models.flatMap(({ ids }) => ids) }),
  codes: {
    named: { outcome: 'met', args: ['base'] },
    'in-text': { outcome: 'met', args: ['base'] },
    mentioned: { outcome: 'unclear', args: ['base', 'suggestion'] },
    path: { outcome: 'unmet', args: ['base', 'suggestion'] },
    missing: { outcome: 'unmet', args: ['suggestion'] },
    'no-card': { outcome: 'unmet', args: ['suggestion'] },
    unrelated: { outcome: 'unclear', args: ['base', 'suggestion'] },
  },
  judge({ facts, license }) {
    const known = facts.bases.find((base) => base.license === license.license && base.match?.original)?.match?.original;
    const suggestion = known ?? license.models[0]?.ids[0] ?? '';
    if (facts.card === null) return { code: 'no-card', args: { suggestion }, locations: [], evidence: [] };
    const named = facts.bases.filter((base) => (base.by === 'card' || base.by === 'tag') && base.reference !== null);
    const values = facts.card.frontMatter?.values('base_model') ?? [];
    const tags = facts.card.frontMatter?.values('tags') ?? [];
    const place = (says: string) => values.find((value) => says === value.text)?.place;

    const model = named.find((base) => base.license === license.license && base.reference?.path === false);
    if (model?.reference) {
      const at =
        place(model.reference.written) ??
        tags.find((tag) => tag.place.line === model.evidence.line && tag.place.column === model.evidence.column)?.place;
      return {
        code: 'named',
        args: { base: model.reference.id },
        locations: at ? [at] : [],
        evidence: [model.evidence],
      };
    }
    const path = named.find((base) => base.reference?.path);
    if (path?.reference) {
      const at = place(path.reference.written);
      return {
        code: 'path',
        args: { base: path.reference.written, suggestion },
        locations: at ? [at] : [],
        evidence: [],
      };
    }
    const other = values[0];
    const contradicted = facts.bases.some((base) => base.license === license.license && base.reference !== null);
    const foreign = facts.bases.some((base) => base.foreign && base.reference?.written === other?.text);
    if (other && !contradicted && !foreign)
      return { code: 'named', args: { base: other.text }, locations: [other.place], evidence: [] };
    if (other) {
      const evidence = [placeEvidence(other.place, `base_model: ${other.text}`)];
      return { code: 'unrelated', args: { base: other.text, suggestion }, locations: [other.place], evidence };
    }
    const own = facts.bases.filter((base) => base.license === license.license);
    const told = own.find(isTold);
    if (told?.reference)
      return { code: 'in-text', args: { base: told.reference.id }, locations: [], evidence: [told.evidence] };
    for (const { reference } of own) {
      const at = reference === null || reference.path ? null : placeOf(facts.card, reference.id);
      if (reference !== null && at !== null)
        return {
          code: 'mentioned',
          args: { base: reference.id, suggestion },
          locations: [at],
          evidence: [placeEvidence(at, reference.id)],
        };
    }
    const front = facts.card.frontMatter?.place;
    const top = { file: facts.card.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
    return {
      code: 'missing',
      args: { suggestion },
      locations: [front ? { ...top, line: front.line, endLine: front.line, endColumn: 4 } : top],
      evidence: [],
    };
  },
});

/** True for a base that a sentence or a labeled line of a card names. */
function isTold({ by, reference }: BaseEvidence): boolean {
  return (by === 'sentence' || by === 'mention') && reference !== null && !reference.path;
}
