import { describe, expect, it } from 'vitest';

import { examine } from '../../src/check.ts';
import { loadRulebook } from '../../src/rulebook-loader/load-rulebook.ts';
import type { HubModel } from '../../src/snapshot/hub-model.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import type { FileText } from '../../src/snapshot/file-text.ts';
import { openMemory, type MemoryFiles } from '../../src/sources/memory.ts';
import { counted } from './metered.ts';

// On the Hub the names of a gated repository's files are public, and what the API says; their contents are not.

const rulebook = loadRulebook([]);
const SCOUT = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';
const CARD = `---\nlicense: llama4\nbase_model: ${SCOUT}\n---\n\n# Bread\n\nBuilt with Llama\n`;
const FILES = {
  'README.md': CARD,
  LICENSE: 'x'.repeat(7000),
  NOTICE: 'Ours.',
  'USE_POLICY.md': 'Be good.',
  'config.json': '{"model_type":"llama4"}',
  'model.safetensors': '',
};

const hubModel = (said: Partial<HubModel>): HubModel => ({
  id: 'acme/Bread',
  sha: null,
  private: false,
  gated: true,
  disabled: false,
  tags: [],
  cardData: null,
  baseModels: null,
  ...said,
});

async function checked(
  files: MemoryFiles,
  hub: Partial<HubModel> | null,
  kept: (path: string) => boolean,
  more: (snapshot: Snapshot) => Partial<Snapshot> = () => ({}),
) {
  const server = counted(openMemory(files, 'acme/Bread'), {}, kept);
  const snapshot = { ...server.snapshot, ...more(server.snapshot), ...(hub === null ? {} : { hub: hubModel(hub) }) };
  const { report } = await examine(snapshot, rulebook, { name: 'acme/Bread' });
  const outcomeOf = (rule: string) => report.obligations.find((one) => one.rule === `llama-4/${rule}`)?.outcome;
  const messageOf = (rule: string) => report.obligations.find((one) => one.rule === `llama-4/${rule}`)?.message;
  return { report, outcomeOf, messageOf, read: server.read };
}

const all = () => true;

describe('a gated repository', () => {
  it('is neither compliant nor not: all that would be judged is unclear, its name too', async () => {
    const { report, outcomeOf, read } = await checked(
      FILES,
      { cardData: { base_model: SCOUT, base_model_relation: 'finetune', license: 'llama4' } },
      all,
    );
    expect(report.lineage).toMatchObject({
      licenses: ['llama-4'],
      relation: 'finetune',
      certainty: 'stated',
      bases: [SCOUT],
      evidence: [{ file: 'README.md', line: null, says: `base_model: ${SCOUT}` }],
    });
    expect(new Set(report.obligations.map(({ outcome }) => outcome))).toEqual(
      new Set(['unclear', 'not-checked', 'not-applicable']),
    );
    expect(
      ['agreement-copy', 'name-prefix', 'license-metadata', 'built-with-llama', 'trademark'].map(outcomeOf),
    ).toEqual(Array.from({ length: 5 }, () => 'unclear'));
    expect(['commercial-threshold', 'litigation'].map(outcomeOf)).toEqual(['not-checked', 'not-checked']);
    expect(
      report.obligations
        .filter(({ outcome }) => outcome === 'unclear')
        .every(
          ({ message, remedy, locations, fixable }) =>
            message.includes('gated') && remedy.includes('access') && locations.length === 0 && !fixable,
        ),
    ).toBe(true);
    expect(report.notes).toContainEqual(
      expect.objectContaining({
        code: 'unread',
        message: expect.stringMatching(/^README\.md was not read: its owner/) as string,
      }),
    );
    expect(read).toEqual(['README.md']);
  });

  it("that names another maker's model as its base has no duties", async () => {
    const { report } = await checked(
      FILES,
      { cardData: { base_model: 'Qwen/Qwen2.5-7B', license: 'apache-2.0' }, tags: ['license:apache-2.0'] },
      all,
    );
    expect([report.lineage.relation, report.obligations]).toEqual(['none', []]);
  });

  it('of which nothing is known publicly is not taken for one without duties', async () => {
    await expect(checked(FILES, {}, all)).rejects.toMatchObject({
      name: 'TargetError',
      code: 'gated',
      hint: expect.stringContaining('access') as string,
    });
  });

  it('that only claims the license owes what such a claim owes', async () => {
    const { report } = await checked(FILES, { tags: ['license:llama4'] }, all);
    expect(report.lineage).toMatchObject({ licenses: ['llama-4'], relation: 'unknown', certainty: 'likely' });
    expect(report.obligations.some(({ outcome }) => outcome === 'met' || outcome === 'unmet')).toBe(false);
  });

  it('is known without a card, by the first file that is not given, be it a text or a header', async () => {
    const texts = await checked(
      Object.fromEntries(Object.entries(FILES).filter(([path]) => path !== 'README.md')),
      { baseModels: { relation: 'quantized', ids: [SCOUT] } },
      all,
    );
    expect(texts.report.lineage).toMatchObject({ relation: 'quantized', certainty: 'stated' });
    expect(texts.outcomeOf('name-prefix')).toBe('unclear');
    const weights = await checked({ 'model.gguf': 'GGUF' }, { baseModels: { relation: 'adapter', ids: [SCOUT] } }, all);
    expect(new Set(weights.report.obligations.map(({ outcome }) => outcome))).not.toContain('unmet');
    const name = await checked({ 'x.bin': 'x' }, { baseModels: { relation: 'quantized', ids: [SCOUT] } }, all);
    expect(new Set(name.report.obligations.map(({ outcome }) => outcome))).not.toContain('unmet');
  });

  it('to whose readers it is open is judged as any other', async () => {
    const { outcomeOf } = await checked(FILES, { cardData: { base_model: SCOUT } }, () => false);
    expect(['built-with-llama', 'name-prefix', 'agreement-copy'].map(outcomeOf)).toEqual(['met', 'unmet', 'unmet']);
  });
});

