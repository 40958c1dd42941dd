import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { CheckOptions } from '../../src/index.ts';
import { words } from '../../src/agreement/words.ts';
import { EXAMPLE_1, fingerprintOf, haveAgreements, INVENTED, SHIPPED, whyNoAgreements } from '../agreement/texts.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import {
  changed,
  EXAMPLE,
  FOREIGN,
  judged,
  LOWERED,
  META,
  position,
  reportOn,
  TRUE_EXAMPLE,
  type Subject,
} from './altered-agreements.ts';

// An agreement that somebody changed: which clauses, by which words, and with the true text at hand, from which.

function changes(subject: Subject, numRuns: number): void {
  const { text } = subject;
  const { starts, ends } = words(text);
  const { clauses } = fingerprintOf(subject, [...INVENTED, ...SHIPPED]);
  const clauseAt = (word: number): string =>
    clauses.find(({ start, end }) => word >= start && word < end)?.clause ?? 'none';
  const word = (at: number): string => text.slice(starts[at], ends[at]).replace(/\s+/g, ' ');
  /** False where a neighbor is the same word, or “5(a)” without its number would look like the label of a list. */
  const alone = (at: number): boolean =>
    ![at - 1, at + 1].some(
      (beside) => word(beside).toLowerCase() === word(at).toLowerCase() || word(beside).length === 1,
    );
  const splice = (start: number, end: number, instead: string): string =>
    text.slice(0, starts[start]) + instead + text.slice(ends[end - 1]);
  const trueText = (): CheckOptions => ({
    agreement: join(temporaryFolder({ 'true.txt': `# The license\n\n${text}\n` }), 'true.txt'),
  });
  // Beside the first and the last words nothing tells a change from a page's own words, unless the true text does.
  // In “5(a)” and “1.b.i” the numbers and the letters hold each other: apart from the one, the other reads as a label.
  const inner = fc
    .integer({ min: 8, max: starts.length - 9 })
    .filter((at) =>
      [at, at + 1, at + 2].every((one) => !/[(]|^\./.test(text.slice((starts[one] ?? 0) - 1, (ends[one] ?? 0) + 1))),
    );
  const any = fc.integer({ min: 1, max: starts.length - 2 });

  it('has no table when it is a copy', async () => {
    expect(await judged(subject, text)).toMatchObject({ outcome: 'met' });
    expect(await judged(subject, text)).not.toHaveProperty('clauses');
    expect(await judged(subject, text, trueText())).not.toHaveProperty('clauses');
  });

  it('lists every clause in order', async () => {
    const { clauses: rows = [] } = await judged(subject, splice(20, 21, 'zebra'));
    expect(rows.map(({ clause }) => clause)).toEqual(clauses.map(({ clause }) => clause));
  });

  it('names the clause and the new word where one word is replaced', async () => {
    await fc.assert(
      fc.asyncProperty(inner, async (at) => {
        const altered = splice(at, at + 1, 'zebra');
        expect(await changed(subject, altered)).toEqual([
          {
            clause: clauseAt(at),
            state: 'altered',
            missingWords: 1,
            added: [{ words: 'zebra', ...position(altered, starts[at] ?? 0) }],
          },
        ]);
      }),
      { numRuns },
    );
  });

  it('names the old word as well with the true text', async () => {
    const options = trueText();
    await fc.assert(
      fc.asyncProperty(any, async (at) => {
        const altered = splice(at, at + 1, 'zebra');
        const place = position(altered, starts[at] ?? 0);
        expect(await changed(subject, altered, options)).toEqual([
          {
            clause: clauseAt(at),
            state: 'altered',
            missingWords: 1,
            added: [{ words: 'zebra', ...place }],
            changes: [{ removed: word(at), added: 'zebra', ...place }],
          },
        ]);
      }),
      { numRuns },
    );
  });

  it('tells two replaced words apart with the true text', async () => {
    const options = trueText();
    // Where the word between them is one of them, either may have stayed.
    await fc.assert(
      fc.asyncProperty(
        inner.filter((at) => ![word(at), word(at + 2)].some((one) => one.toLowerCase() === word(at + 1).toLowerCase())),
        async (at) => {
          const altered = `${text.slice(0, starts[at])}zebra${text.slice(ends[at], starts[at + 2])}yak${text.slice(ends[at + 2])}`;
          const found = (await changed(subject, altered, options)).flatMap((row) => row.changes ?? []);
          expect(found.map(({ removed, added }) => [removed, added])).toEqual([
            [word(at), 'zebra'],
            [word(at + 2), 'yak'],
          ]);
        },
      ),
      { numRuns },
    );
  });

  it('counts a word that was taken out, and quotes it with the true text', async () => {
    const options = trueText();
    await fc.assert(
      fc.asyncProperty(inner.filter(alone), async (at) => {
        const rows = await changed(subject, splice(at, at + 1, ''), options);
        expect(rows.reduce((sum, { missingWords }) => sum + missingWords, 0)).toBe(1);
        expect(rows.flatMap((row) => row.changes?.map(({ removed, added }) => [removed, added]))).toEqual([
          [word(at), null],
        ]);
      }),
      { numRuns },
    );
  });

  it('quotes a word that was put in', async () => {
    await fc.assert(
      fc.asyncProperty(inner, async (at) => {
        const altered = `${text.slice(0, starts[at])}zebra ${text.slice(starts[at])}`;
        const [row, ...others] = await changed(subject, altered);
        expect(others).toEqual([]);
        expect(row).toMatchObject({
          state: 'altered',
          missingWords: 0,
          added: [{ words: 'zebra', ...position(altered, starts[at] ?? 0) }],
        });
        expect([clauseAt(at - 1), clauseAt(at)]).toContain(row?.clause);
      }),
      { numRuns },
    );
  });

  it.each(clauses.filter(({ clause, start, end }) => clause !== 'preamble' && end - start >= 12))(
    'says that clause $clause is absent',
    async ({ clause, start, end }) => {
      expect(await changed(subject, splice(start, end, ''))).toEqual([
        { clause, state: 'absent', missingWords: end - start, added: [] },
      ]);
      const [row] = await changed(subject, splice(start, end, ''), trueText());
      expect(row?.changes).toMatchObject([{ removed: expect.stringContaining(word(start)) as string, added: null }]);
    },
  );

  it.each(clauses.slice(2))('shows a foreign clause before clause $clause where it stands', async ({ start }) => {
    const altered = `${text.slice(0, starts[start])}${FOREIGN}\n\n${text.slice(starts[start])}`;
    const { clauses: rows = [] } = await judged(subject, altered);
    const at = rows.findIndex(({ state }) => state === 'foreign');
    expect(rows[at]).toEqual({
      clause: null,
      state: 'foreign',
      missingWords: 0,
      added: [{ words: FOREIGN.slice(0, -1), ...position(altered, starts[start] ?? 0) }],
    });
    expect(rows[at - 1]?.clause).toBe(clauseAt(start - 1));
    expect(rows.filter(({ state }) => state !== 'intact')).toHaveLength(1);
  });

  it('shows a foreign clause behind the last one', async () => {
    const next = Number(clauses.findLast(({ clause }) => /^\d+$/.test(clause))?.clause) + 1;
    const rows = await changed(subject, `${text.trimEnd()}\n\n${next}. ${FOREIGN}\n`, trueText());
    expect(rows).toMatchObject([
      {
        clause: null,
        state: 'foreign',
        added: [{ words: FOREIGN.slice(0, -1) }],
        changes: [{ removed: null, added: FOREIGN.slice(0, -1) }],
      },
    ]);
  });

  it('counts what was cut off at the end', async () => {
    const half = Math.floor(starts.length / 2);
    const rows = await changed(subject, text.slice(0, starts[half]));
    expect(rows.reduce((sum, { missingWords }) => sum + missingWords, 0)).toBe(starts.length - half);
    expect(rows.slice(1).every(({ state }) => state === 'absent')).toBe(true);
  });
}

describe('an altered copy of an invented agreement', () => {
  changes(EXAMPLE, 60);
});

describe(`an altered copy of an official agreement${whyNoAgreements}`, () => {
  if (!haveAgreements) it.skip(`is told clause by clause${whyNoAgreements}`);
  for (const subject of haveAgreements ? META : [])
    describe(subject.license, () => {
      changes(subject, 8);
    });
});

describe('the table', () => {
  it('goes with an altered agreement in the card, and with one at the gate', async () => {
    const card = await reportOn({ ...EXAMPLE, card: `${EXAMPLE.card}\n${LOWERED}` }, {});
    expect(card.obligations[0]).toMatchObject({ outcome: 'unmet' });
    expect(card.obligations[0]?.clauses?.find(({ state }) => state === 'altered')).toMatchObject({
      clause: '2',
      added: [{ words: '70', line: 6 + position(LOWERED, LOWERED.indexOf('70 million')).line }],
    });
    const prompt = LOWERED.replace(/^/gm, '  ');
    const gate = await reportOn(
      {
        ...EXAMPLE,
        card: EXAMPLE.card.replace('license: example1\n', `license: example1\nextra_gated_prompt: |\n${prompt}\n`),
      },
      {},
    );
    expect(gate.obligations[0]).toMatchObject({ outcome: 'unclear' });
    expect(gate.obligations[0]?.clauses?.find(({ state }) => state === 'altered')).toMatchObject({
      clause: '2',
      added: [{ words: '70', line: gate.obligations[0]?.locations[0]?.line }],
    });
  });

  it('tells words that end a clause from a clause of their own', async () => {
    const inside = EXAMPLE_1.agreement.replace('and so is the recipe.', 'and so is the recipe. But not the oven.');
    expect(await changed(EXAMPLE, inside)).toMatchObject([
      { clause: '4.b', state: 'altered', added: [{ words: 'But not the oven' }] },
    ]);
    const labeled = EXAMPLE_1.agreement.replace(
      'and so is the recipe.',
      'and so is the recipe.\n    c) But not the oven.',
    );
    expect(await changed(EXAMPLE, labeled)).toMatchObject([
      { clause: null, state: 'foreign', added: [{ words: 'But not the oven' }] },
    ]);
    const page = labeled
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => `<p>${line}</p>`)
      .join('');
    expect(await changed(EXAMPLE, page)).toMatchObject([{ clause: null, state: 'foreign' }]);
  });

  it.each([
    ['ADDITIONAL TERMS\n\nNobody sells the bread.\n\nThat is all.\n', 'ADDITIONAL TERMS Nobody sells the bread'],
    ['## Further restrictions\n\n- Nobody sells the bread.\n', 'Further restrictions - Nobody sells the bread'],
    ['**Special conditions:** Nobody sells the bread.\n', 'Special conditions:** Nobody sells the bread'],
    ['---\n\nAddendum. Nobody sells the bread.\n', 'Addendum. Nobody sells the bread'],
  ])('shows terms behind the agreement that extend it without a number: %j', async (behind, words) => {
    const extended = `${EXAMPLE_1.agreement.trimEnd()}\n\n${behind}`;
    expect(await judged(EXAMPLE, extended)).toMatchObject({ outcome: 'unmet' });
    expect(await changed(EXAMPLE, extended)).toMatchObject([{ clause: null, state: 'foreign', added: [{ words }] }]);
  });

  it.each([
    'Copyright 2026 The Bakery.\n',
    'See our website for further restrictions on visits.\n',
    `${EXAMPLE_1.policy}\n`,
    'Downloaded from https://example.org/license\n',
  ])('takes a footer or the policy for no extension: %j', async (behind) => {
    expect(await judged(EXAMPLE, `${EXAMPLE_1.agreement.trimEnd()}\n\n${behind}`)).toMatchObject({ outcome: 'met' });
  });

  it('takes a date behind the agreement for no clause', async () => {
    expect(await judged(EXAMPLE, `${EXAMPLE_1.agreement.trimEnd()}\n\n25. September 2024\n`)).toMatchObject({
      outcome: 'met',
    });
    expect(await judged(EXAMPLE, `${EXAMPLE_1.agreement.trimEnd()}\n\n25. Nobody sells bread.\n`)).toMatchObject({
      outcome: 'unmet',
    });
  });

  it('does not fall apart where a clause was rewritten', async () => {
    const rewritten = EXAMPLE_1.agreement.replace(
      /You may pick, taste[^]*?this Agreement\./,
      'Nobody takes an apple from the Orchard, nor sells one that fell, without a paid seat on the ladder of the Example Authors.',
    );
    const [row, ...others] = await changed(EXAMPLE, rewritten, { agreement: TRUE_EXAMPLE });
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      clause: '1.a',
      state: 'altered',
      changes: [
        {
          removed: expect.stringMatching(/^You may pick/) as string,
          added: expect.stringMatching(/^Nobody/) as string,
        },
      ],
    });
  });

  it('keeps a page’s own words apart from a change in the title', async () => {
    const retitled = `# Example 1 community license\n\n${EXAMPLE_1.agreement.replace('COMMUNITY LICENSE AGREEMENT', 'COMMUNITY LICENSE CONTRACT')}`;
    const [row, ...others] = await changed(EXAMPLE, retitled, { agreement: TRUE_EXAMPLE });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ clause: 'preamble', changes: [{ removed: 'AGREEMENT', added: 'CONTRACT', line: 3 }] });
  });

  it('is nothing where no agreement was found', async () => {
    expect(await judged(EXAMPLE, 'See the license.\n')).not.toHaveProperty('clauses');
  });
});
