import { describe, expect, it } from 'vitest';

import { modelNames } from '../../src/prose/model-names.ts';

const BEHIND: ReadonlySet<string> = new Set(['based', 'style']);
const named = (text: string, links: { start: number; end: number; url: string }[] = []) =>
  modelNames({ text, links, code: () => null }, (word) => BEHIND.has(word)).map(
    ({ written, form }) => `${form} ${written}`,
  );

describe('the names of models', () => {
  it.each([
    ['Llama 3.1 8B Instruct knows bread.', ['name Llama 3.1 8B Instruct']],
    ['It is Llama3.1-8B-Instruct. The rest is ours.', ['name Llama3.1-8B-Instruct']],
    ['made from meta-llama-3.1-8b-instruct by us', ['name llama-3.1-8b-instruct']],
    ['an 8B LLaMA model', ['name LLaMA-8B']],
    ['Meta Llama 3 8B', ['name Llama 3 8B']],
    ['Llama-3-8B-Medical is ours', ['name Llama-3-8B-Medical']],
    ['a Llama-3-8B-based assistant', ['name Llama-3-8B']],
    ['Llama Guard 3 8B and Llama Prompt Guard 2 86M', ['name Llama Guard 3 8B', 'name Llama Prompt Guard 2 86M']],
    ['quants of acme/Bread-8B, and of qwen2.5-7b', ['id acme/Bread-8B', 'name qwen2.5-7b']],
    ['from https://huggingface.co/acme/Bread-8B.', ['link https://huggingface.co/acme/Bread-8B']],
    ['the folder /data/models/Llama-3', ['id /data/models/Llama-3']],
    ['LLaMA2 70B finetunes', ['name LLaMA2 70B']],
  ])('in “%s”', (text, names) => {
    expect(named(text)).toEqual(names);
  });

  it.each([
    'llama.cpp b4321',
    'LlamaIndex',
    'and/or',
    '4/8-bit',
    '1B/3B',
    'Llama4ForConditionalGeneration',
    'In 2023 we baked.',
    'trained on 8 H100',
    'a llama in the Andes',
    'https://huggingface.co/datasets/acme/llama-3-data',
  ])('none in “%s”', (text) => {
    expect(named(text)).toEqual([]);
  });

  it('is the target where a link names one', () => {
    expect(
      named('based on this model', [{ start: 9, end: 19, url: 'https://huggingface.co/meta-llama/Llama-3.1-8B' }]),
    ).toEqual(['link https://huggingface.co/meta-llama/Llama-3.1-8B']);
  });
});
