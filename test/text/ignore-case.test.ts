import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ignoreCase, lowerCase } from '../../src/text/ignore-case.ts';

const UNITS = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
/** Letters whose small or capital form is another length, a plain letter, or depends on what stands beside it. */
const CHANGING = [
  '\u0130',
  '\u0131',
  '\u017f',
  '\u212a',
  '\u212b',
  '\u1e9e',
  '\u03a3',
  '\u{10400}',
  '\ud801',
  'ß',
  'É',
];

describe('a pattern for any letter case', () => {
  it.each([/[a-z]/, /[^a-z]/, /\w/, /\W/, /k/, /[^k]/, /i\b/])(
    '%s takes no character but those that it takes when it ignores letter case',
    (pattern) => {
      const ignoring = new RegExp(pattern.source, 'i');
      expect(UNITS.filter((unit) => ignoreCase(pattern).test(unit) !== ignoring.test(unit))).toEqual([]);
    },
  );

  it('finds what the pattern finds that ignores it, whatever stands beside', () => {
    const part = fc.oneof(
      fc.constantFrom('Fine', 'tune', '-', ' ', 'LoRA', '.', 'x', 'K', ...CHANGING),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        for (const pattern of [/\bfine[- ]?tune|lora\b/, /^.lora$/, /[^a-z ]k/, /(?:^|\W)x\w*\.(?:k|i)$/]) {
          expect(ignoreCase(pattern).test(text)).toBe(new RegExp(pattern.source, 'i').test(text));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('lower case', () => {
  it('leaves every character in its place', () => {
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...CHANGING));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const text = parts.join('');
        const lower = lowerCase(text);
        expect(lower).toHaveLength(text.length);
        for (const { 0: letter, index } of text.matchAll(/[a-z\d]/gi))
          expect(lower.charAt(index)).toBe(letter.toLowerCase());
      }),
    );
  });
});
