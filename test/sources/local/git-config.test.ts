import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { gitRemotes } from '../../../src/sources/local/git-config.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const remotesIn = (config: string): Record<string, string> => Object.fromEntries(gitRemotes(config));

function gitIsHere(): boolean {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('gitRemotes', () => {
  it('reads what git writes', () => {
    const config =
      '[core]\n\trepositoryformatversion = 0\n\tbare = false\n[remote "origin"]\n\turl = https://huggingface.co/org/model\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch "main"]\n\tremote = origin\n[remote "hub"]\n\turl = git@hf.co:org/model\n';
    expect(remotesIn(config)).toEqual({ origin: 'https://huggingface.co/org/model', hub: 'git@hf.co:org/model' });
  });

  it('takes the first URL of a remote, from which git fetches', () => {
    expect(remotesIn('[remote "origin"]\nurl = one\nurl = two\npushurl = three\n')).toEqual({ origin: 'one' });
  });

  it.each([
    ['letter case of section and key', '[REMOTE "origin"]\nURL=x', 'x'],
    ['a key on the line of the header', '[remote "origin"] url = x', 'x'],
    ['comments', '# [remote "evil"]\n[remote "origin"] ; here\n; url = evil\nurl = x # old\n', 'x'],
    ['a comment that ends in a backslash', '[remote "origin"]\n# no more \\\nurl = x\n', 'x'],
    ['CRLF', '[remote "origin"]\r\n\turl = x\r\n', 'x'],
    ['a byte order mark', '\uFEFF[remote "origin"]\nurl = x', 'x'],
    ['quotes', '[remote "origin"]\nurl = " a;b "\n', ' a;b '],
    ['escapes', '[remote "origin"]\nurl = a\\\\b\\tc\\"\n', 'a\\b\tc"'],
    ['a continued line', '[remote "origin"]\nurl = ab\\\ncd\n', 'abcd'],
    ['a continued line with CRLF', '[remote "origin"]\r\nurl = ab\\\r\ncd\r\n', 'abcd'],
    ['space at the end', '[remote "origin"]\nurl = a b \t \n', 'a b'],
  ])('follows %s', (_, config, url) => {
    expect(remotesIn(config)).toEqual({ origin: url });
  });

  it('does not take the continuation of another value for a URL', () => {
    expect(remotesIn('[remote "origin"]\nfetch = a\\\nurl = evil\n')).toEqual({});
  });

  it('reads no remote from other sections', () => {
    expect(
      remotesIn(
        '[remote]\nurl = a\n[branch "origin"]\nurl = b\n[url "x"]\nurl = c\n[remote "origin"]\nfetch = d\n[broken\nurl = e\n',
      ),
    ).toEqual({});
  });

  it('survives any text', () => {
    const piece = fc.constantFrom(
      '[remote "',
      'origin',
      '"]',
      '[',
      ']',
      '\n',
      '\r\n',
      'url',
      ' = ',
      '=',
      '"',
      '\\',
      '#',
      ';',
      ' ',
      '\t',
      '\0',
      'é',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
        ),
        (config) => {
          for (const url of gitRemotes(config).values()) expect(url.length).toBeLessThanOrEqual(config.length);
          expect(gitRemotes(config).size).toBeLessThanOrEqual(config.length);
        },
      ),
    );
  });

  it('reads back any name and URL that is quoted by the rules', () => {
    const quote = (value: string): string =>
      `"${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => !/[\n\0]/.test(value));
    const url = fc.string({ unit: 'grapheme' }).filter((value) => !/[\r\0]/.test(value));
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, url), { selector: ([key]) => key, maxLength: 5 }), (remotes) => {
        const config = remotes
          .map(([key, value]) => `[remote "${key.replace(/[\\"]/g, '\\$&')}"]\n\turl = ${quote(value)} ; note\n`)
          .join('');
        expect([...gitRemotes(config)]).toEqual(remotes);
      }),
    );
  });

  it.skipIf(!gitIsHere())('agrees with git itself (skipped where git is not installed)', () => {
    const file = join(temporaryFolder(), 'config');
    const agree = (value: string): void => {
      writeFileSync(file, '');
      execFileSync('git', ['config', '--file', file, 'remote.a b.url', value]);
      execFileSync('git', ['config', '--file', file, '--add', 'remote.a b.url', 'second']);
      const written = execFileSync('git', ['config', '--file', file, '--get-regexp', '^remote'], { encoding: 'utf8' });
      expect(written.startsWith(`remote.a b.url ${value}\n`)).toBe(true);
      const config = readFileSync(file, 'utf8');
      expect(remotesIn(config)).toEqual({ 'a b': value });
    };
    for (const value of [
      'https://huggingface.co/org/model',
      ' lead and trail ',
      'a"b\\c',
      'a#b;c',
      'tab\there',
      'line\nbreak',
    ])
      agree(value);
  });
});
