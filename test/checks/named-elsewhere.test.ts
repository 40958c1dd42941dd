import { describe, expect, it } from 'vitest';

import { check, isUnreadable, type RepositoryReport } from '../../src/index.ts';
import { planFix } from '../../src/fix.ts';
import { openMemory } from '../../src/sources/memory.ts';
import { haveAgreements, officialText, whyNoAgreements } from '../agreement/texts.ts';

// The base and the license, named elsewhere than in the front matter of README.md.

type Files = Readonly<Record<string, string>>;

const BASE = 'meta-llama/Llama-3.1-8B-Instruct';
const ADAPTER = {
  'adapter_config.json': JSON.stringify({ base_model_name_or_path: BASE }),
  'adapter_model.safetensors': '',
};
const HUB_CARD = `---\nlicense: llama3.1\nbase_model: ${BASE}\n---\n\n# Llama-Loom\n`;

async function reportOf(files: Files): Promise<RepositoryReport> {
  const [entry] = (await check(files, { name: 'acme/Llama-Loom' })).repositories;
  if (entry === undefined || isUnreadable(entry)) throw new Error('nothing was judged');
  return entry;
}

async function outcomesOf(files: Files): Promise<(string | undefined)[]> {
  const { obligations } = await reportOf({ ...ADAPTER, ...files });
  return ['license-metadata', 'base-model'].map(
    (duty) => obligations.find(({ rule }) => rule === `llama-3.1/${duty}`)?.outcome,
  );
}

describe('a card without front matter', () => {
  it.each([
    ['says neither', '# Loom\n\nCode and weights.\n', ['unmet', 'unmet']],
    ['names the base', `# Loom\n\nThis is a fine-tuned version of [Llama](https://hf.co/${BASE}).\n`, ['unmet', 'met']],
    ['labels the base', '# Loom\n\n- Base model: Llama 3.1 8B Instruct\n', ['unmet', 'met']],
    ['loads the base', `# Loom\n\n\`\`\`py\nload('${BASE}')\n\`\`\`\n`, ['unmet', 'unclear']],
    ['loads a longer id', `# Loom\n\n\`\`\`py\nload('${BASE}-mine')\n\`\`\`\n`, ['unmet', 'unmet']],
    ['names the license', '# Loom\n\nThe model is released under the Llama 3.1 Community License.\n', ['met', 'unmet']],
    ['names another license', '# Loom\n\nThe weights are released under Apache 2.0.\n', ['unmet', 'unmet']],
    ['names two', '# Loom\n\nLicense: Llama 3.1\n\nThe weights are released under Apache 2.0.\n', ['unmet', 'unmet']],
  ])('that %s', async (_, card, outcomes) => {
    expect(await outcomesOf({ 'README.md': card })).toEqual(outcomes);
  });

  it.skipIf(!haveAgreements)(`with the agreement as the file that GitHub shows${whyNoAgreements}`, async () => {
    const text = officialText('llama-3.1', 'LICENSE');
    expect((await outcomesOf({ 'README.md': '# Loom\n', LICENSE: text }))[0]).toBe('met');
    expect((await outcomesOf({ 'README.md': '# Loom\n', 'model/LICENSE': text }))[0]).toBe('unmet');
  });
});

it('a license in the text only, below front matter that names none, is unclear', async () => {
  const card = '---\ntags: [x]\n---\n\n# Loom\n\nThe model is released under the Llama 3.1 Community License.\n';
  expect((await outcomesOf({ 'README.md': card }))[0]).toBe('unclear');
});

