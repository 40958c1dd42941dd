import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrontMatter, type FrontMatter } from '../../src/card/front-matter.ts';
import { sliced } from './sliced.ts';

const read = (source: string): FrontMatter | null => readFrontMatter('README.md', source).frontMatter;
const texts = (source: string, key: string): string[] =>
  read(source)
    ?.values(key)
    .map(({ text }) => text) ?? [];
const messages = (source: string): string[] => read(source)?.problems.map(({ message }) => message) ?? [];

describe('values', () => {
  it('are given as written, whatever YAML makes of them', () => {
    const source = '---\nlicense: 1.0\nlanguage: no\ndate: 2025-04-05\nname: \'x y\'\ntitle: "a b"\n---\n';
    expect(['license', 'language', 'date', 'name', 'title'].map((key) => texts(source, key)[0])).toEqual([
      '1.0',
      'no',
      '2025-04-05',
      'x y',
      'a b',
    ]);
  });

  it('of a list, a bracketed list, and nested maps come in order', () => {
    const source =
      '---\nbase_model:\n- a/b\n- c/d\ntags: [x, "y z"]\nmodel-index:\n- name: m\n  results:\n  - value: 0.5\n---\n';
    expect(texts(source, 'base_model')).toEqual(['a/b', 'c/d']);
    expect(texts(source, 'tags')).toEqual(['x', 'y z']);
    expect(texts(source, 'model-index')).toEqual(['m', '0.5']);
  });

  it('are none for a missing key and an empty value, and the key is still placed', () => {
    const source = '---\nlicense:\n---\n';
    expect(texts(source, 'base_model')).toEqual([]);
    expect(texts(source, 'license')).toEqual([]);
    expect(read(source)?.key('license')).toMatchObject({ line: 2, column: 1, endColumn: 8 });
    expect(read(source)?.key('base_model')).toBeNull();
  });

  it('are placed in the whole file', () => {
    const source = '---\nlicense: llama4\nbase_model:\n  - meta-llama/Llama-4-Scout-17B-16E\n---\n# T\n';
    expect(read(source)?.values('base_model')[0]?.place).toEqual({
      file: 'README.md',
      line: 4,
      column: 5,
      endLine: 4,
      endColumn: 37,
    });
    expect(read(source)?.place).toMatchObject({ line: 1, column: 1, endLine: 5, endColumn: 4 });
  });

  it('follow aliases and read block scalars', () => {
    const source =
      '---\na: &base x/y\nbase_model: *base\nlist: &l [p, q]\ntags: *l\nextra_gated_prompt: >-\n  one\n  two\n<<: *l\n---\n';
    expect(texts(source, 'base_model')).toEqual(['x/y']);
    expect(texts(source, 'tags')).toEqual(['p', 'q']);
    expect(texts(source, 'extra_gated_prompt')).toEqual(['one two']);
  });

  it('of a key written twice are all given, and the second is a problem', () => {
    const source = '---\nlicense: mit\nlicense: llama4\n---\n';
    expect(texts(source, 'license')).toEqual(['mit', 'llama4']);
    expect(read(source)?.problems[0]).toMatchObject({
      message: 'the key is written a second time',
      place: { line: 3 },
    });
  });

  it('of keys named like parts of an object are only what is written', () => {
    expect(texts('---\n__proto__: x\nconstructor: y\n---\n', '__proto__')).toEqual(['x']);
    expect(texts('---\nlicense: mit\n---\n', 'constructor')).toEqual([]);
  });
});

describe('the block', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('is found with %s line ends', (_, eol) => {
    const source = ['---', 'license: llama4', 'base_model: a/b', '---', '<h1>x</h1>'].join(eol);
    expect(texts(source, 'base_model')).toEqual(['a/b']);
    expect(read(source)?.values('base_model')[0]?.place).toMatchObject({ line: 3, column: 13 });
    expect(source.slice(readFrontMatter('README.md', source).bodyOffset).trim()).toBe('<h1>x</h1>');
  });

  it('may follow a BOM and blank lines', () => {
    expect(read('\uFEFF---\nlicense: llama4\n---\n')?.values('license')[0]?.place).toMatchObject({
      line: 2,
      column: 10,
    });
    expect(texts('\n\n---\nlicense: llama4\n---\n', 'license')).toEqual(['llama4']);
  });

  it('may be empty', () => {
    expect(read('---\n---\n# T\n')).toMatchObject({ keys: [], problems: [] });
    expect(read('---\n# only a comment\n---\n')).toMatchObject({ keys: [], problems: [] });
  });

  it.each([
    '',
    '# T\n\n---\nlicense: x\n---\n',
    '---',
    '--- \nlicense: x\n---\n',
    '<!-- c -->\n---\nlicense: x\n---\n',
    '---\n\n# Title\n\nProse here.\n\n---\n',
  ])('is not seen in %j', (source) => {
    expect(readFrontMatter('README.md', source)).toEqual({ frontMatter: null, bodyOffset: 0 });
  });

  it('that is not closed is read up to the first blank line or heading, with a problem', () => {
    const source = '---\nlicense: llama4\nbase_model: a/b\n\nSome text: here\n';
    expect(texts(source, 'base_model')).toEqual(['a/b']);
    expect(read(source)?.keys.map(({ text }) => text)).toEqual(['license', 'base_model']);
    expect(messages(source)).toEqual(['the front matter is not closed by a line “---”']);
    expect(texts('---\nlicense: llama4\n# Title\nnote: x\n', 'note')).toEqual([]);
    expect(read('---\nJust prose after a rule.\n')).toBeNull();
  });

  it.each([['\r\n'], ['\r'], ['\n']])('that is not closed is read alike with line ends %j', (end) => {
    const source = ['---', 'license: llama4', 'base_model: a/b', 'tags:', '- x', '', 'Some text: here', ''].join(end);
    expect(read(source)?.keys.map(({ text }) => text)).toEqual(['license', 'base_model', 'tags']);
    expect(texts(source, 'tags')).toEqual(['x']);
  });
});