describe('a repository of which some files are kept back', () => {
  it('is judged by the others, and nothing that may stand in those is unmet', async () => {
    const { outcomeOf, messageOf } = await checked(
      { ...FILES, 'docs/usage.md': '# Llama' },
      null,
      (path) => path !== 'README.md',
    );
    expect(['agreement-copy', 'notice-file', 'use-policy', 'eu-multimodal'].map(outcomeOf)).toEqual(
      Array.from({ length: 4 }, () => 'unclear'),
    );
    expect(messageOf('agreement-copy')).toMatch(/LICENSE.*its owner/);
    expect(messageOf('use-policy')).toMatch(/was not read \(its owner/);
    expect(
      ['built-with-llama', 'name-prefix', 'license-metadata', 'base-model', 'known-dangers'].map(outcomeOf),
    ).toEqual(['met', 'unmet', 'met', 'met', 'unmet']);
  });

  it('says of each file that cannot be read why not', async () => {
    const why = (path: string): FileText => ({
      text: null,
      unread:
        path === 'README.md'
          ? 'missing'
          : path === 'config.json'
            ? 'gated'
            : path === 'NOTICE'
              ? 'binary'
              : 'too-large',
    });
    const { report, messageOf, outcomeOf } = await checked(
      FILES,
      { cardData: { base_model: SCOUT } },
      () => false,
      () => ({ text: (path) => Promise.resolve(why(path)) }),
    );
    expect(report.notes.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'README.md was not read: it vanished while it was read.',
        'LICENSE was not read: it is larger than 2 MiB.',
        'NOTICE was not read: it is no text.',
      ]),
    );
    expect(report.notes.map(({ code }) => code)).not.toContain('broken-json');
    expect(messageOf('notice-file')).toMatch(/no text/);
    expect(['agreement-copy', 'notice-file', 'license-metadata'].map(outcomeOf)).toEqual([
      'unclear',
      'unclear',
      'unclear',
    ]);
  });
});

describe('what the Hub says of a model whose card can be read', () => {
  const tags = [`base_model:${SCOUT}`];

  it('counts where the files name no base', async () => {
    const { report } = await checked(
      { 'README.md': '# Bread\n', 'model.safetensors': '' },
      { gated: false, tags },
      () => false,
    );
    expect(report.lineage).toMatchObject({
      licenses: ['llama-4'],
      certainty: 'stated',
      bases: [SCOUT],
      relation: 'finetune',
    });
    expect(report.obligations.find(({ rule }) => rule === 'llama-4/base-model')?.outcome).toBe('unmet');
  });

  it('does not where they name one, and its license never does', async () => {
    const named = await checked(
      { 'README.md': '---\nbase_model: Qwen/Qwen2.5-7B\n---\n' },
      { gated: false, tags: [...tags, 'license:llama4'] },
      () => false,
    );
    expect(named.report.lineage.licenses).toEqual([]);
    const claimed = await checked(
      { 'README.md': '# Bread\n' },
      { gated: false, tags: ['license:llama4'] },
      () => false,
    );
    expect(claimed.report.lineage.licenses).toEqual([]);
  });
});
