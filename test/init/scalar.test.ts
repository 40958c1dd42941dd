import fc from 'fast-check';
import { expect, it } from 'vitest';

import { scalar } from '../../src/init/scalar.ts';
import { readYaml } from '../../src/yaml/document.ts';
import { child } from '../../src/yaml/node.ts';

const parts = fc.constantFrom(
  '\n',
  '\r',
  '\t',
  ' ',
  ': ',
  ' #',
  '#',
  '- ',
  '"',
  "'",
  '\\',
  '{',
  '[',
  '&a',
  '*a',
  '!x',
  '%',
  '@',
  '`',
  '|',
  '>',
  '---',
  '...',
  'true',
  'null',
  '~',
  '1.0',
  '2026-01-31',
  '\0',
  '\u0085',
  '\u2028',
  '\u202e',
  '\u{e0041}',
  '\ufeff',
  '\ud800',
  'a',
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(parts, { maxLength: 8 }).map((some) => some.join('')),
);

it('a text is the same text again, on one line, in a mapping and in a list, and nothing in it acts', () => {
  fc.assert(
    fc.property(text, (written) => {
      const shown = scalar(written);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      const { root, problems } = readYaml('x.yaml', `name: ${shown}\nbases:\n  - ${shown}\nafter: a\n`);
      expect(problems).toEqual([]);
      if (root === null) throw new Error('nothing was read');
      expect(child(root, 'name')).toMatchObject({ kind: 'scalar', value: written, text: written });
      expect(child(root, 'bases')).toMatchObject({ kind: 'list', items: [{ value: written }] });
      expect(child(root, 'after')).toMatchObject({ value: 'a' });
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ['acme/Llama-Widget', 'acme/Llama-Widget'],
  ['true', '"true"'],
  ['a: b', '"a: b"'],
  ['a\nb', '"a\\nb"'],
  ['\u{e0041}', '"\\U000e0041"'],
])('%j is written as %s', (input, written) => {
  expect(scalar(input)).toBe(written);
});
