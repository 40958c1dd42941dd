import { describe, expect, it } from 'vitest';

import { nameOfScope, readScope, type AuditScope } from '../../src/audit/audit-scope.ts';
import { UsageError } from '../../src/errors/usage-error.ts';

describe('what is audited', () => {
  it.each<[string[], string | null, AuditScope, string]>([
    [['hf:acme'], null, { kind: 'hub-owner', owner: 'acme' }, 'hf:acme'],
    [['hf:acme/*'], null, { kind: 'hub-owner', owner: 'acme' }, 'hf:acme'],
    [['hf:acme/'], null, { kind: 'hub-owner', owner: 'acme' }, 'hf:acme'],
    [['HF:Acme-1.5'], null, { kind: 'hub-owner', owner: 'Acme-1.5' }, 'hf:Acme-1.5'],
    [['https://huggingface.co/acme'], null, { kind: 'hub-owner', owner: 'acme' }, 'hf:acme'],
    [['github:acme'], null, { kind: 'github-owner', owner: 'acme' }, 'github:acme'],
    [['github:acme/*'], null, { kind: 'github-owner', owner: 'acme' }, 'github:acme'],
    [['https://github.com/acme/'], null, { kind: 'github-owner', owner: 'acme' }, 'github:acme'],
    [['targets.txt'], null, { kind: 'list', file: 'targets.txt' }, 'targets.txt'],
    [['./hf:acme'], null, { kind: 'list', file: './hf:acme' }, './hf:acme'],
    [['-'], null, { kind: 'list', file: '-' }, 'the standard input'],
    [
      [],
      'meta-llama/Llama-4-Scout-17B-16E',
      { kind: 'derivatives', base: 'meta-llama/Llama-4-Scout-17B-16E' },
      'derivatives of meta-llama/Llama-4-Scout-17B-16E',
    ],
    [
      [],
      'hf:meta-llama/Llama-2-7b',
      { kind: 'derivatives', base: 'meta-llama/Llama-2-7b' },
      'derivatives of meta-llama/Llama-2-7b',
    ],
  ])('%j, derivatives of %s', (words, base, what, name) => {
    expect(readScope(words, base)).toEqual(what);
    expect(nameOfScope(what)).toBe(name);
  });

  it.each<[string[], string | null, string, string]>([
    [[], null, 'needs a target', '--derivatives-of ID'],
    [['hf:a', 'hf:b'], null, 'takes one target, but 2 are given', 'to a text file'],
    [['hf:acme'], 'a/b', 'exclude each other', 'a run of its own'],
    [['hf:acme/model'], null, 'hf:acme/model is one repository', 'llama-license-lint check hf:acme/model'],
    [['https://huggingface.co/acme/model'], null, 'is one repository', 'check https://huggingface.co/acme/model'],
    [['github:acme/repo@main'], null, 'is one repository', 'check github:acme/repo@main'],
    [['hf:'], null, 'hf: is not an organization', 'hf:ORGANIZATION'],
    [['hf:../x'], null, 'is one repository', 'check'],
    [['hf:a b'], null, 'is not an organization', 'hf:ORGANIZATION'],
    [['https://huggingface.co'], null, 'is not an organization', 'hf:ORGANIZATION'],
    [[], 'a/b/c', 'is not the id of a model', 'meta-llama/'],
    [[], '../b', 'is not the id of a model', 'meta-llama/'],
    [[], 'a/b?x=y', 'is not the id of a model', 'meta-llama/'],
  ])('cannot be %j, derivatives of %s', (words, base, message, hint) => {
    const error = caught(() => readScope(words, base));
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });
});

function caught(action: () => unknown): UsageError {
  try {
    action();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('no usage error');
}
