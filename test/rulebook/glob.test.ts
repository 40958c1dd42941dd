import fc from 'fast-check';
import { Minimatch } from 'minimatch';
import { describe, expect, it } from 'vitest';
import { loadMirrors } from '../../src/rulebook-loader/load.ts';
import { matchesAny } from '../../src/rulebook/pattern.ts';

function load(glob: string) {
  return loadMirrors('mirrors.yaml', `organizations: []\nformats: [${JSON.stringify(glob)}]\nfillers: []\n`);
}

function fits(glob: string, text: string): boolean {
  const loaded = load(glob);
  if ('problems' in loaded) throw new Error(loaded.problems[0]?.message);
  return matchesAny(loaded.value.formats, text);
}

describe('a glob', () => {
  it.each([
    ['llama4', 'LLAMA4'],
    ['llama-4*', 'llama-4'],
    ['llama-4*', 'Llama-4-community.license'],
    ['meta-llama/Llama-4-Scout*', 'meta-llama/Llama-4-Scout-17B'],
    ['*bit', '4bit'],
    ['w[0-9]a[0-9]*', 'W4A16'],
    ['Q?_K', 'q4_k'],
    ['Q?', 'Q.'],
    ['[!0-9]x', 'ax'],
    ['{int,fp}{4,8}', 'FP8'],
    ['{a,b[cd]}[-_ ]{,x*}', 'BD_'],
    ['{a,b[cd]}[-_ ]{,x*}', 'a xyz'],
    ['[abcdef][abcdef][abcdef]', 'fad'],
    ['a,b', 'a,b'],
    ['https://*llama.com/llama4/license/**', 'https://www.llama.com/llama4/license/'],
    ['a/**/LICENSE*', 'a/LICENSE'],
    ['a/**/LICENSE*', 'a/blob/main/LICENSE.md'],
    ['a+b(c)|d$^.', 'A+B(C)|D$^.'],
  ])('%s fits %s', (glob, text) => {
    expect(fits(glob, text)).toBe(true);
  });

  it.each([
    ['llama4', 'llama4x'],
    ['llama4', 'xllama4'],
    ['a.b', 'axb'],
    ['meta-llama/Llama-4-Scout*', 'meta-llama/Llama-4-Scout/x'],
    ['https://*llama.com/llama4/license', 'https://evil.example/llama.com/llama4/license'],
    ['a/**/LICENSE', 'aLICENSE'],
    ['Q?_K', 'Q_K'],
    ['[!0-9]x', '1x'],
    ['{int,fp}{4,8}', 'int'],
    ['{a,b[cd]}[-_ ]{,x*}', 'b-'],
    ['{a,b[cd]}[-_ ]{,x*}', 'a-y'],
    ['\\\\[ab]', 'a'],
    ['[abcdef][abcdef][abcdef]', 'fag'],
    ['**', 'x'.repeat(301)],
  ])('%s does not fit %s', (glob, text) => {
    expect(fits(glob, text)).toBe(false);
  });

  it('fits what the glob library says, whatever the letter case', () => {
    const parts = fc.array(
      fc.constantFrom(
        'a',
        'B',
        'llama',
        '4',
        '-',
        '.',
        '/',
        '*',
        '?',
        '[-_ ]',
        '[aB]',
        '[!a]',
        '[0-4]',
        '{a,B}',
        '{,4-}',
      ),
      { minLength: 1, maxLength: 5 },
    );
    const texts = fc.array(fc.constantFrom('A', 'b', 'Llama', '4', '-', '_', '.', '/', '\n'), { maxLength: 6 });
    const sames = fc.array(fc.constantFrom('', 'X', 'b/', '4'), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(parts, texts, sames, (glob, text, stars) => {
        const written = `${glob.join('')}*`;
        const loaded = load(written);
        if ('problems' in loaded) return;
        const regex = new Minimatch(written, {
          nocase: true,
          dot: true,
          nonegate: true,
          nocomment: true,
          preserveMultipleSlashes: true,
        }).makeRe();
        const alike = [...glob, '*']
          .map((part, index) => (part === '*' ? (stars[index] ?? '') : part.toUpperCase()))
          .join('');
        for (const one of [text.join(''), alike])
          expect(matchesAny(loaded.value.formats, one)).toBe(regex !== false && regex.test(one));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['[ab', 'must be a glob: “[” is never closed by “]”'],
    ['{a,b', 'must be a glob: “{” is never closed by “}”'],
    ['[z-a]', 'must be a glob that some text fits'],
    ['*a*a*a*a*a', 'must be a glob with at most 4 stars'],
    ['a'.repeat(201), 'must be a glob of at most 200 characters'],
  ])('%s is refused', (glob, message) => {
    expect(load(glob)).toMatchObject({ problems: [{ message: `an entry of “formats” ${message}` }] });
  });

  it('without special characters fits itself alone', () => {
    const plain = fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 })
      .filter((text) => !/[*?[\]{}\\]/.test(text) && text.trim() !== '');
    fc.assert(fc.property(plain, (text) => fits(text, text) && !fits(text, `${text}x`) && !fits(text, `x${text}`)));
  });
});
