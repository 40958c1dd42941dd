import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Fingerprint } from '../../src/agreement/fingerprint.ts';
import type { ClauseFinding, RecognizedAgreement } from '../../src/agreement/recognize.ts';
import { recognizeAgreements } from '../../src/agreement/recognize.ts';
import { words } from '../../src/agreement/words.ts';
import type { Sample } from './texts.ts';
import {
  EXAMPLE_1,
  EXAMPLES,
  fingerprintOf,
  haveAgreements,
  INVENTED,
  OFFICIAL,
  SHIPPED,
  whyNoAgreements,
} from './texts.ts';

function only(text: string, sample: Sample, fingerprints: readonly Fingerprint[]): RecognizedAgreement {
  const found = recognizeAgreements('LICENSE', text, fingerprints);
  expect(found.map(({ license, part }) => `${license} ${part}`)).toEqual([`${sample.license} ${sample.part}`]);
  const [agreement] = found;
  if (!agreement) throw new Error('nothing recognized');
  return agreement;
}

function changed(agreement: RecognizedAgreement): readonly ClauseFinding[] {
  return agreement.clauses.filter(({ state }) => state !== 'intact');
}

function fail(): never {
  throw new Error('no clause is changed');
}

/** Line and column of an offset, counted the slow way. */
function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function changes(samples: readonly Sample[], fingerprints: readonly Fingerprint[], numRuns: number): void {
  describe.each(samples)('$license $part', (sample) => {
    const { text } = sample;
    const { starts, ends } = words(text);
    const reference = fingerprintOf(sample, fingerprints);
    const clauseAt = (word: number): string =>
      reference.clauses.find(({ start, end }) => word >= start && word < end)?.clause ?? 'none';
    // The first words and the last ones have nothing beside them by which a change could be told from a page's own
    // words.
    const inner = fc.integer({ min: 8, max: starts.length - 9 });
    const splice = (word: number, until: number, instead: string): string =>
      text.slice(0, starts[word]) + instead + text.slice(ends[until - 1]);

    it('with a word taken out is no copy, and the clause is named', () => {
      fc.assert(
        fc.property(inner, (word) => {
          const found = only(splice(word, word + 1, ''), sample, fingerprints);
          expect(found.copy).toBe(false);
          expect(found.coverage).toBeLessThan(1);
          expect(
            changed(found).some(({ clause }) =>
              [clauseAt(word - 1), clauseAt(word), clauseAt(word + 1)].includes(clause ?? ''),
            ),
          ).toBe(true);
        }),
        { numRuns },
      );
    });

    it('with a word put in is no copy, and the word is quoted with its place', () => {
      fc.assert(
        fc.property(inner, (word) => {
          const inserted = `${text.slice(0, starts[word])}zebra ${text.slice(starts[word])}`;
          const found = only(inserted, sample, fingerprints);
          expect(found.copy).toBe(false);
          const added = changed(found).flatMap((clause) => clause.added);
          const quoted = added.find((each) => each.words.includes('zebra'));
          expect(quoted?.place.line).toBe(position(inserted, starts[word] ?? 0).line);
        }),
        { numRuns },
      );
    });

    it('with a word replaced is no copy, and the new word is quoted where it stands', () => {
      fc.assert(
        fc.property(inner, (word) => {
          const altered = splice(word, word + 1, 'zebra');
          const found = only(altered, sample, fingerprints);
          expect(found.copy).toBe(false);
          const [clause] = changed(found);
          expect(clause).toMatchObject({ clause: clauseAt(word), state: 'altered' });
          expect(clause?.added[0]).toMatchObject({ words: 'zebra', place: position(altered, starts[word] ?? 0) });
        }),
        { numRuns },
      );
    });

    it.each(reference.clauses.filter(({ clause, start, end }) => clause !== 'preamble' && end - start >= 12))(
      'without clause $clause',
      ({ clause, start, end }) => {
        const found = only(splice(start, end, ''), sample, fingerprints);
        expect(changed(found).map((each) => `${each.clause} ${each.state}`)).toEqual([`${clause} absent`]);
        expect(changed(found)[0]?.missingWords).toBe(end - start);
      },
    );

    it('with a foreign clause in it quotes it, behind the clause that it follows', () => {
      fc.assert(
        fc.property(fc.constantFrom(...reference.clauses.slice(2)), ({ start }) => {
          const foreign =
            'You also owe us a crate of ripe zebras on every first Monday, and you will paint the fence when we ask you to.';
          const altered = `${text.slice(0, starts[start])}${foreign}\n\n${text.slice(starts[start])}`;
          const found = only(altered, sample, fingerprints);
          expect(found).toMatchObject({ copy: false, coverage: 1 });
          const [clause, ...others] = changed(found);
          expect(others).toEqual([]);
          expect(clause).toMatchObject({ clause: null, state: 'foreign', missingWords: 0 });
          expect(found.clauses[found.clauses.indexOf(clause ?? fail()) - 1]).toMatchObject({
            clause: clauseAt(start - 1),
            state: 'intact',
          });
          expect(clause?.added[0]?.words).toMatch(/^You also .* ask you to/);
        }),
        { numRuns: 10 },
      );
    });

    it('cut short at the end or at the start is no copy, and names the clauses that are gone', () => {
      const half = Math.floor(starts.length / 2);
      const beginning = only(text.slice(0, starts[half]), sample, fingerprints);
      expect(beginning.copy).toBe(false);
      expect(beginning.clauses.at(-1)).toMatchObject({ state: 'absent' });
      expect(beginning.clauses[0]).toMatchObject({ clause: 'preamble', state: 'intact' });
      const fromClauses = only(text.slice(starts[reference.clauses[1]?.start ?? 0]), sample, fingerprints);
      expect(changed(fromClauses).map(({ clause, state }) => `${clause} ${state}`)).toEqual(['preamble absent']);
    });
  });
}

