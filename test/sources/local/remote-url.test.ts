import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { remoteRepository } from '../../../src/sources/local/remote-url.ts';

describe('remoteRepository', () => {
  it.each([
    ['https://huggingface.co/org/model', 'org/model'],
    ['https://huggingface.co/org/model.git', 'org/model'],
    ['https://huggingface.co/org/Llama-3.1-Foo/', 'org/Llama-3.1-Foo'],
    ['https://HuggingFace.co/org/model.git/', 'org/model'],
    ['https://hf.co/org/model', 'org/model'],
    ['http://www.huggingface.co/org/model', 'org/model'],
    ['https://huggingface.co/gpt2', 'gpt2'],
    ['https://user:hf_secret@huggingface.co/org/model', 'org/model'],
    ['https://hf_secret@huggingface.co/org/model.git', 'org/model'],
    ['https://huggingface.co/spaces/org/demo', 'org/demo'],
    ['https://huggingface.co/datasets/org/data', 'org/data'],
    ['git@hf.co:org/model', 'org/model'],
    ['git@hf.co:spaces/org/demo', 'org/demo'],
    ['hf.co:org/model.git', 'org/model'],
    ['ssh://git@hf.co/org/model', 'org/model'],
    ['ssh://git@hf.co:22/org/model.git', 'org/model'],
    ['https://github.com/owner/repo.git', 'owner/repo'],
    ['https://x-access-token:ghs_secret@github.com/owner/repo', 'owner/repo'],
    ['git@github.com:owner/repo.git', 'owner/repo'],
    ['ssh://git@ssh.github.com:443/owner/repo.git', 'owner/repo'],
    ['git://github.com/owner/repo', 'owner/repo'],
  ])('%s is %s', (url, name) => {
    expect(remoteRepository(url)).toBe(name);
  });

  it.each([
    'https://gitlab.com/org/model',
    'https://huggingface.co.evil.example/org/model',
    'https://evil.example/huggingface.co/org/model',
    'https://huggingface.co@evil.example/org/model',
    'https://huggingface.co/',
    'https://huggingface.co/spaces/demo',
    'https://huggingface.co/org/model/tree/main',
    'https://huggingface.co/org/mo%0Adel',
    'https://huggingface.co/../..',
    'https://github.com/owner',
    'https://[broken/org/model',
    '/srv/git/huggingface.co/org/model',
    '../github.com:owner/repo',
    'C:\\models\\foo',
    '',
  ])('%j is none', (url) => {
    expect(remoteRepository(url)).toBeNull();
  });

  it('survives any URL, and never gives away what stands before the host', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('https://', 'ssh://', ''), (noise, scheme) => {
        const name = remoteRepository(`${scheme}hf_token${noise}@huggingface.co/org/model`);
        expect(name ?? '').not.toContain('hf_token');
      }),
    );
  });
});
