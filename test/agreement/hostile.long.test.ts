import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mayHoldAgreement } from '../../src/agreement/likely.ts';
import { agreementLines, recognizeAgreements } from '../../src/agreement/recognize.ts';
import { EXAMPLE_1, INVENTED, SHIPPED } from './texts.ts';

const TWO_MEBIBYTES = 2 * 1024 * 1024;
const ALL = [...INVENTED, ...SHIPPED];

function filled(with_: string): string {
  return with_.repeat(Math.ceil(TWO_MEBIBYTES / with_.length)).slice(0, TWO_MEBIBYTES);
}

describe('texts that nobody wrote to be read', () => {
  it.each([
    ['one shingle of an agreement over and over', filled('use of the Llama Materials by clicking I Accept below '), 0],
    ['one letter', filled('a'), 0],
    ['one-letter words', filled('a '), 0],
    ['openings of links', filled(']('), 0],
    ['openings of tags', filled('<a '), 0],
    ['hyphens and blanks', filled('a-  \n'), 0],
    ['backslashes', filled('\\'), 0],
    ['ampersands', filled('&#'), 0],
    ['characters that unfold', filled('ﷺ'), 0],
    ['an agreement over and over', `${EXAMPLE_1.agreement}\n`.repeat(200), 200],
  ])('%s', (_, text, agreements) => {
    const found = recognizeAgreements('LICENSE', text, ALL);
    expect(found).toHaveLength(agreements);
    expect(found.every(({ license, copy }) => license === 'example-1' && copy)).toBe(true);
    expect(agreementLines(text, ALL).length).toBeLessThanOrEqual(1);
  });

  it('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(recognizeAgreements('LICENSE', text, ALL)).toEqual([]);
      }),
    );
  });

  it('any cut and shuffled agreement: whatever is said of it is in bounds', () => {
    const lines = EXAMPLE_1.agreement.split('\n');
    fc.assert(
      fc.property(fc.shuffledSubarray(lines), (some) => {
        for (const found of recognizeAgreements('LICENSE', some.join('\n'), INVENTED)) {
          expect(found.coverage).toBeGreaterThan(0);
          expect(found.coverage).toBeLessThanOrEqual(1);
          expect(found.place.endLine).toBeLessThanOrEqual(some.length);
          expect(found.copy).toBe(found.clauses.every(({ state }) => state === 'intact'));
        }
      }),
    );
  });

  it('without fingerprints nothing is recognized', () => {
    expect(recognizeAgreements('LICENSE', EXAMPLE_1.agreement, [])).toEqual([]);
  });

  it('are passed over when they cannot hold an agreement', () => {
    expect(mayHoldAgreement('import os\nprint("hello")')).toBe(false);
    expect(mayHoldAgreement(EXAMPLE_1.agreement)).toBe(true);
    expect(mayHoldAgreement(EXAMPLE_1.policy)).toBe(true);
  });
});