describe('a further card', () => {
  it.each(['README.hf.md', 'README_HF.md', 'MODEL_CARD.md', 'model-card.md'])('%s counts', async (path) => {
    expect(await outcomesOf({ 'README.md': '# Code\n', [path]: HUB_CARD })).toEqual(['met', 'met']);
    expect((await reportOf({ 'README.md': '# Code\n', [path]: HUB_CARD, 'x.safetensors': '' })).lineage).toMatchObject({
      licenses: ['llama-3.1'],
      certainty: 'stated',
    });
  });

  it.each(['NOTES.md', 'docs/MODEL_CARD.md'])('%s is none', async (path) => {
    expect(await outcomesOf({ 'README.md': '# Code\n', [path]: HUB_CARD })).toEqual(['unmet', 'unmet']);
  });

  it('that offers the weights under other terms is not met, whatever README.md declares', async () => {
    const mit = HUB_CARD.replace('llama3.1', 'mit').replaceAll('\n', '\r\n');
    expect((await outcomesOf({ 'README.md': '# Code\n', 'README.hf.md': mit }))[0]).toBe('unmet');
    expect((await outcomesOf({ 'README.md': HUB_CARD, 'README.hf.md': mit }))[0]).toBe('unclear');
  });

  it('is not mended by an edit of README.md', async () => {
    const files = { ...ADAPTER, 'README.md': '# Code\n', 'README.hf.md': HUB_CARD.replace('llama3.1', 'mit') };
    const options = { name: 'acme/Llama-Loom', unsafe: true };
    const plan = await planFix(openMemory(files, null), options, () => Promise.resolve({ text: null, tried: [] }));
    expect(JSON.stringify(plan)).not.toContain('"key":"license"');
  });
});

describe('a text that names a likely base', () => {
  const sizes = { hidden_size: 8192, intermediate_size: 28672, num_hidden_layers: 80, max_position_embeddings: 4096 };
  const config = { architectures: ['LlamaForCausalLM'], model_type: 'llama', vocab_size: 32000, ...sizes };
  const card = '# Loom\n\nA merge of several Llama 2 70B finetunes.\n';
  const weights = { 'README.md': card, 'model.safetensors': '' };

  it.each<[string, object | null, string]>([
    ['no configuration', null, 'likely'],
    ['that model’s sizes', config, 'stated'],
    ['other sizes', { ...config, num_hidden_layers: 60 }, 'likely'],
    ['another vocabulary', { ...config, vocab_size: 64000 }, 'likely'],
  ])('beside %s', async (_, settings, certainty) => {
    const files = settings === null ? weights : { ...weights, 'config.json': JSON.stringify(settings) };
    expect((await reportOf(files)).lineage).toMatchObject({ licenses: ['llama-2'], certainty });
  });
});

describe('sizes that two versions have', () => {
  const sizes = { hidden_size: 8192, num_hidden_layers: 80, vocab_size: 128256, max_position_embeddings: 131072 };
  const config = JSON.stringify({ architectures: ['LlamaForCausalLM'], model_type: 'llama', ...sizes });

  it.each([
    ['alone', '# Loom\n', ['llama-3.1', 'llama-3.3']],
    ['beside a claimed license', '---\nlicense: llama3.3\n---\n\n# Loom\n', ['llama-3.3']],
  ])('%s', async (_, card, licenses) => {
    const files = { 'README.md': card, 'config.json': config, 'model.safetensors': '' };
    expect((await reportOf(files)).lineage).toMatchObject({ licenses, certainty: 'likely' });
  });
});

describe('a base whose name', () => {
  it.each([
    ['x/Hermes-9-Pro-Llama-3-8B', 'llama-3'],
    ['x/Bobbin-japanese-Llama-2-7b-instruct', 'llama-2'],
    ['x/L3.3-70B-Bobbin', 'llama-3.3'],
    ['x/Bobbin-L2-13b', 'llama-2'],
    ['x/Bobbin-Llama-3.2-1B-v2', 'llama-3.2'],
    ['x/open_llama_3b', null],
    ['x/TinyLlama-1.1B-Chat', null],
    ['x/my_llama_7b', null],
    ['x/octo-llama-33b', null],
  ])('is %s', async (base, license) => {
    const files = { 'README.md': `---\nbase_model: ${base}\n---\n\n# Loom\n`, 'model.safetensors': '' };
    const { licenses, certainty } = (await reportOf(files)).lineage;
    expect([licenses[0] ?? null, certainty]).toEqual([license, license === null ? null : 'likely']);
  });
});
