import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CLAUSE_STATES, type ClauseRow } from '../../../src/report.ts';
import { pretty } from '../../../src/reporters/pretty/pretty.ts';
import { schemaErrors } from '../../consumer/report-schema.ts';
import { obligation, REPOSITORY, reportOf } from '../sample-report.ts';

const PLAIN = { color: false, quiet: false, width: 80 };
const LONG = 'and whoever bakes with it shall bring us a loaf on the first Monday of each month, and two at Easter';

const intact = (clause: string): ClauseRow => ({ clause, state: 'intact', missingWords: 0, added: [] });
const CLAUSES: readonly ClauseRow[] = [
  intact('preamble'),
  {
    clause: '1.b.iii',
    state: 'altered',
    missingWords: 3,
    added: [
      { words: 'not', line: 7, column: 2 },
      { words: LONG, line: 9, column: 1 },
    ],
  },
  { clause: null, state: 'foreign', missingWords: 0, added: [{ words: 'No bread.', line: 12, column: 4 }] },
  { clause: '2', state: 'absent', missingWords: 83, added: [] },
  intact('3'),
];

const reportWith = (clauses: readonly ClauseRow[], waived = false) =>
  reportOf([
    {
      ...REPOSITORY,
      obligations: [
        obligation({
          outcome: 'unmet',
          remedy: 'Replace it.',
          clauses,
          ...(waived ? { waived: { reason: 'agreed', until: null } } : {}),
        }),
      ],
    },
  ]);

describe('the clause table for a person', () => {
  it('stands below the remedy and leaves out what is intact', () => {
    expect(pretty(reportWith(CLAUSES), PLAIN)).toContain(`
  do     Replace it.
  clause 1.b.iii        altered  adds “not” (line 7); adds “and whoever bakes
                                 with it shall bring us a loaf on the first
                                 Monday of each month, and two at Easter” (line
                                 9); lacks 3 words
         after 1.b.iii  foreign  adds “No bread.” (line 12)
         2              absent   lacks all 83 words
         2 of 4 clauses are intact
`);
  });

  it('sets old words beside new ones where the true text was at hand', () => {
    const changes = [
      { removed: '700', added: '70', line: 3, column: 1 },
      { removed: 'not', added: null, line: 4, column: 1 },
      { removed: null, added: 'ever', line: 5, column: 1 },
    ];
    const text = pretty(reportWith([{ clause: '2', state: 'altered', missingWords: 2, added: [], changes }]), PLAIN);
    expect(text).toContain(
      '\n  clause 2  altered  “70” for “700” (line 3); lacks “not” (line 4); adds “ever”\n                     (line 5)\n         0 of 1 clauses are intact\n',
    );
  });

  it('counts the changes that it does not show', () => {
    const added = Array.from({ length: 9 }, (_, at) => ({ words: 'x', line: at + 1, column: 1 }));
    expect(pretty(reportWith([{ clause: '2', state: 'altered', missingWords: 0, added }]), PLAIN)).toContain(
      'adds “x” (line 4); and 5 more\n',
    );
  });

  it('gives up its columns on a narrow terminal', () => {
    const text = pretty(reportWith(CLAUSES), { ...PLAIN, width: 44 });
    expect(text).toContain('\n         after 1.b.iii foreign: adds “No\n         bread.” (line 12)\n');
    const table = text.slice(text.indexOf('\n  clause'), text.indexOf('are intact'));
    expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(44);
  });

  it('is shown with a waived duty as well', () => {
    expect(pretty(reportWith(CLAUSES, true), PLAIN)).toContain('2 of 4 clauses are intact');
  });

  it('is data that keeps to the schema', () => {
    expect(schemaErrors(reportWith(CLAUSES))).toEqual([]);
    expect(schemaErrors(JSON.parse(JSON.stringify(reportWith(CLAUSES)).replace('"foreign"', '"alien"')))).not.toEqual(
      [],
    );
    expect(
      schemaErrors(JSON.parse(JSON.stringify(reportWith(CLAUSES)).replace('"missingWords":83', '"missingWords":-1'))),
    ).not.toEqual([]);
  });
});

const TEXT = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\u001b', '\n', '\u202e', ' ', 'ab', '\ud800') }),
  fc.lorem({ maxCount: 60 }),
);
const ADDED = fc.array(fc.record({ words: TEXT, line: fc.nat(), column: fc.nat() }), { maxLength: 6 });
const CHANGES = fc.array(
  fc.record({ removed: fc.option(TEXT), added: fc.option(TEXT), line: fc.nat(), column: fc.nat() }),
  { maxLength: 6 },
);
const ROWS = fc.array(
  fc.record({
    clause: fc.option(TEXT),
    state: fc.constantFrom(...CLAUSE_STATES),
    missingWords: fc.nat(),
    added: ADDED,
    changes: CHANGES,
  }),
  { maxLength: 8 },
);

describe('hostile words in it', () => {
  it('neither act on the terminal nor break the table', () => {
    fc.assert(
      fc.property(ROWS, fc.integer({ min: 40, max: 110 }), (clauses, width) => {
        const text = pretty(reportWith(clauses), { ...PLAIN, width });
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        for (const line of text.split('\n')) {
          if (line.length > width)
            expect(
              Math.max(
                ...line
                  .trim()
                  .split(/ +/)
                  .map((word) => word.length),
              ),
            ).toBeGreaterThan(29);
        }
      }),
    );
  });
});
