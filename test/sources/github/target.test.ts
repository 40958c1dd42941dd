import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { githubTarget } from '../../../src/sources/github/target.ts';
import { TargetError } from '../../../src/errors/target-error.ts';

describe('a target on GitHub', () => {
  it.each<[string, string, string | null]>([
    ['github:acme/cake', 'acme/cake', null],
    ['GitHub:acme/cake', 'acme/cake', null],
    ['github:acme/cake@v1.0', 'acme/cake', 'v1.0'],
    ['github:acme/cake@feature/sweet@home', 'acme/cake', 'feature/sweet@home'],
    ['github:acme/cake@pull/7/head', 'acme/cake', 'pull/7/head'],
    ['github:acme/cake@refs/heads/main', 'acme/cake', 'refs/heads/main'],
    ['github:acme/cake@ümlaut', 'acme/cake', 'ümlaut'],
    ['github:acme/cake@1', 'acme/cake', '1'],
    ['github:a_managed-user/.github', 'a_managed-user/.github', null],
    ['https://github.com/acme/cake', 'acme/cake', null],
    ['https://github.com/acme/cake/', 'acme/cake', null],
    ['https://github.com/acme/cake.git', 'acme/cake', null],
    ['http://www.GitHub.com/acme/cake?tab=readme-ov-file#use', 'acme/cake', null],
    ['https://github.com/acme/cake/tree/main', 'acme/cake', 'main'],
    ['https://github.com/acme/cake/tree/feature/sweet', 'acme/cake', 'feature/sweet'],
    ['https://github.com/acme/cake/tree/caf%C3%A9', 'acme/cake', 'café'],
    [
      'https://github.com/acme/cake/commit/0123456789abcdef0123456789abcdef01234567',
      'acme/cake',
      '0123456789abcdef0123456789abcdef01234567',
    ],
    ['https://github.com/acme/cake/releases/tag/v1', 'acme/cake', 'tags/v1'],
    ['https://github.com/acme/cake/pull/7', 'acme/cake', 'pull/7/head'],
    ['https://github.com/acme/cake/pull/7/files', 'acme/cake', 'pull/7/head'],
  ])('%s', (target, name, ref) => {
    const { owner, repo, ref: read } = githubTarget(target);
    expect([`${owner}/${repo}`, read]).toEqual([name, ref]);
  });

  it.each([
    'github:',
    'github:acme',
    'github:acme/',
    'github:/cake',
    'github:acme/cake/tree/main',
    'github:acme/cake@',
    'github:acme/..',
    'github:acme/.',
    'github:../cake',
    'github:acme/ca ke',
    'github:acme/cake?x',
    'github:acme/cake@..',
    'github:acme/cake@a/../b',
    'github:acme/cake@-x',
    'github:acme/cake@a b',
    'github:acme/cake@a\nb',
    'github:acme/cake@a\0',
    'github:acme/cake@/a',
    'github:acme/cake@a/',
    'github:acme/cake@a//b',
    'github:acme/cake@a.lock',
    'github:acme/cake@@{1}',
    `github:acme/cake@${'a'.repeat(300)}`,
    'https://github.com',
    'https://github.com/',
    'https://github.com/acme',
    'https://github.com/acme/cake/blob/main/README.md',
    'https://github.com/acme/cake/issues/1',
    'https://github.com/acme/cake/pull/x',
    'https://github.com/acme/cake/tree',
    'https://github.com/acme/cake/tree/%zz',
  ])('%j names none', (target) => {
    expect(() => githubTarget(target)).toThrow(
      expect.objectContaining({
        name: 'TargetError',
        code: 'invalid',
        hint: expect.stringContaining('github:OWNER/REPO') as string,
      }) as Error,
    );
  });

  it('leads a request nowhere else, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('.', '/', '@', 'a', '%', '2', 'e', '\\', '#', '?') }),
        ),
        fc.boolean(),
        (text, address) => {
          try {
            const { owner, repo, ref } = githubTarget(`${address ? 'https://github.com/' : 'github:'}${text}`);
            const path = `/repos/${owner}/${repo}/commits/${encodeURIComponent(ref ?? 'HEAD')}`;
            expect(new URL(`https://api.github.com${path}`).pathname).toBe(path);
          } catch (error) {
            if (!(error instanceof TargetError) && !(error instanceof URIError)) throw error;
          }
        },
      ),
    );
  });
});
