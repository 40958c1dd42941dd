import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { patchFrontMatter } from '../../src/patch/front-matter.ts';
import { spliceText } from '../../src/snapshot/splice-text.ts';

function edited(
  source: string,
  set: Readonly<Record<string, readonly string[]>>,
  remove: readonly string[] = [],
): string | null {
  const splices = patchFrontMatter(source, { set: new Map(Object.entries(set)), remove: new Set(remove) });
  return splices === null ? null : spliceText(source, splices);
}

describe('a key of the front matter', () => {
  it.each<[string, string, Readonly<Record<string, readonly string[]>>, string]>([
    [
      'is put at its end',
      '---\na: 1 # one\n---\ntext\n',
      { license: ['llama4'] },
      '---\na: 1 # one\nlicense: llama4\n---\ntext\n',
    ],
    [
      'gets the line end of the file',
      '---\r\na: 1\r\n---\r\ntext\r\n',
      { license: ['llama4'] },
      '---\r\na: 1\r\nlicense: llama4\r\n---\r\ntext\r\n',
    ],
    [
      'changes its value alone',
      '---\nlicense: apache-2.0 # why\nb: 2\n---\n',
      { license: ['llama4'] },
      '---\nlicense: llama4 # why\nb: 2\n---\n',
    ],
    [
      'keeps its double quotes',
      '---\nlicense: "apache-2.0"\n---\n',
      { license: ['llama4'] },
      '---\nlicense: "llama4"\n---\n',
    ],
    [
      'keeps its single quotes',
      "---\nlicense: 'apache-2.0'\n---\n",
      { license: ['llama4'] },
      "---\nlicense: 'llama4'\n---\n",
    ],
    [
      'gets a value where it has none',
      '---\nlicense:\nb: 2\n---\n',
      { license: ['llama4'] },
      '---\nlicense: llama4\nb: 2\n---\n',
    ],
    [
      'gets a value before a comment',
      '---\nlicense: # which?\nb: 2\n---\n',
      { license: ['llama4'] },
      '---\nlicense: llama4 # which?\nb: 2\n---\n',
    ],
    [
      'takes the place of a list',
      '---\nlicense:\n- mit\n- apache-2.0\n# more\nb: 2\n---\n',
      { license: ['llama4'] },
      '---\nlicense: llama4\n# more\nb: 2\n---\n',
    ],
    [
      "takes the place of a list's only item",
      '---\nlicense:\n  # why\n  - "mit" # so\nb: 2\n---\n',
      { license: ['llama4'] },
      '---\nlicense:\n  # why\n  - "llama4" # so\nb: 2\n---\n',
    ],
    [
      'takes the place of the only one in brackets',
      '---\nlicense: [ mit ]\nb: 2\n---\n',
      { license: ['llama4'] },
      '---\nlicense: [ llama4 ]\nb: 2\n---\n',
    ],
    [
      'takes the place of an empty item',
      '---\nlicense:\n-\nb: 2\n---\n',
      { license: ['llama4'] },
      '---\nlicense: llama4\nb: 2\n---\n',
    ],
    [
      'takes the place of a list in brackets',
      '---\nlicense: [mit, bsd]\nb: 2\n---\n',
      { license: ['llama4'] },
      '---\nlicense: llama4\nb: 2\n---\n',
    ],
    [
      'takes the place of a block',
      '---\nlicense: |\n  mit\nb: 2\n---\n',
      { license: ['llama4'] },
      '---\nlicense: llama4\nb: 2\n---\n',
    ],
    [
      'becomes a list of several',
      '---\nlicense: llama3.1\nb: 2\n---\n',
      { license: ['llama3.1', 'llama4'] },
      '---\nlicense:\n- llama3.1\n- llama4\nb: 2\n---\n',
    ],
    ['joins an empty front matter', '---\n---\ntext\n', { license: ['llama4'] }, '---\nlicense: llama4\n---\ntext\n'],
    [
      'joins one of comments',
      '---\n# todo\n---\ntext\n',
      { license: ['llama4'] },
      '---\n# todo\nlicense: llama4\n---\ntext\n',
    ],
    [
      'is indented as the others are',
      '---\n  a: 1\n---\n',
      { license: ['llama4'] },
      '---\n  a: 1\n  license: llama4\n---\n',
    ],
    [
      'goes before all others where a text keeps its line ends',
      '---\na: |+\n  b\n\n---\n',
      { license: ['llama4'] },
      '---\nlicense: llama4\na: |+\n  b\n\n---\n',
    ],
    [
      'makes a front matter',
      '# Title\n',
      { license: ['llama4'], base_model: ['a/b'] },
      '---\nlicense: llama4\nbase_model: a/b\n---\n\n# Title\n',
    ],
    ['makes one in an empty card', '', { license: ['llama4'] }, '---\nlicense: llama4\n---\n'],
    [
      'is quoted where YAML needs it',
      '---\na: 1\n---\n',
      { base_model: ['- x: y #'] },
      '---\na: 1\nbase_model: "- x: y #"\n---\n',
    ],
  ])('%s', (_, source, set, expected) => {
    expect(edited(source, set)).toBe(expected);
  });

  it('that is taken out at the end leaves no empty line', () => {
    expect(edited('---\na: 1\nlicense_name: x\nlicense_link: y\n---\n', {}, ['license_name', 'license_link'])).toBe(
      '---\na: 1\n---\n',
    );
    expect(edited('---\r\na: 1\r\nb: 2\r\nlicence: license\r\n---\r\n', { license: ['llama4'] }, ['licence'])).toBe(
      '---\r\na: 1\r\nb: 2\r\nlicense: llama4\r\n---\r\n',
    );
  });

  it('that a template left as a placeholder goes with its line', () => {
    expect(edited('---\na: 1\nlicence: license # todo\nb: 2\n---\n', { license: ['llama4'] }, ['licence'])).toBe(
      '---\na: 1\nb: 2\nlicense: llama4\n---\n',
    );
  });

  it.each([
    ['that is broken', '---\na: [1\nb: 2\n---\n'],
    ['in braces', '---\n{ a: 1 }\n---\n'],
    ['that is a list', '---\n- a\n- b\n---\n# x\n'],
    ['with a key twice', '---\na: 1\na: 2\n---\n'],
    ['of which another key is an alias', '---\nlicense: &l mit\nother: *l\n---\n'],
  ])('is not put into a front matter %s', (what, source) => {
    const result = edited(source, { license: ['llama4'] });
    // A list is no front matter to the Hub, so that one is put above it.
    expect(result === null || (what === 'that is a list' && result.endsWith(source))).toBe(true);
  });
});

