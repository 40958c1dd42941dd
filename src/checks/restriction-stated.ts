import type { BaseEvidence } from '../provenance/base-evidence.ts';
import type { Block } from '../card/visible-text.ts';
import { anyName, namesOfEuropeanUnion, restrictsEuropeanUnion } from '../prose/decide-restriction.ts';
import { defineCheck } from './check.ts';

/**
 * The card passes on that multimodal models are not licensed to residents of the European Union (use policy, last
 * paragraph). A rule may name another region, and words that restrict, in place of what the languages' files list.
 */
export const restrictionStated = defineCheck({
  kind: 'restriction-stated',
  readsCard: true,
  reads: ['document'],
  parameters: { region: 'optional texts', about: 'optional texts', 'gate-key': 'text' },
  lists: ({ models }) => ({
    region: namesOfEuropeanUnion(),
    models: models.flatMap(({ family, multimodal }) => (multimodal ? family : [])),
  }),
  codes: {
    stated: { outcome: 'met', args: ['file'] },
    gated: { outcome: 'met', args: ['file'] },
    missing: { outcome: 'unmet', args: [] },
    'not-multimodal': { outcome: 'not-applicable', args: ['family'] },
    'unknown-model': { outcome: 'unclear', args: [] },
  },
  judge({ facts, license, parameters }) {
    const families = facts.bases
      .filter((base) => base.license === license.license)
      .flatMap((base) => base.match?.family ?? []);
    const textOnly = families.find((family) => !family.multimodal);
    const multimodal = families.some((family) => family.multimodal);
    if (!multimodal && textOnly)
      return { code: 'not-multimodal', args: { family: textOnly.family }, locations: [], evidence: [] };

    const gate = facts.card?.frontMatter?.values(parameters['gate-key']).find((value) => value.text === 'true');
    if (gate) return { code: 'gated', args: { file: gate.place.file }, locations: [gate.place], evidence: [] };
    const { region, about } = parameters;
    const ofRegion = region.length === 0 ? null : restrictsRegion(region, about);
    for (const { path, card } of facts.documents) {
      const block = card.visible.blocks.find(ofRegion ?? restrictsEuropeanUnion);
      if (block !== undefined)
        return { code: 'stated', args: { file: path }, locations: [block.place(0, block.text.length)], evidence: [] };
    }
    const code = multimodal ? 'missing' : 'unknown-model';
    return { code, args: {}, locations: [], evidence: families.length === 0 ? [] : evidenceOf(facts.bases) };
  },
});

/** Tells a block that names a region and what a rule says about it. */
function restrictsRegion(region: readonly string[], about: readonly string[]): (block: Block) => boolean {
  const names = anyName(region);
  const words = about.map((word) => word.toLowerCase());
  return ({ text }) => {
    if (!names.test(text)) return false;
    const lower = text.toLowerCase();
    return words.some((word) => lower.includes(word));
  };
}

function evidenceOf(bases: readonly BaseEvidence[]) {
  return bases
    .filter((base) => base.match?.family.multimodal)
    .slice(0, 1)
    .map((base) => base.evidence);
}
