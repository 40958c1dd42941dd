import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/check.ts';
import type { CheckOptions } from '../../src/config/check-options.ts';
import { isUnreadable, type Obligation } from '../../src/report.ts';

// Clause 1.b.v of Llama 2 and Llama 3: what was made of the material or its outputs must be no other language model.

const LLAMA_3 = 'meta-llama/Meta-Llama-3-8B-Instruct';
const TEACHER = 'meta-llama/Meta-Llama-3-70B-Instruct';
const OUTPUTS: CheckOptions = { relation: 'outputs', bases: [TEACHER] };

async function duty(
  front: string,
  options: CheckOptions,
  files: Readonly<Record<string, string>> = {},
): Promise<Obligation | undefined> {
  const report = await check(
    { 'README.md': `---\n${front}\n---\n\n# Bread\n`, ...files },
    { name: 'acme/Llama-3-Bread', ...options },
  );
  const [repository] = report.repositories;
  if (repository === undefined || isUnreadable(repository)) throw new Error('the repository could not be read');
  return repository.obligations.find(({ rule }) => rule === 'llama-3/improves-other-models');
}

describe('a model trained on the outputs of Llama 3', () => {
  it('must not be another language model, and the report names that model and where the card names it', async () => {
    const found = await duty('base_model: Qwen/Qwen3-8B', OUTPUTS);
    expect(found).toMatchObject({ outcome: 'unmet', severity: 'error', clause: '1.b.v' });
    expect(found?.message).toContain('Qwen/Qwen3-8B');
    expect(found?.evidence).toContainEqual({
      file: 'README.md',
      line: 2,
      column: 13,
      says: 'base_model: Qwen/Qwen3-8B',
    });
  });

  it('may be no model of a later Llama either, which the clause does not except', async () => {
    expect(await duty('base_model: meta-llama/Llama-3.1-8B', OUTPUTS)).toMatchObject({ outcome: 'unmet' });
  });

  it.each(['text-classification', 'token-classification', 'sentence-similarity', 'feature-extraction', 'Text-Ranking'])(
    'may be a model for %s',
    async (task) => {
      const found = await duty(`base_model: Qwen/Qwen3-8B\npipeline_tag: ${task}`, OUTPUTS);
      expect(found).toMatchObject({
        outcome: 'not-applicable',
        locations: [{ file: 'README.md', line: 3, column: 15 }],
      });
      expect(found?.message).toContain(task);
    },
  );

  it.each([
    'google-bert/bert-base-uncased',
    'FacebookAI/xlm-roberta-large',
    'microsoft/deberta-v3-base',
    'answerdotai/ModernBERT-base',
  ])('may be made from %s, which writes nothing', async (base) => {
    expect(await duty(`base_model: ${base}`, OUTPUTS)).toMatchObject({ outcome: 'not-applicable' });
  });

  it('is a language model when its pipeline says so, whatever its tags say', async () => {
    expect(
      await duty('base_model: Qwen/Qwen3-8B\npipeline_tag: text-generation\ntags: [text-classification]', OUTPUTS),
    ).toMatchObject({ outcome: 'unmet' });
  });

  it('is for a person to judge when nothing says which model it is', async () => {
    expect(await duty('license: apache-2.0', OUTPUTS)).toMatchObject({ outcome: 'unclear' });
  });

  it('is not known from a folder on somebody’s machine', async () => {
    expect(await duty('base_model: /data/models/rye', OUTPUTS)).toMatchObject({ outcome: 'unclear' });
  });
});

describe('a model made from Llama 3', () => {
  it('is excepted, and the report names what it was made from', async () => {
    const found = await duty(`base_model: ${LLAMA_3}`, {});
    expect(found).toMatchObject({ outcome: 'met' });
    expect(found?.message).toContain(LLAMA_3);
  });

  it('is excepted as an adapter that only the adapter’s configuration gives away', async () => {
    const files = {
      'adapter_config.json': `{ "base_model_name_or_path": "${LLAMA_3}" }`,
      'adapter_model.safetensors': '',
    };
    expect(await duty('license: llama3', {}, files)).toMatchObject({ outcome: 'met' });
  });

  it('is excepted when an image encoder stands before it', async () => {
    expect(await duty(`base_model: [${LLAMA_3}, openai/clip-vit-large-patch14-336]`, {})).toMatchObject({
      outcome: 'met',
    });
  });

  it.each(['mistralai/Mistral-7B-v0.3', 'meta-llama/Llama-3.1-8B'])(
    'is for a person to judge when it is merged with %s',
    async (other) => {
      const found = await duty(`base_model: [${LLAMA_3}, ${other}]\ntags: [merge]`, {});
      expect(found).toMatchObject({ outcome: 'unclear' });
      expect(found?.message).toContain(other);
    },
  );

  it.each(['original', 'quantized', 'product'] as const)('is not asked about as %s', async (relation) => {
    expect(await duty(`base_model: ${LLAMA_3}`, { relation })).toMatchObject({ outcome: 'not-applicable' });
  });
});

it('a base that a flag names is what a fine-tune is made from, and what gave the outputs otherwise', async () => {
  expect(await duty('license: llama3', { bases: [LLAMA_3] })).toMatchObject({ outcome: 'met' });
  expect(await duty('license: llama3', { bases: [LLAMA_3], relation: 'outputs' })).toMatchObject({
    outcome: 'unclear',
  });
});

it('a student that lists its teacher as a base is still another language model', async () => {
  expect(await duty(`base_model: [Qwen/Qwen3-8B, ${TEACHER}]`, { relation: 'outputs' })).toMatchObject({
    outcome: 'unmet',
  });
});

it('a data set that only sounds like Llama 3 leaves it to a person', async () => {
  expect(await duty('base_model: Qwen/Qwen3-8B\ndatasets: [baker/llama-3-70b-generated]', {})).toMatchObject({
    outcome: 'unclear',
  });
});

it('later versions do not forbid it', async () => {
  const report = await check(
    { 'README.md': '---\nbase_model: Qwen/Qwen3-8B\n---\n' },
    { name: 'acme/Rye', relation: 'outputs', bases: ['meta-llama/Llama-3.1-405B-Instruct'] },
  );
  const rules = report.repositories.flatMap((one) =>
    isUnreadable(one) ? [] : one.obligations.map(({ rule }) => rule),
  );
  expect(rules).toContain('llama-3.1/name-prefix');
  expect(rules.filter((rule) => rule.endsWith('improves-other-models'))).toEqual([]);
});

it('gives an outcome and a reason, whatever the card names as bases, task and tags', async () => {
  const word = fc.oneof(
    fc.constantFrom(LLAMA_3, 'Qwen/Qwen3-8B', 'bert', '', '/', '//', 'a/b/c', 'text-classification'),
    fc.string({ maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { maxLength: 4 }),
      word,
      fc.array(word, { maxLength: 3 }),
      async (bases, task, tags) => {
        const found = await duty(
          `base_model: ${JSON.stringify(bases)}\npipeline_tag: ${JSON.stringify(task)}\ntags: ${JSON.stringify(tags)}`,
          OUTPUTS,
        );
        expect(found?.message).not.toBe('');
        expect(['met', 'unmet', 'unclear', 'not-applicable']).toContain(found?.outcome);
      },
    ),
    { numRuns: 60 },
  );
});
