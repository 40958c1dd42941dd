import type { BaseEvidence } from '../provenance/base-evidence.ts';
import { escapePattern } from '../text/escape-pattern.ts';
import { defineCheck } from './check.ts';

/** Thanks for a region's money, and the languages that are spoken there. */
const RESTRICTS_NOTHING =
  /\b(?:funded|financed|sponsored) by\b|\bfunding from\b|grant agreement|\bEU languages\b|gefördert|finanziert|finan[cz]iad|financé|资助|資助|助成|연구비|финанс/i;

/** The card passes on that multimodal models are not licensed to residents of a region (use policy, last paragraph). */
export const restrictionStated = defineCheck({
  kind: 'restriction-stated',
  readsCard: true,
  reads: ['document'],
  parameters: { region: 'texts', about: 'texts', 'gate-key': 'text' },
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
    const region = anyWord(parameters.region);
    for (const document of facts.documents) {
      for (const block of document.card.visible.blocks) {
        if (
          !region.test(block.text) ||
          !parameters.about.some((word) => block.text.toLowerCase().includes(word.toLowerCase())) ||
          RESTRICTS_NOTHING.test(block.text)
        )
          continue;
        return {
          code: 'stated',
          args: { file: document.path },
          locations: [block.place(0, block.text.length)],
          evidence: [],
        };
      }
    }
    const code = multimodal ? 'missing' : 'unknown-model';
    return { code, args: {}, locations: [], evidence: families.length === 0 ? [] : evidenceOf(facts.bases) };
  },
});

/** Letter case counts: “EU” is a region, “eu” a French word. */
function anyWord(words: readonly string[]): RegExp {
  const escaped = words.map(escapePattern);
  return new RegExp(`(?<![A-Za-z0-9])(?:${escaped.join('|')})(?![A-Za-z0-9])`);
}

function evidenceOf(bases: readonly BaseEvidence[]) {
  return bases
    .filter((base) => base.match?.family.multimodal)
    .slice(0, 1)
    .map((base) => base.evidence);
}
