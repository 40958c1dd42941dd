import { describe, expect, it } from 'vitest';

import { check } from '../../../src/check.ts';
import { exitStatus } from '../../../src/cli/exit-status.ts';
import type { CheckOptions } from '../../../src/config/check-options.ts';
import type { Report } from '../../../src/report.ts';
import { html } from '../../../src/reporters/html/html.ts';
import { JOB_SUMMARY_BYTES, markdown } from '../../../src/reporters/markdown.ts';
import { pretty } from '../../../src/reporters/pretty/pretty.ts';
import { HERE } from '../../sources/github/world.ts';
import { hubServer } from '../../servers/hub.ts';
import type { HubRepo } from '../../servers/hub-repository.ts';
import { MIRROR } from './relatives.ts';

// A parent that cannot be learned of leaves open whether a model comes from Llama.

const MODEL = 'acme/Widget';
const model = (base: string | readonly string[], more: Partial<HubRepo> = {}): HubRepo => ({
  files: { 'README.md': `---\nbase_model: ${JSON.stringify(base)}\n---\n\n# Widget\n`, 'model.safetensors': 'x' },
  ...more,
});

async function checked(repositories: Readonly<Record<string, HubRepo>>, options: CheckOptions = {}): Promise<Report> {
  const hub = await hubServer({ repositories });
  return check(`hf:${MODEL}`, { ...options, remote: { env: { HF_ENDPOINT: hub.origin }, fetch: HERE } });
}

describe('the origin is unknown, and counts as unclear,', () => {
  it.each<[string, Readonly<Record<string, HubRepo>>, CheckOptions]>([
    ['of a model whose parent is missing', { [MODEL]: model('acme/Gone') }, {}],
    [
      'of one whose parent is private',
      { [MODEL]: model('acme/Hidden'), 'acme/Hidden': { ...model(MIRROR), private: true } },
      {},
    ],
    ['of one whose grandparent is missing', { [MODEL]: model('acme/Helper'), 'acme/Helper': model('acme/Gone') }, {}],
    [
      'of one whose parent is gated and names no base',
      { [MODEL]: model('acme/Shut'), 'acme/Shut': { files: { 'README.md': '# Shut\n' }, gated: 'manual' } },
      {},
    ],
    [
      'of parents that lead to each other',
      { [MODEL]: model('acme/One'), 'acme/One': model('acme/Two'), 'acme/Two': model('acme/One') },
      {},
    ],
    ['of a model that its own parent comes from', { [MODEL]: model('acme/One'), 'acme/One': model(MODEL) }, {}],
    [
      'of one whose bases are not to be followed',
      { [MODEL]: model('acme/Helper'), 'acme/Helper': model(MIRROR) },
      { follow: false },
    ],
  ])('%s', async (_, repositories, options) => {
    const report = await checked(repositories, options);
    expect(report.repositories).toMatchObject([
      {
        lineage: { licenses: [], relation: 'unknown' },
        obligations: [{ outcome: 'unclear', reason: 'origin-unknown' }],
        summary: { unclear: 1 },
      },
    ]);
    expect([exitStatus(report.summary, 'error', false), exitStatus(report.summary, 'error', true)]).toEqual([0, 1]);
    const texts = [
      pretty(report, { color: false, quiet: false, width: 100 }),
      markdown(report, { quiet: false, limit: JOB_SUMMARY_BYTES }),
      html(report),
    ];
    for (const text of texts) {
      expect(text).toMatch(/1 unclear/);
      expect(text).not.toMatch(/nothing unmet|nothing binds|No Llama material|no Llama model found/);
    }
  });
});

describe('the origin is known', () => {
  it.each<[string, Readonly<Record<string, HubRepo>>]>([
    ['of a model from another maker’s', { [MODEL]: model('Qwen/Qwen3-8B') }],
    ['of one whose parents lead there', { [MODEL]: model('acme/Helper'), 'acme/Helper': model('Qwen/Qwen3-8B') }],
    [
      'of one whose parent is read and names no base',
      { [MODEL]: model('acme/Own'), 'acme/Own': { files: { 'README.md': '# Own\n' } } },
    ],
    [
      'of one that is no language model, whatever its parent',
      {
        [MODEL]: model('acme/Gone', {
          files: {
            'README.md': '---\nbase_model: acme/Gone\n---\n',
            'config.json': '{"model_type":"bert","architectures":["BertModel"]}',
            'model.safetensors': 'x',
          },
        }),
      },
    ],
  ])('%s', async (_, repositories) => {
    expect((await checked(repositories)).repositories).toMatchObject([
      { lineage: { licenses: [], relation: 'none' }, obligations: [] },
    ]);
  });
});
