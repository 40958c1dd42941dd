import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlain, readEntryLines } from '../../src/card/front-matter-lines.ts';
import { readEntries } from '../../src/card/front-matter-yaml.ts';

describe('a plain front matter', () => {
  it.each([
    'license: llama4\nbase_model: meta-llama/Llama-4-Scout-17B-16E\ntags:\n- a\n- "b c"\n',
    "language:\n  - en\n  - 'de'\nlibrary_name: transformers",
    'license_link: https://www.llama.com/llama4/license\nempty:\n',
  ])('is one of words, quotations and lists of them: %j', (content) => {
    expect(isPlain(content)).toBe(true);
  });

  it.each([
    'a: b: c',
    'a: b #c',
    'a: "b\\n"',
    "a: 'it''s'",
    'a: *b',
    'a: &b c',
    'a: !t b',
    'a: [b, c]',
    'a: |\n  b',
    'a: b\n  c',
    'a: b\n- c',
    'a:\n- b\n  - c',
    'a:\n- b: c',
    'a:\n  b: c',
    '<<: a',
    '- a',
    'a:b',
    '# a',
    'a: b\n\nc: d',
    'a: -',
    'a: ~',
    'a: b\r\nc: d',
    'a: ',
    'a:\tb',
    'a: {b: c}',
    'a: %b',
    'a: @b',
    'a: ""',
    '? a',
    'a: b:',
  ])('is nothing that takes a YAML parser: %j', (content) => {
    expect(isPlain(content)).toBe(false);
  });

  it('is read by lines as the YAML parser reads it', () => {
    const quoted = fc
      .tuple(fc.constantFrom('"', "'"), fc.string({ unit: 'binary', maxLength: 6 }))
      .map(([mark, text]) => `${mark}${text}${mark}`);
    const word = fc.oneof(
      quoted,
      fc.stringMatching(/^[\w./+@():\- '"]{0,12}$/),
      fc.constantFrom(
        'a',
        'null',
        'true',
        '1.0',
        '1e3',
        '0x1f',
        '2025-04-05',
        'yes',
        'a b',
        'a - b',
        'x:y',
        '"a"',
        "'a'",
        '"a b"',
        "'a \"b'",
        '" "',
        'a"b',
        '---',
        '...',
        '- a',
      ),
    );
    const line = fc.oneof(
      fc
        .tuple(
          fc.constantFrom('a', 'b', 'base_model', 'null', 'y', 'a-b', 'a.b', '_'),
          fc.constantFrom(': ', ':', ':  '),
        )
        .map(([key, colon]) => `${key}${colon}`),
      fc.constantFrom('- ', '- ', '  - ', '  - ', ' - ', '-'),
    );
    let plain = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.tuple(line, word).map((parts) => parts.join('')),
            fc.constantFrom('a:', 'tags:', '- b', '  - c'),
          ),
          { minLength: 1, maxLength: 6 },
        ),
        fc.constantFrom('', '\n'),
        (lines, end) => {
          const content = lines.join('\n') + end;
          if (!isPlain(content)) return;
          plain++;
          expect({ entries: readEntryLines(content), problems: [] }).toEqual(readEntries(content));
        },
      ),
      { numRuns: 3000 },
    );
    expect(plain).toBeGreaterThan(100);
  });
});
