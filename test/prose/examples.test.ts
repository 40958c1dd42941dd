import { describe, expect, it } from 'vitest';

import { readCard } from '../../src/card/card.ts';
import { cardOrigin } from '../../src/provenance/read-files.ts';
import { builtinLexicons } from '../../src/lexicon/builtin.ts';
import type { Example } from '../../src/lexicon/lexicon.ts';
import { outcomeOf } from '../checks/outcome-of.ts';

const MODEL = '[meta-llama/Llama-3.1-8B](https://huggingface.co/meta-llama/Llama-3.1-8B)';

/** What a card that is called Bread-8B says with a sentence, each with its relation. */
function relationsSaid({ sentence }: Example): (string | null)[] {
  const card = readCard('README.md', `# Bread-8B\n\n${sentence.replaceAll('<MODEL>', MODEL)}\n`, true);
  return cardOrigin(card).map(({ relation }) => relation);
}

/** What a check finds of the phrase in a card with a sentence. */
async function phraseOutcome({ sentence }: Example): Promise<string | undefined> {
  return outcomeOf('built-with-llama', sentence.replaceAll('<PHRASE>', 'Built with Llama'));
}

/** What a check finds of a license in a card with a sentence that states another than the front matter. */
async function licenseOutcome({ sentence }: Example): Promise<string | undefined> {
  return outcomeOf('license-metadata', sentence.replaceAll('<LICENSE>', 'Apache 2.0'));
}

/** What a check finds of the European Union in a card with a sentence. */
async function restrictionOutcome({ sentence }: Example): Promise<string | undefined> {
  return outcomeOf('eu-multimodal', sentence);
}

const OF_BASES: ReadonlySet<string> = new Set(['construction', 'label', 'outputs']);

describe.each(builtinLexicons.map((lexicon) => [lexicon.language, lexicon.examples] as const))(
  'rules/lexicon/%s.yaml',
  (_, examples) => {
    it.each(examples.filter(({ reads }) => reads).map((one) => [one.line, one.sentence, one] as const))(
      'line %i reads: %s',
      async (_line, _sentence, example) => {
        if (OF_BASES.has(example.role)) expect(relationsSaid(example)).toContain(example.relation);
        if (example.role === 'required') expect(await phraseOutcome(example)).toBe('met');
        if (example.role === 'license') expect(await licenseOutcome(example)).toBe('unclear');
        if (example.role === 'restricts') expect(await restrictionOutcome(example)).toBe('met');
      },
    );

    it.each(examples.filter(({ reads }) => !reads).map((one) => [one.line, one.sentence, one] as const))(
      'line %i leaves alone: %s',
      async (_line, _sentence, example) => {
        if (OF_BASES.has(example.role)) expect(relationsSaid(example)).toEqual([]);
        if (example.role === 'required') expect(await phraseOutcome(example)).not.toBe('met');
        if (example.role === 'license') expect(await licenseOutcome(example)).toBe('met');
        if (example.role === 'restricts') expect(await restrictionOutcome(example)).toBe('unmet');
      },
    );
  },
);
