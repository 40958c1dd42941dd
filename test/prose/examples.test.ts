import { describe, expect, it } from 'vitest';

import { readCard } from '../../src/facts/card/card.ts';
import { cardOrigin } from '../../src/facts/origin/read-origins.ts';
import { builtinLexicons } from '../../src/lexicon/builtin.ts';
import type { Example } from '../../src/lexicon/lexicon.ts';

const MODEL = '[meta-llama/Llama-3.1-8B](https://huggingface.co/meta-llama/Llama-3.1-8B)';

/** What a card that is called Bread-8B says with a sentence, each with its relation. */
function relationsSaid({ sentence }: Example): (string | null)[] {
  const card = readCard('README.md', `# Bread-8B\n\n${sentence.replaceAll('<MODEL>', MODEL)}\n`, true);
  return cardOrigin(card).map(({ relation }) => relation);
}

describe.each(builtinLexicons.map((lexicon) => [lexicon.language, lexicon.examples] as const))('rules/lexicon/%s.yaml', (_, examples) => {
  it.each(examples.filter(({ reads }) => reads).map((one) => [one.line, one.sentence, one] as const))('line %i reads: %s', (_line, _sentence, example) => {
    if (example.role === 'construction' || example.role === 'label' || example.role === 'outputs') expect(relationsSaid(example)).toContain(example.relation);
  });

  it.each(examples.filter(({ reads }) => !reads).map((one) => [one.line, one.sentence, one] as const))('line %i leaves alone: %s', (_line, _sentence, example) => {
    if (example.role === 'construction' || example.role === 'label' || example.role === 'outputs') expect(relationsSaid(example)).toEqual([]);
  });
});
