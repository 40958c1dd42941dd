import { describe, expect, it } from 'vitest';

import { hubTarget } from '../../../src/sources/hub/target.ts';

describe('a target on the Hub', () => {
  it.each([
    ['hf:acme/Llama-Widget', 'acme/Llama-Widget', null],
    ['HF:acme/Llama-Widget', 'acme/Llama-Widget', null],
    ['hf://acme/Llama-Widget', 'acme/Llama-Widget', null],
    ['hf:acme/Llama-Widget@main', 'acme/Llama-Widget', 'main'],
    ['hf:acme/Llama-Widget@refs/pr/7', 'acme/Llama-Widget', 'refs/pr/7'],
    ['hf:acme/Llama-Widget@feature/new-card', 'acme/Llama-Widget', 'feature/new-card'],
    ['hf:acme/a.b-c_d@v1.0', 'acme/a.b-c_d', 'v1.0'],
    ['https://huggingface.co/acme/Llama-Widget', 'acme/Llama-Widget', null],
    ['https://huggingface.co/acme/Llama-Widget/', 'acme/Llama-Widget', null],
    ['https://www.huggingface.co/acme/Llama-Widget?library=transformers#use', 'acme/Llama-Widget', null],
    ['http://hf.co/acme/Llama-Widget', 'acme/Llama-Widget', null],
    ['https://huggingface.co/models/acme/Llama-Widget', 'acme/Llama-Widget', null],
    ['https://huggingface.co/acme/Llama-Widget/tree/v1', 'acme/Llama-Widget', 'v1'],
    ['https://huggingface.co/acme/Llama-Widget/tree/v1/original', 'acme/Llama-Widget', 'v1'],
    ['https://huggingface.co/acme/Llama-Widget/tree/refs%2Fpr%2F7', 'acme/Llama-Widget', 'refs/pr/7'],
    ['https://huggingface.co/acme/Llama-Widget/blob/main/README.md', 'acme/Llama-Widget', 'main'],
    ['https://huggingface.co/acme/Llama-Widget/resolve/main/config.json?download=true', 'acme/Llama-Widget', 'main'],
    [
      'https://huggingface.co/acme/Llama-Widget/commit/0123456789012345678901234567890123456789',
      'acme/Llama-Widget',
      '0123456789012345678901234567890123456789',
    ],
  ])('%s', (target, id, revision) => {
    expect(hubTarget(target)).toEqual({ id, revision });
  });

  it.each([
    ['hf:', /names no model/],
    ['hf:acme', /names an account, not a model/],
    ['https://huggingface.co/acme', /names an account, not a model/],
    ['hf:acme/', /names no model/],
    ['hf:acme/a/b', /names no model/],
    ['hf:acme/..', /names no model/],
    ['hf:../x', /names no model/],
    ['hf:acme/a b', /names no model/],
    ['hf:acme/a%2fb', /names no model/],
    ['hf:acme/a?x=1', /names no model/],
    ['hf:acme/a:Q4_K_M', /names no model/],
    ['hf:datasets/acme/pages', /names no model|data set/],
    ['https://huggingface.co/datasets/acme/pages', /names a data set, and models are read/],
    ['https://huggingface.co/spaces/acme/demo', /names a Space, and models are read/],
    ['https://huggingface.co/', /names no model/],
    ['https://huggingface.co/acme/a/discussions/3', /names no model/],
    ['https://huggingface.co/acme/a/tree', /names no model/],
    ['https://huggingface.co/%E0%A4%A/a', /names no model/],
    ['hf:acme/a@', /names no branch/],
    ['hf:acme/a@../../b', /names no branch/],
    ['hf:acme/a@a//b', /names no branch/],
    ['hf:acme/a@x y', /names no branch/],
    [`hf:acme/a@${'x'.repeat(256)}`, /names no branch/],
    ['hf:acme/a@x\ny', /names no branch/],
  ])('%s names none', (target, says) => {
    expect(() => hubTarget(target)).toThrow(
      expect.objectContaining({
        name: 'TargetError',
        code: 'invalid',
        message: expect.stringMatching(says) as string,
        hint: expect.stringMatching(/hf:OWNER\/MODEL/) as string,
      }) as Error,
    );
  });
});
