import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Fingerprint } from '../../src/agreement/fingerprint.ts';
import { recognizeAgreements } from '../../src/agreement/recognize.ts';
import { words } from '../../src/agreement/words.ts';
import {
  EXAMPLE_1,
  EXAMPLES,
  haveAgreements,
  INVENTED,
  OFFICIAL,
  SHIPPED,
  whyNoAgreements,
  type Sample,
} from './texts.ts';
import { appearance } from './appearances.ts';

// A file that is an agreement from its first word to its last is told by a hash; the result is that of the comparison.

/** The same fingerprints without their hashes, so that everything is compared. */
const compared = (fingerprints: readonly Fingerprint[]): readonly Fingerprint[] =>
  fingerprints.map((one) => ({
    ...one,
    texts: one.texts.map(({ part, words: count, clauses, anchors, shingles }) => ({
      part,
      words: count,
      clauses,
      anchors,
      shingles,
    })),
  }));

/** The fingerprints, and how often one of them was compared with a text. */
function watched(fingerprints: readonly Fingerprint[]): {
  readonly fingerprints: readonly Fingerprint[];
  readonly comparisons: () => number;
} {
  let comparisons = 0;
  const texts = (one: Fingerprint) =>
    one.texts.map((text) => ({
      ...text,
      get shingles() {
        comparisons += 1;
        return text.shingles;
      },
    }));
  return { fingerprints: fingerprints.map((one) => ({ ...one, texts: texts(one) })), comparisons: () => comparisons };
}

function wholeCopies(samples: readonly Sample[], fingerprints: readonly Fingerprint[], numRuns: number): void {
  it.each(samples)('$license $part is compared with nothing, however it looks', ({ license, part, text }) => {
    fc.assert(
      fc.property(appearance, (looks) => {
        const { fingerprints: given, comparisons } = watched(fingerprints);
        const found = recognizeAgreements('LICENSE', looks(text), given);
        expect(found.map((one) => [one.license, one.part, one.copy])).toEqual([[license, part, true]]);
        expect(comparisons()).toBe(0);
        expect(found).toEqual(recognizeAgreements('LICENSE', looks(text), compared(fingerprints)));
      }),
      { numRuns },
    );
  });

  it.each(samples)('$license $part with any one word changed, added or left out is compared', ({ text }) => {
    const { starts, ends } = words(text);
    fc.assert(
      fc.property(fc.nat({ max: starts.length - 1 }), fc.constantFrom('zebra', '', 'not $&'), (word, instead) => {
        const own = text.slice(starts[word], ends[word]);
        const changed = text.slice(0, starts[word]) + instead.replace('$&', own) + text.slice(ends[word]);
        const found = recognizeAgreements('LICENSE', changed, fingerprints);
        expect(found).toEqual(recognizeAgreements('LICENSE', changed, compared(fingerprints)));
      }),
      { numRuns },
    );
  });
}

describe('a file that is a whole invented agreement', () => {
  wholeCopies(EXAMPLES, INVENTED, 30);

  it('with its policy behind it is compared with nothing either', () => {
    const { fingerprints, comparisons } = watched(INVENTED);
    const text = `${EXAMPLE_1.agreement}\n\n${EXAMPLE_1.policy}`;
    const found = recognizeAgreements('LICENSE', text, fingerprints);
    expect(found).toEqual(recognizeAgreements('LICENSE', text, compared(INVENTED)));
    expect([found.length, comparisons()]).toEqual([2, 0]);
  });
});

describe.skipIf(!haveAgreements)(`a file that is a whole official agreement${whyNoAgreements}`, () => {
  wholeCopies(OFFICIAL, SHIPPED, 5);
});
