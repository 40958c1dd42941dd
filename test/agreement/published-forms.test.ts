import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fingerprint, licenseFingerprint, type Fingerprint } from '../../src/agreement/fingerprint.ts';
import { recognizeAgreements } from '../../src/agreement/recognize.ts';
import { words } from '../../src/agreement/words.ts';
import { EXAMPLE_1, haveAgreements, OFFICIAL, SHIPPED, whyNoAgreements, type Sample } from './texts.ts';

/** Ways in which the licensor has published the same text. */
const FORMS: readonly (readonly [string, (text: string) => string])[] = [
  [
    'the host llama.com',
    (text) => text.replaceAll('llama.meta.com', 'llama.com').replaceAll('www.llama.com', 'llama.com'),
  ],
  ['the host www.llama.com', (text) => text.replace(/(?:www\.)?llama\.(?:meta\.)?com/g, 'www.llama.com')],
  ['the host llama.meta.com', (text) => text.replace(/(?:www\.)?llama\.com/g, 'llama.meta.com')],
  [
    'the older address of the documentation',
    (text) => text.replace(/(?:www\.)?llama\.com\/docs\//g, 'llama.meta.com/doc/'),
  ],
  ['a space that is missing', (text) => text.replace('Meta Llama 3” means', 'MetaLlama 3” means')],
];

/** What makes a copy an altered one, whatever form it has; each changes every text. */
const CHANGES: readonly (readonly [string, (text: string, at: number) => string])[] = [
  ['a changed number', (text) => text.replace(/\b(?:700|1\(a\)|4|5|2)\b/, '9')],
  ['a negation', (text) => text.replace(/\b(You may|may|will|shall|agree)\b/, '$1 not')],
  [
    'a clause left out',
    (text) => {
      const lines = text.split('\n');
      const longest = lines.indexOf([...lines].sort((one, other) => other.length - one.length)[0] ?? '');
      return lines.filter((_, line) => line !== longest).join('\n');
    },
  ],
  [
    'an added word',
    (text, at) => {
      const { starts } = words(text);
      const offset = starts[8 + (at % (starts.length - 16))] ?? 0;
      return `${text.slice(0, offset)}however ${text.slice(offset)}`;
    },
  ],
];

// The invented agreement, with the addresses of another licensor in a clause.
const OWN = EXAMPLE_1.agreement.replace(
  'You may pick',
  'The manual is at https://www.llama.com/docs/overview and the files at https://llama.com/files. “Meta Llama 3” means fruit. You may pick',
);
const INVENTED: readonly Fingerprint[] = [
  licenseFingerprint('example-1', [fingerprint(OWN, { part: 'agreement', name: 'Example 1' })]),
];

function forms(samples: readonly Sample[], fingerprints: readonly Fingerprint[], numRuns: number): void {
  describe.each(samples)('$license $part', ({ license, part, text }) => {
    it.each(FORMS)('is a copy with %s, and every clause is intact', (_, published) => {
      const found = recognizeAgreements('LICENSE', published(text), fingerprints);
      expect(found.map((one) => [one.license, one.part, one.copy, one.coverage])).toEqual([[license, part, true, 1]]);
      expect(found[0]?.clauses.every(({ state }) => state === 'intact')).toBe(true);
    });

    it.each(CHANGES)('is altered with %s in any of these forms', (_, change) => {
      fc.assert(
        fc.property(fc.constantFrom(...FORMS), fc.nat(), ([, published], at) => {
          const changed = change(text, at);
          expect(changed).not.toBe(text);
          expect(recognizeAgreements('LICENSE', published(changed), fingerprints).some(({ copy }) => copy)).toBe(false);
        }),
        { numRuns },
      );
    });
  });
}

describe('an invented agreement, in the forms in which a licensor may have published it', () => {
  forms([{ license: 'example-1', part: 'agreement', text: OWN }], INVENTED, 40);

  it.each([
    ['another host', OWN.replace('www.llama.com', 'www.lama.com')],
    ['another path', OWN.replace('docs/overview', 'docs/terms')],
    ['a host below the licensor’s', OWN.replace('www.llama.com', 'terms.llama.com')],
    ['another space that is missing', OWN.replace('Meta Llama 3', 'Meta Llama3')],
    ['words of an address where none stands', OWN.replace('You may pick', 'You may doc pick')],
  ])('is altered with %s', (_, text) => {
    expect(text).not.toBe(OWN);
    expect(recognizeAgreements('LICENSE', text, INVENTED).map(({ copy }) => copy)).toEqual([false]);
  });

  it('has the places of its words where they stand in the file', () => {
    const text = OWN.replaceAll('llama.com', 'llama.meta.com').replace('pick', 'never pick');
    const [found] = recognizeAgreements('LICENSE', text, INVENTED);
    const line = text.split('\n').findIndex((one) => one.includes('never pick'));
    const column = (text.split('\n')[line] ?? '').indexOf('never') + 1;
    expect(found?.clauses.flatMap(({ added }) => added)).toMatchObject([
      { words: 'never', place: { line: line + 1, column } },
    ]);
  });
});

describe.skipIf(!haveAgreements)(`the official agreements, as Meta has published them${whyNoAgreements}`, () => {
  forms(
    OFFICIAL.filter(({ part }) => part === 'agreement'),
    SHIPPED,
    10,
  );
});