describe('an invented license that was changed', () => {
  changes(EXAMPLES, INVENTED, 100);

  it.each([
    ['a number', '700 million', '70 million', '2', '70'],
    ['a negated verb', 'You may copy its word', 'You may not copy its word', '4.a', 'not'],
    ['a section that is referred to', 'Section 2 of this Agreement', 'Section 3 of this Agreement', '1.b.ii', '3'],
    ['the version that is named', 'on the Example 1 version date', 'on the Example 2 version date', '2', '2'],
    ['a negation inside markup', 'the recipe', '<b>not</b> the recipe', '4.b', 'not'],
    ['a word that looks like a tag', 'you have agreed', 'you <never> have agreed', 'preamble', 'never'],
    ['words where a link has its target', 'the recipe', 'the [recipe](not yours)', '4.b', 'not yours'],
  ])('%s', (_, was, is, clause, added) => {
    const [found] = recognizeAgreements('LICENSE', EXAMPLE_1.agreement.replace(was, is), INVENTED);
    expect(found?.clauses.filter(({ state }) => state !== 'intact')).toMatchObject([
      { clause, added: [{ words: added }] },
    ]);
  });

  it('is named by its own title, date and notice where the rest is another version’s', () => {
    const mixed = EXAMPLE_1.agreement
      .replaceAll('Example 1', 'Example 2')
      .replace('Example 2 Version Date: March', 'Example 1 Version Date: March')
      .replace('“Example 2 is licensed under the Example 2', '“Example 1 is licensed under the Example 1');
    const [found] = recognizeAgreements('LICENSE', mixed, INVENTED);
    expect(found).toMatchObject({ license: 'example-1', copy: false });
  });

  it('is nothing once every place that names the version is another company’s', () => {
    const derived = EXAMPLE_1.agreement
      .replaceAll('Example 1', 'Vineyard')
      .replace('EXAMPLE 1 COMMUNITY', 'VINEYARD')
      .replace('March 1, 2026', 'June 3, 2026');
    expect(recognizeAgreements('LICENSE', derived, INVENTED)).toEqual([]);
  });

  it('is nothing as an excerpt, a summary or a link', () => {
    const excerpt = EXAMPLE_1.agreement.split('\n\n').slice(4, 7).join('\n\n');
    expect(recognizeAgreements('README.md', `# Card\n\n${excerpt}`, INVENTED)).toEqual([]);
    expect(
      recognizeAgreements(
        'README.md',
        'License: [Example 1 Community License Agreement](LICENSE). You agree to it.',
        INVENTED,
      ),
    ).toEqual([]);
  });

  it('quotes a long addition only in part', () => {
    const altered = EXAMPLE_1.agreement.replace('You may pick', `You ${'may or '.repeat(200)}may pick`);
    const added = recognizeAgreements('LICENSE', altered, INVENTED)[0]?.clauses.flatMap((clause) => clause.added) ?? [];
    expect(added).toHaveLength(1);
    expect(added[0]?.words).toMatch(/may or may or .*…$/);
    expect(added[0]?.words.length).toBeLessThan(220);
  });
});

describe(`an official agreement that was changed${whyNoAgreements}`, () => {
  if (haveAgreements) changes(OFFICIAL, SHIPPED, 30);
  else it.skip(`is known again${whyNoAgreements}`);
});
