import { describe, expect, it } from 'vitest';

import { isUnreadable, type RepositoryReport } from '../../../src/report.ts';
import type { HubWorld } from '../../servers/hub.ts';
import { checkOnHub } from './world.ts';

// What a check of a model costs on the Hub, and what is said of one whose files are kept back.

const SCOUT = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';
const CARD = `---\nlicense: llama4\nbase_model: ${SCOUT}\nbase_model_relation: finetune\n---\n\n# Bread\n`;
const FILES = {
  'README.md': CARD,
  LICENSE: 'x'.repeat(7000),
  NOTICE: 'Ours.',
  'config.json': '{"model_type":"llama4"}',
  'generation_config.json': '{}',
  'tokenizer.json': '{}',
  'model-00001-of-00001.safetensors': 'x'.repeat(100),
};

async function checked(
  world: HubWorld,
  env: Readonly<Record<string, string>> = {},
): Promise<{ entry: RepositoryReport; read: number }> {
  const { entry, hub } = await checkOnHub(world, 'hf:acme/Bread', {}, env);
  if (entry === undefined || isUnreadable(entry)) throw new Error(`could not be read: ${JSON.stringify(entry)}`);
  return { entry, read: hub.asked('resolvers', 'acme/Bread') };
}

describe('a model on the Hub', () => {
  it('costs the files that can change something', async () => {
    const { read, entry } = await checked({ repositories: { 'acme/Bread': { files: FILES } } });
    expect(read).toBe(3);
    expect(entry.lineage).toMatchObject({ relation: 'finetune', certainty: 'stated' });
  });

  it('that is gated costs one request, and none of its duties is met or unmet', async () => {
    const world: HubWorld = {
      repositories: { 'acme/Bread': { files: FILES, gated: 'manual' } },
      tokens: { hf_let: 'opens' },
    };
    const { read, entry } = await checked(world);
    expect(read).toBe(1);
    expect(entry.lineage).toMatchObject({
      licenses: ['llama-4'],
      relation: 'finetune',
      certainty: 'stated',
      bases: [SCOUT],
    });
    expect(new Set(entry.obligations.map(({ outcome }) => outcome))).toEqual(
      new Set(['unclear', 'not-checked', 'not-applicable']),
    );

    const letIn = await checked(world, { HF_TOKEN: 'hf_let' });
    expect(letIn.read).toBe(3);
    expect(letIn.entry.summary.unmet).toBeGreaterThan(5);
  });

  it('may hold a configuration of any depth', async () => {
    const config = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect(
      await checkOnHub(
        {
          repositories: {
            'acme/Bread': { files: { 'README.md': '# Bread\n', 'config.json': config, 'model.safetensors': 'w' } },
          },
        },
        'hf:acme/Bread',
      ),
    ).toMatchObject({ entry: { lineage: { relation: 'none' } } });
  });

  it.each([
    [
      'nothing tells what it was made from',
      '# Bread\n',
      {
        error: {
          code: 'gated',
          message: 'hf:acme/Bread is gated, and what the Hub tells of it does not say what it was made from',
        },
      },
    ],
    [
      'only another maker’s model is named',
      '---\nbase_model: mistralai/Mistral-7B-v0.1\n---\n',
      { lineage: { relation: 'none', licenses: [] } },
    ],
  ])('that is gated is not taken for free of Llama material unless that is known: %s', async (_, card, expected) => {
    const { entry } = await checkOnHub(
      { repositories: { 'acme/Bread': { files: { 'README.md': card, 'model.safetensors': 'w' }, gated: 'manual' } } },
      'hf:acme/Bread',
    );
    expect(entry).toMatchObject(expected);
  });
});
