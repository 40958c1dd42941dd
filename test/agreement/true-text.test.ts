import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { recognizeAgreements } from '../../src/agreement/recognize.ts';
import { readGivenAgreement, whyNotTheAgreement } from '../../src/agreement/true-text.ts';
import { appearance, furniture } from './appearances.ts';
import { EXAMPLE_1, INVENTED } from './texts.ts';

const GIVEN = readGivenAgreement('true.txt', EXAMPLE_1.agreement, INVENTED);
const LINES = EXAMPLE_1.agreement.split('\n');

describe('a true text that is given', () => {
  it('is taken in whatever way it looks, with a page around it', () => {
    fc.assert(
      fc.property(furniture, appearance, furniture, (before, look, after) => {
        const input = readGivenAgreement('page.md', `${before}\n\n${look(EXAMPLE_1.agreement)}\n\n${after}`, INVENTED);
        expect(whyNotTheAgreement(input, ['example-1', 'llama-4'])).toBeNull();
        const found = recognizeAgreements(
          'LICENSE',
          EXAMPLE_1.agreement.replace('in any season', 'in any winter'),
          input.fingerprints,
        );
        expect(found.flatMap(({ clauses }) => clauses.flatMap(({ changes = [] }) => changes))).toMatchObject([
          { added: 'winter' },
        ]);
        expect(found.flatMap(({ clauses }) => clauses.flatMap(({ changes = [] }) => changes))[0]?.removed).toMatch(
          /s.*e.*a.*s.*o.*n/i,
        );
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['a use policy', EXAMPLE_1.policy, 'is not the agreement of example-1: it contains no known agreement'],
    [
      'another version',
      EXAMPLE_1.agreement
        .replaceAll('Example 1', 'Example 2')
        .replace('EXAMPLE 1', 'EXAMPLE 2')
        .replace('March 1, 2026', 'May 9, 2027'),
      'is not the agreement of example-1: it is that of example-2',
    ],
    [
      'an agreement with a clause behind it',
      `${EXAMPLE_1.agreement}\n\n6. Jam. You owe us a jar.\n`,
      'is not the agreement of example-1: a foreign clause after 5 adds “Jam. You owe us a jar” (line 38)',
    ],
    [
      'an agreement that lacks a clause',
      EXAMPLE_1.agreement.replace(/^2\. .*$/m, ''),
      'is not the agreement of example-1: clause 2 is absent',
    ],
    ['nothing', '', 'is not the agreement of example-1: it contains no known agreement'],
  ])('is refused when it is %s, which is said', (_, text, why) => {
    expect(whyNotTheAgreement(readGivenAgreement('true.txt', text, INVENTED), ['example-1'])).toBe(why);
  });

  it('changes nothing of what is recognized', () => {
    const scrambled = fc
      .array(fc.nat({ max: LINES.length - 1 }), { minLength: 20, maxLength: 80 })
      .map((order) => order.map((at) => LINES[at] ?? '').join('\n'));
    const cut = fc
      .array(fc.boolean(), { minLength: LINES.length, maxLength: LINES.length })
      .map((kept) => LINES.filter((line, at) => kept[at] === true || line === '').join('\n'));
    fc.assert(
      fc.property(fc.oneof(scrambled, cut), (text) => {
        const without = recognizeAgreements('LICENSE', text, INVENTED);
        const found = recognizeAgreements('LICENSE', text, GIVEN.fingerprints);
        expect(found.map(({ license, copy, coverage }) => [license, copy, coverage])).toEqual(
          without.map(({ license, copy, coverage }) => [license, copy, coverage]),
        );
        for (const { changes, added, missingWords } of found.flatMap(({ license, part, clauses }) =>
          license === 'example-1' && part === 'agreement' ? clauses : [],
        )) {
          expect(changes?.flatMap((change) => change.added ?? [])).toEqual(added.map(({ words }) => words));
          expect(changes?.some(({ removed }) => removed !== null)).toBe(missingWords > 0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('bears with gaps that are large, many, and full of the same words', () => {
    const padded = EXAMPLE_1.agreement
      .split(' ')
      .map((word, at) => (at % 9 === 8 ? `${'of the and '.repeat(2000)}${word.slice(1)}` : word))
      .join(' ');
    const found = recognizeAgreements('LICENSE', padded, GIVEN.fingerprints);
    expect(found.filter(({ copy }) => copy)).toEqual([]);
    expect(
      found.flatMap(({ clauses }) => clauses.flatMap(({ added }) => added)).every(({ words }) => words.length <= 201),
    ).toBe(true);
  });
});
