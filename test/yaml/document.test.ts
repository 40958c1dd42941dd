import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/yaml/document.ts';
import { child, placeWithin, YAML_LIMIT } from '../../src/yaml/node.ts';
import { formatProblem } from '../../src/yaml/problem.ts';

const problemsOf = (source: string) => readYaml('a.yaml', source).problems.map(formatProblem);

describe('readYaml', () => {
  it('gives every value with its place and as it is written', () => {
    const { root, problems } = readYaml('a.yaml', 'x: 1\ny:\n  - "two"\n  - 1.0\n');
    expect(problems).toEqual([]);
    expect(root).toMatchObject({
      kind: 'mapping',
      entries: [
        {
          key: 'x',
          place: { line: 1, column: 1 },
          value: { kind: 'scalar', value: 1, place: { file: 'a.yaml', line: 1, column: 4, endLine: 1, endColumn: 5 } },
        },
        {
          key: 'y',
          place: { line: 2, column: 1 },
          value: {
            kind: 'list',
            items: [
              { value: 'two', text: 'two', raw: '"two"' },
              { value: 1, text: '1.0', place: { line: 4, column: 5 } },
            ],
          },
        },
      ],
    });
  });

  it('keeps the words of YAML 1.1 and days as text', () => {
    const { root } = readYaml('a.yaml', 'a: no\nb: 2026-12-31\n');
    expect(root).toMatchObject({ entries: [{ value: { value: 'no' } }, { value: { value: '2026-12-31' } }] });
  });

  it.each([
    ['a byte order mark', '\uFEFFa: [', 1],
    ['CRLF', 'b: 1\r\na: [', 2],
  ])('counts lines and columns past %s', (_, source, line) => {
    expect(readYaml('a.yaml', source).problems[0]?.place).toMatchObject({ line, column: 5 });
  });

  it.each(['', '\n\n', '# a comment\n', '---\n...\n', '\uFEFF'])(
    'finds nothing, and nothing wrong, in %j',
    (source) => {
      expect(readYaml('a.yaml', source)).toEqual({ root: null, problems: [] });
    },
  );

  it('says where a syntax error is, in one line, and looks no further', () => {
    const source = 'a: 1\nb: [1, 2\nc: *nothing\n';
    expect(problemsOf(source)[0]).toMatch(/^a\.yaml:3:1 not valid YAML: \P{Cc}+$/u);
    expect(problemsOf(source).every((problem) => problem.includes('not valid YAML'))).toBe(true);
  });

  it.each([
    ['a: 1\na: 2\n', ['a.yaml:2:1 key “a” is repeated, first in line 1']],
    ['a: &x 1\nb: *x\n', ['a.yaml:2:4 aliases (*x) are not supported: write the value out']],
    ['b: *x\n', ['a.yaml:1:4 aliases (*x) are not supported: write the value out']],
    ['a: {}\n<<: {}\n', ['a.yaml:2:1 merge keys (<<) are not supported: write the keys out']],
    ['a: !!set {}\n', ['a.yaml:1:10 tags (tag:yaml.org,2002:set) are not supported']],
    ['a: !js 1\n', ['a.yaml:1:8 tags (!js) are not supported']],
    ['? [a]\n: 1\n', ['a.yaml:1:3 a key must be a word']],
    ['a: 1\n---\nb: 1\n', ['a.yaml:2:1 a second YAML document begins here, but only one is read']],
  ])('refuses %j', (source, problems) => {
    expect(problemsOf(source)).toEqual(problems);
  });

  it('refuses a bomb of aliases without expanding it', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}, *a${level}]`,
    );
    const { problems } = readYaml('a.yaml', ['a0: &a0 ha', ...levels, ''].join('\n'));
    expect(problems).toHaveLength(90);
  });

  it.each([
    ['lists', '['.repeat(100_000)],
    ['mappings', '{a: '.repeat(50_000)],
    ['dashes', '- '.repeat(50_000)],
    ['question marks', '? '.repeat(50_000)],
    ['indentation', Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('refuses endless nesting of %s', (_, source) => {
    expect(problemsOf(source)).toEqual([expect.stringMatching(/^a\.yaml:\d+:\d+ nested deeper than 64 levels$/)]);
  });

  it('refuses a file above the limit', () => {
    expect(problemsOf('#'.repeat(YAML_LIMIT))).toEqual([]);
    expect(problemsOf('#'.repeat(YAML_LIMIT + 1))).toEqual(['a.yaml:1:1 the file is larger than 256 KiB']);
  });

  it('reports a bounded number of syntax errors', () => {
    expect(problemsOf(`[${','.repeat(1000)}`).length).toBeLessThanOrEqual(20);
  });

  it('cannot be given a prototype', () => {
    const { root } = readYaml('a.yaml', '__proto__: { polluted: true }\n');
    expect(root === null ? null : child(root, '__proto__')).toMatchObject({ kind: 'mapping' });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('never throws, and every place lies in the file', () => {
    const noise = fc.string({
      unit: fc.constantFrom(...'{}[]&*!|>%@`"\'#,?:- \n\r\t<~'.split(''), '\uFEFF', '\u0000', '---\n', 'a: ', 'b'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.oneof(noise, fc.string({ unit: 'binary' })), (source) => {
        const lines = source.split(/\r\n|\r|\n/).length;
        expect(
          readYaml('a.yaml', source).problems.filter(
            ({ place }) => place.line < 1 || place.line > lines || place.column < 1,
          ),
        ).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('placeWithin', () => {
  it('follows a scalar over its lines', () => {
    const { root } = readYaml('a.yaml', 'a: >\n  one\n  two {x}\n');
    const scalar = root === null ? null : child(root, 'a');
    expect(scalar?.kind === 'scalar' ? placeWithin(scalar, scalar.raw.indexOf('{x}'), 3) : null).toEqual({
      file: 'a.yaml',
      line: 3,
      column: 7,
      endLine: 3,
      endColumn: 10,
    });
  });
});
