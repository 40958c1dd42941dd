import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { check, isUnreadable, type CheckOptions, type MemoryFiles } from '../../src/index.ts';
import { pretty } from '../../src/reporters/pretty/pretty.ts';

async function checked(files: MemoryFiles | string, options: CheckOptions = {}) {
  const report = await check(files, { name: 'acme/poet', ...options });
  const [entry] = report.repositories;
  if (entry === undefined || isUnreadable(entry)) throw new Error('nothing was read');
  return { report, entry, reasons: entry.obligations.map(({ rule, outcome, reason }) => [rule, outcome, reason]) };
}

const OPEN = [['llama/base-model', 'unclear', 'origin-unknown']];
const UNREAD = [['llama/base-model', 'unclear', 'card-unread']];

describe('an origin that nothing tells', () => {
  it.each<[string, MemoryFiles]>([
    ['prose beside weights', { 'README.md': '# Poet\n\nIt speaks like Llama 3.\n', 'model.safetensors': '' }],
    [
      'a document beside weights',
      { 'README.md': '# Poet\n', 'docs/use.md': 'Start it as you start Llama 3.2.', 'poet.gguf': '' },
    ],
    [
      'a Space with weights',
      { 'README.md': '---\nsdk: gradio\nmodels: [meta-llama/Llama-3.1-8B]\n---\n', 'model.bin': '' },
    ],
    ['the architecture without a card', { 'config.json': '{ "model_type": "llama" }', 'model.safetensors': '' }],
    [
      'code of its own',
      {
        'README.md': 'Hears what Llama 3 reads.',
        'config.json': '{ "model_type": "ear", "auto_map": {} }',
        'model.safetensors': '',
      },
    ],
  ])('is unclear: %s', async (_, files) => {
    const { entry, report, reasons } = await checked(files);
    expect(reasons).toEqual(OPEN);
    expect(entry.lineage).toMatchObject({ licenses: [], relation: 'unknown', certainty: null });
    expect(report.summary).toMatchObject({ unclear: 1, errors: 0, warnings: 0 });
  });

  it.each<[string, MemoryFiles, CheckOptions]>([
    ['nothing speaks of Llama', { 'README.md': '# Poet\n', 'model.safetensors': '' }, {}],
    ['there are no weights', { 'README.md': '# Poet\n\nIt speaks like Llama 3.\n' }, {}],
    [
      'another maker’s base is stated',
      { 'README.md': '---\nbase_model: google/gemma-2-2b\n---\nBeats Llama 3.', 'model.safetensors': '' },
      {},
    ],
    [
      'a person names another base',
      { 'README.md': 'It speaks like Llama 3.', 'model.safetensors': '' },
      { bases: ['acme/poet-base'] },
    ],
    [
      'a person says that it is none',
      { 'README.md': 'It speaks like Llama 3.', 'model.safetensors': '' },
      { relation: 'none' },
    ],
    [
      'the architecture is another',
      { 'README.md': 'Beats Llama 3.', 'config.json': '{ "model_type": "bert" }', 'model.safetensors': '' },
      {},
    ],
  ])('is not asked for where %s', async (_, files, options) => {
    const { entry, report } = await checked(files, options);
    expect(entry.obligations).toEqual([]);
    const text = pretty(report, { color: false, quiet: false, width: 200 }).replace(/\s+/g, ' ');
    expect(text).toMatch(/--relation product --base ID|No duty was judged/);
    expect(text).not.toMatch(/asks (?:nothing|anything)/);
  });

  it('is unclear for a relation that is declared without a base', async () => {
    expect((await checked({ 'README.md': '# Poet\n' }, { relation: 'finetune' })).reasons).toEqual(OPEN);
  });
});

describe('a card that was not read', () => {
  it.each<[string, MemoryFiles]>([
    ['a NUL byte', { 'README.md': '# Poet\0\n' }],
    [
      'a pointer',
      { 'README.md': `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 4711\n` },
    ],
    ['beside weights', { 'README.md': 'a\0b', 'model.safetensors': '' }],
  ])('leaves the origin unknown: %s', async (_, files) => {
    const { reasons, report } = await checked(files);
    expect(reasons).toEqual(UNREAD);
    expect(report.summary.unclear).toBe(1);
  });

  it('leaves it unknown where the card is a link out of the folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'llama-card-'));
    mkdirSync(join(folder, 'repository'));
    writeFileSync(join(folder, 'card.md'), '# Poet\n');
    symlinkSync('../card.md', join(folder, 'repository', 'README.md'));
    expect((await checked(join(folder, 'repository'))).reasons).toEqual(UNREAD);
  });

  it('matters not where a configuration states another maker’s base', async () => {
    const adapter = '{ "base_model_name_or_path": "Qwen/Qwen2.5-7B" }';
    expect((await checked({ 'README.md': 'a\0b', 'adapter_config.json': adapter })).reasons).toEqual([]);
  });

  it('is the reason of duties that it may meet', async () => {
    const adapter = '{ "base_model_name_or_path": "meta-llama/Llama-3.1-8B" }';
    const { entry } = await checked({ 'README.md': 'a\0b', 'adapter_config.json': adapter });
    expect(entry.obligations.find(({ rule }) => rule === 'llama-3.1/built-with-llama')).toMatchObject({
      outcome: 'unclear',
      reason: 'card-unread',
    });
  });
});