const key = fc.constantFrom('tags', 'datasets', 'license', 'language', 'base_model', 'x', 'pipeline_tag');
const scalar = fc.constantFrom(
  'a',
  '1',
  'no',
  '"q # r"',
  "'it''s'",
  '2024-01-01',
  'a: b'.replace(': ', ':'),
  '~',
  '[x, y]',
  '{ k: v }',
  '\n  - a\n  - b',
  '\n- a\n# c\n- b',
  ' |\n  one\n  two',
  ' >-\n  one\n\n  two',
  '',
);
const comment = fc.constantFrom('', ' # c', '   #');
const block = fc.uniqueArray(fc.tuple(key, scalar, comment), {
  selector: ([name]) => name,
  minLength: 1,
  maxLength: 6,
});

describe('an edited front matter', () => {
  it('says all else as before, and holds every other byte', () => {
    fc.assert(
      fc.property(
        block,
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('license', 'base_model', 'fresh'),
        fc.constantFrom('llama4', 'a/b', '1.0', 'x # y'),
        (entries, end, wanted, value) => {
          const lines = entries
            .map(
              ([name, written, mark]) =>
                `${name}:${written === '' || /^\s/.test(written) ? '' : ' '}${written}${/[\n|>]/.test(written) ? '' : mark}\n`,
            )
            .join('');
          const source = `---\n${lines}---\n\n# Title\n\ntext\n`.replaceAll('\n', end);
          const made = edited(source, { [wanted]: [value] });
          if (made === null) throw new Error(`not edited: ${source}`);
          const content = (text: string): Record<string, unknown> =>
            parse(text.split(/^---\r?$/m)[1] ?? '') as Record<string, unknown>;
          expect(content(made)).toEqual({ ...content(source), [wanted]: value });
          expect(made.endsWith(`---${end}${end}# Title${end}${end}text${end}`)).toBe(true);
          const others = source.split(end).filter((line) => line !== '' && !entries.some(([name]) => name === wanted));
          for (const line of others) expect(made.split(end)).toContain(line);
        },
      ),
      { numRuns: 500 },
    );
  });
});
