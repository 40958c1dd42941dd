import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { whyNoCopy, whyNoCopyAlone } from '../../../src/agreement/sources/true-copy.ts';
import { appearance, furniture, webPage } from '../appearances.ts';
import {
  EXAMPLE_1,
  EXAMPLE_2,
  haveAgreements,
  INVENTED,
  officialText,
  SHIPPED,
  VERSIONS,
  whyNoAgreements,
} from '../texts.ts';

const alone = (text: string) => whyNoCopyAlone('example-1', text, INVENTED);
const sentence = fc.constantFrom(
  'You owe us a crate.',
  'NO ORCHARDS',
  'x',
  '# Note',
  '> Except on Sundays',
  '**not**',
  '7',
  'Zusatz: nur für Äpfel',
);

describe('a text that nobody vouches for', () => {
  it('is a copy in whatever way it looks', () => {
    fc.assert(
      fc.property(appearance, (look) => {
        expect(alone(look(EXAMPLE_1.agreement))).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  it('is none with a word above or below the agreement, which is quoted with its line', () => {
    fc.assert(
      fc.property(appearance, sentence, fc.boolean(), (look, added, above) => {
        const text = look(EXAMPLE_1.agreement);
        expect(alone(above ? `${added}\n\n${text}` : `${text}\n\n${added}\n`)).toMatch(
          /^contains more than the agreement of example-1: “.+” \(line \d+\)$|^is not the agreement of example-1: a foreign clause after 5/,
        );
      }),
      { numRuns: 100 },
    );
    expect(alone(`\n\nOnly on Sundays\n${EXAMPLE_1.agreement}`)).toBe(
      'contains more than the agreement of example-1: “Only on Sundays” (line 3)',
    );
    expect(alone(`${EXAMPLE_1.agreement.trimEnd()} Not on Sundays`)).toMatch(/“Not on Sundays” \(line 35\)/);
    expect(alone(`${'long '.repeat(500)}\n\n${EXAMPLE_1.agreement}`)?.length).toBeLessThan(250);
  });

  it('is none on a page, which a person may still give', () => {
    fc.assert(
      fc.property(webPage, furniture, (look, around) => {
        const page = `${around}\n\n${look(EXAMPLE_1.agreement)}`;
        expect(whyNoCopy('example-1', page, INVENTED)).toBeNull();
        expect(alone(page)).toMatch(/^contains more than/);
      }),
      { numRuns: 30 },
    );
  });

  it('may hold the use policy of the same license, and no other agreement', () => {
    expect(alone(`${EXAMPLE_1.agreement}\n\n${EXAMPLE_1.policy}`)).toBeNull();
    expect(alone(`${EXAMPLE_1.agreement}\n\n${EXAMPLE_2.agreement}`)).toMatch(
      /^contains more than the agreement of example-1/,
    );
    expect(alone(`${EXAMPLE_2.agreement}\n\n${EXAMPLE_1.agreement}`)).toMatch(
      /^contains more than the agreement of example-1/,
    );
    expect(alone(EXAMPLE_2.agreement)).toBe('is not the agreement of example-1: it is that of example-2');
  });
});

describe.skipIf(!haveAgreements)(`Meta’s agreements${whyNoAgreements}`, () => {
  it.each(VERSIONS)('as %s has it are copies, each of its own license alone', (license) => {
    const text = officialText(license, 'LICENSE');
    expect(VERSIONS.filter((other) => whyNoCopyAlone(other, text, SHIPPED) === null)).toEqual([license]);
    expect(whyNoCopyAlone(license, text.replace(/\n\s*\n/, '\n\nSee our page.\n\n'), SHIPPED)).not.toBeNull();
  });
});
