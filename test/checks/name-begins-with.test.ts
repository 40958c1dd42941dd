import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { suggestedNames } from '../../src/checks/name-begins-with.ts';
import { check, isUnreadable } from '../../src/index.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

describe('names that would comply', () => {
  it.each<[string, string, readonly string[]]>([
    ['SuperScout', 'Llama', ['Llama-SuperScout']],
    ['Scout-Helper-Llama-4-17B', 'Llama', ['Llama-Scout-Helper-Llama-4-17B', 'Llama-4-Scout-Helper-17B']],
    ['Meta-Llama-3.1-8B-Foo', 'Llama', ['Llama-3.1-8B-Foo', 'Llama-Meta-Llama-3.1-8B-Foo', 'Llama-3.1-Meta-8B-Foo']],
    ['meta-llama_Llama-4-Scout-GGUF', 'Llama', ['Llama-4-Scout-GGUF']],
    ['Llama-Bread', 'Llama 3', ['Llama-3-Bread', 'Llama-3-Llama-Bread']],
    ['Bread', 'Llama 3', ['Llama-3-Bread']],
    ['my model (v2)', 'Llama', ['Llama-my-model-v2']],
    ['..', 'Llama', ['Llama']],
  ])('than “%s”, where it has to begin with “%s”, the shortest change first', (name, word, expected) => {
    expect(suggestedNames(name, word).slice(0, expected.length)).toEqual(expected);
  });

  it('are names that the Hub takes, whatever the name is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 200 }), fc.stringMatching(/^[\w.-]{0,200}$/)),
        fc.constantFrom('Llama', 'Llama 3'),
        (name, word) => {
          const names = suggestedNames(name, word);
          expect(names.length).toBeGreaterThan(0);
          for (const one of names)
            expect(one).toMatch(
              word === 'Llama' ? /^llama(?![a-z])[\w.-]{0,91}$/i : /^llama[-_]?3(?![\d])[\w.-]{0,90}$/i,
            );
        },
      ),
    );
  });
});

it('a repository on the Hub is renamed on its own page', async () => {
  const folder = temporaryFolder({
    'README.md': '---\nbase_model: meta-llama/Llama-4-Scout-17B-16E\n---\n',
    'model.safetensors': '',
    '.git/config': '[remote "origin"]\n\turl = https://user:hf_secret@huggingface.co/acme/SuperScout\n',
  });
  const {
    repositories: [entry],
  } = await check(folder);
  if (entry === undefined || isUnreadable(entry)) throw new Error('not read');
  const duty = entry.obligations.find(({ rule }) => rule === 'llama-4/name-prefix');
  expect(duty).toMatchObject({ outcome: 'unmet', fixable: false });
  expect(duty?.remedy).toContain('https://huggingface.co/acme/SuperScout/settings');
  expect(duty?.remedy).toContain('“Llama-SuperScout”');
  expect(JSON.stringify(entry)).not.toContain('hf_secret');
});
