import { describe, expect, it } from 'vitest';

import { check, isUnreadable, type MemoryFiles } from '../../src/index.ts';

async function lineageOf(files: MemoryFiles) {
  const [entry] = (await check(files, { name: 'acme/bread' })).repositories;
  if (entry === undefined || isUnreadable(entry)) throw new Error('nothing was read');
  const {
    lineage: { licenses, relation, certainty, evidence },
  } = entry;
  return { licenses, relation, certainty, line: evidence[0]?.line };
}

describe('a base that a configuration names below its top', () => {
  it.each<[string, object, string]>([
    ['text_config', { text_config: { _name_or_path: 'meta-llama/Llama-2-7b-chat-hf' } }, 'llama-2'],
    ['llm_config', { llm_config: { _name_or_path: 'meta-llama/Llama-3.2-1B' } }, 'llama-3.2'],
    ['text_model_id', { text_model_id: 'meta-llama/Meta-Llama-3-8B' }, 'llama-3'],
    [
      'a verifier',
      { speculators_config: { verifier: { name_or_path: 'meta-llama/Llama-3.1-8B-Instruct' } } },
      'llama-3.1',
    ],
    ['Medusa', { base_model_name_or_path: 'meta-llama/Llama-3.3-70B-Instruct' }, 'llama-3.3'],
  ])('%s', async (_, config, license) => {
    const files = {
      'config.json': JSON.stringify({ model_type: 'bread', ...config }, null, 1),
      'model.safetensors': '',
    };
    expect(await lineageOf(files)).toMatchObject({ licenses: [license], certainty: 'stated' });
  });

  it('has the place of the inner key', async () => {
    const config = '{\n "_name_or_path": "",\n "text_config": {\n  "_name_or_path": "meta-llama/Llama-3.2-1B"\n }\n}';
    expect(await lineageOf({ 'config.json': config, 'model.safetensors': '' })).toMatchObject({ line: 4 });
  });
});

describe('weights that bear a full name', () => {
  it.each([
    ['models/Llama-3.2-1B-Instruct.Q6_K.llamafile', 'llama-3.2', 'quantized'],
    ['Llama-3.2-3B-Instruct-ET.pte', 'llama-3.2', 'quantized'],
    ['llama-3.1-8b-instruct-rkllm.rkllm', 'llama-3.1', 'quantized'],
    ['models/meta-llama/Llama-3.2-1B-Instruct/model.safetensors', 'llama-3.2', 'original'],
    ['Llama-3.3-70B-Instruct-00001-of-00030.safetensors', 'llama-3.3', 'original'],
  ])('%s', async (path, license, relation) => {
    expect(await lineageOf({ 'README.md': '# Bread\n', [path]: '' })).toMatchObject({
      licenses: [license],
      certainty: 'likely',
      relation,
    });
  });

  it.each([
    'open_llama_3b.safetensors',
    'TinyLlama-1.1B.onnx',
    'models/llama/model.bin',
    'Llama-3.2-1B-Instruct-tokenizer.txt',
  ])('is none: %s', async (path) => {
    expect(await lineageOf({ 'README.md': '# Bread\n', [path]: '' })).toMatchObject({ licenses: [], relation: 'none' });
  });
});

describe('a mapping in base_model', () => {
  it.each([
    [
      '- name: Llama 3.1 8B\n    version: "3.1"\n    organization: Meta Llama\n    repo_url: https://huggingface.co/meta-llama/Llama-3.1-8B',
      'stated',
    ],
    ['- id: meta-llama/Llama-3.1-8B\n    author: Meta', 'stated'],
    ['- name: Llama 3.1 8B\n    version: "3.1"', 'likely'],
  ])('names one base: %s', async (value, certainty) => {
    const card = `---\nbase_model:\n  ${value}\n---\n\n# Bread\n`;
    expect(await lineageOf({ 'README.md': card, 'model.safetensors': '' })).toMatchObject({
      licenses: ['llama-3.1'],
      relation: 'finetune',
      certainty,
    });
  });
});
