import { describe, expect, it } from 'vitest';

import { agreementLines } from '../../src/agreement/recognize.ts';
import { EXAMPLE_1, haveAgreements, INVENTED, OFFICIAL, officialText, SHIPPED, whyNoAgreements } from './texts.ts';

const paragraphs = EXAMPLE_1.agreement.split('\n\n');
const duties = paragraphs.filter((paragraph) => /^ {8}(?:i|ii)\./.test(paragraph)).join('\n');

describe('agreementLines', () => {
  it('finds clauses pasted into a card, and only them', () => {
    const card = `# My model\n\nPicked from Example.\n\nThe license says:\n\n${duties}\n\nPicked from Example, as I said.\n`;
    expect(agreementLines(card, INVENTED)).toMatchObject([{ startLine: 7, endLine: 8 }]);
  });

  it('finds a part of one sentence, with its columns', () => {
    const card = 'It says “write “Picked from Example” where a hungry guest reads it first.”';
    expect(agreementLines(card, INVENTED)).toEqual([]);
    const longer =
      'It says: you have to (A) put this page into the same basket; and (B) write “Picked from Example” where a hungry guest.';
    expect(agreementLines(longer, INVENTED)).toEqual([
      { startLine: 1, startColumn: 10, endLine: 1, endColumn: longer.length },
    ]);
  });

  it('finds a paste with a changed word on both sides of the change', () => {
    const altered = EXAMPLE_1.agreement.replace('you have agreed', 'you never have agreed');
    expect(agreementLines(altered, INVENTED)).toHaveLength(2);
  });

  it('takes no notice line, title or link for the agreement', () => {
    const card =
      'Picked from Example. Example 1 is licensed under the Example 1 Community License, Copyright © Example Authors. All Rights Reserved.';
    expect(agreementLines(card, INVENTED)).toEqual([]);
    expect(
      agreementLines('# EXAMPLE 1 COMMUNITY LICENSE AGREEMENT\n\nExample 1 Version Date: March 1, 2026', INVENTED),
    ).toEqual([]);
    expect(agreementLines('', INVENTED)).toEqual([]);
  });

  it.skipIf(!haveAgreements)(
    `covers every official text from its first line with words to its last${whyNoAgreements}`,
    () => {
      for (const { text } of OFFICIAL) {
        const lines = text.trimEnd().split('\n');
        const first = lines.findIndex((line) => line.trim() !== '') + 1;
        expect(agreementLines(text, SHIPPED)).toMatchObject([{ startLine: first, endLine: lines.length }]);
      }
    },
  );

  it.skipIf(!haveAgreements)(
    `knows the clause that names the phrase from a card that displays it${whyNoAgreements}`,
    () => {
      const clause =
        officialText('llama-4', 'LICENSE')
          .split('\n')
          .find((line) => line.startsWith('i. ')) ?? '';
      expect(agreementLines(`**Built with Llama**\n\n${clause}\n\nBuilt with Llama`, SHIPPED)).toMatchObject([
        { startLine: 3, endLine: 3 },
      ]);
    },
  );
});