describe('broken YAML still gives what can be read, with a problem at its place', () => {
  it.each([
    ['a value with a colon', 'license: llama4\nbase_model: a/b: c\ntags: x', 3],
    ['an unclosed quote', 'license: "llama4\nbase_model: a/b\ntags: x', null],
    ['a tab as indentation', 'license: llama4\n\tbase_model: a/b\ntags: x', null],
    ['a stray indentation', 'license: llama4\n base_model: a/b\ntags: x', null],
    ['an unclosed bracket', 'tags: [x, y\nlicense: llama4\nbase_model: a/b', null],
    ['a line of prose', 'license: llama4\nbase_model: a/b\nsome prose\ntags: x', null],
  ])('%s', (_, content, line) => {
    const source = `---\n${content}\n---\n`;
    expect(texts(source, 'license')).toEqual(['llama4']);
    expect(texts(source, 'base_model')[0]).toMatch(/^a\/b/);
    expect(texts(source, 'tags')).toContain('x');
    expect(messages(source).length).toBeGreaterThan(0);
    if (line !== null) expect(read(source)?.problems[0]?.place.line).toBe(line);
  });

  it('says so in words without control characters of the file', () => {
    const found = messages('---\na: "\u001b[31m\u0007\nb: [\u0000\n---\n');
    expect(found.length).toBeGreaterThan(0);
    for (const message of found) expect(message).toMatch(/^[\p{L}\p{P}\p{N} ]{5,80}$/u);
  });
});

describe('hostile front matter is read without a throw', () => {
  const many = (text: string, times: number): string => text.repeat(times);
  it.each([
    ['deep brackets', many('[', 50_000)],
    ['deep braces', many('{a: ', 50_000)],
    ['deep lists', many('- ', 50_000)],
    ['deep keys', many('? ', 50_000)],
    [
      'an alias bomb',
      `a: &a [x, x, x]\n${'bcdefghij'
        .split('')
        .map((name, i) => `${name}: &${name} [${many(`*${'abcdefghi'.charAt(i)}, `, 9)}]`)
        .join('\n')}`,
    ],
    ['an alias of itself', 'a: &a [*a, *a]'],
    ['an unknown tag and a complex key', '? [x, y]\n: !!python/object:os.system z\nb: !<x> y'],
    ['too many closings', many('a: ]\n', 20_000)],
    ['a directive', '%YAML 1.1\na: no'],
  ])('%s', (_, content) => {
    const source = `---\nlicense: llama4\n${content}\n---\n`;
    expect(texts(source, 'license')).toEqual(['llama4']);
    expect(texts(source, 'j').length).toBeLessThan(200_000);
  });

  it('and cut at its limit, with a problem', () => {
    const source = `---\nlicense: llama4\nnote: ${many('x ', 300_000)}\n---\n`;
    expect(texts(source, 'license')).toEqual(['llama4']);
    expect(messages(source)[0]).toMatch(/512 KiB/);
  });
});

describe('properties', () => {
  const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_/.-]{0,20}$/);
  const written = fc.oneof(
    word.map((text) => ({ text, yaml: text })),
    fc.stringMatching(/^[^'"\\\p{C}]{1,20}$/u).map((text) => ({ text, yaml: `"${text}"` })),
    fc.stringMatching(/^[^'"\\\p{C}]{1,20}$/u).map((text) => ({ text, yaml: `'${text}'` })),
  );

  it('any map that is written comes back, and each place holds its value', () => {
    fc.assert(
      fc.property(
        fc.dictionary(word, fc.array(written, { minLength: 1, maxLength: 4 }), { minKeys: 1, maxKeys: 6 }),
        fc.constantFrom('\n', '\r\n'),
        (map, eol) => {
          const lines = Object.entries(map).flatMap(([key, values]) =>
            values.length === 1
              ? values.map(({ yaml }) => `${key}: ${yaml}`)
              : [`${key}:`, ...values.map(({ yaml }) => `  - ${yaml}`)],
          );
          const source = ['---', ...lines, '---', '# T', ''].join(eol);
          const frontMatter = read(source);
          expect(frontMatter?.keys.map(({ text }) => text)).toEqual(Object.keys(map));
          for (const [key, values] of Object.entries(map)) {
            const found = frontMatter?.values(key) ?? [];
            expect(found.map(({ text }) => text)).toEqual(values.map(({ text }) => text));
            for (const { text, place } of found) expect(sliced(source, place)).toContain(text);
          }
        },
      ),
    );
  });

  it('no content makes it throw', () => {
    const mark = fc.constantFrom(
      '---',
      '\n',
      '\r',
      ': ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '&a',
      '*a',
      '|',
      '>',
      '#',
      '\t',
      '!',
      '%',
      '?',
      '\uFEFF',
      'a',
      ' ',
      '<<',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(mark, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 40 }), (parts) => {
        const source = `---\n${parts.join('')}\n---\n`;
        const { frontMatter, bodyOffset } = readFrontMatter('README.md', source);
        expect(bodyOffset).toBeLessThanOrEqual(source.length);
        for (const { text } of frontMatter?.keys ?? []) expect(frontMatter?.key(text)).not.toBeNull();
      }),
    );
  });
});
