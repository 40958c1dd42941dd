import { describe, expect, it } from 'vitest';

import { check, isUnreadable, type MemoryFiles } from '../../src/index.ts';

async function licensesOf(name: string, files: MemoryFiles) {
  const [entry] = (await check(files, { name })).repositories;
  return entry === undefined || isUnreadable(entry) ? null : entry.lineage.licenses;
}

const card = (license: string, base: string) => `---\nlicense: ${license}\nbase_model: ${base}\n---\n\n# A model\n`;
const PARENT = 'meta-llama/Llama-3.1-70B';

describe('a repository that is one of the licensor’s models', () => {
  it.each([
    ['mirror/Llama-3.3-70B-Instruct', card('llama3.3', PARENT)],
    ['mirror/Llama-3.3-70B-Instruct-AWQ', card('llama3.3', PARENT)],
    ['mirror/meta-llama_Llama-3.3-70B-Instruct', `---\nbase_model: ${PARENT}\n---\n`],
    ['mirror/Llama-3.3-70B-Instruct', `---\nlicense: llama3.3\ntags: ['base_model:finetune:${PARENT}']\n---\n`],
  ])('is under its license alone: %s', async (name, text) => {
    expect(await licensesOf(name, { 'README.md': text, 'model.safetensors': '' })).toEqual(['llama-3.3']);
  });

  it.each([
    ['another name', 'acme/Llama-Bread-70B', card('llama3.3', PARENT), {}, ['llama-3.1']],
    ['a name that goes on', 'acme/Llama-3.3-70B-Instruct-Bread', card('llama3.3', PARENT), {}, ['llama-3.1']],
    ['the claim of its parent’s license', 'acme/Llama-3.3-70B-Instruct', card('llama3.1', PARENT), {}, ['llama-3.1']],
    [
      'an adapter',
      'acme/Llama-3.3-70B-Instruct',
      card('llama3.3', PARENT),
      { 'adapter_config.json': '{}' },
      ['llama-3.1'],
    ],
    ['a newer base', 'acme/Llama-Bread', card('llama3.1', 'meta-llama/Llama-4-Scout-17B-16E'), {}, ['llama-4']],
  ])('is not one with %s', async (_, name, text, more: Record<string, string>, licenses) => {
    const weights: Record<string, string> = Object.keys(more).length === 0 ? { 'model.safetensors': '' } : {};
    expect(await licensesOf(name, { 'README.md': text, ...weights, ...more })).toEqual(licenses);
  });
});
