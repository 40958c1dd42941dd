import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { words } from '../../src/agreement/words.ts';

/** The stretches of the text that count as words. */
function read(text: string): string[] {
  const { starts, ends } = words(text);
  return Array.from(starts, (start, at) => text.slice(start, ends[at]));
}

function sameWording(one: string, other: string): boolean {
  return words(one).hashes.join() === words(other).hashes.join();
}

describe('words', () => {
  it.each([
    ['letter case', 'LLAMA 4 COMMUNITY', 'Llama 4 Community'],
    ['curly and straight quotes', '“Meta’s” own', '"Meta\'s" own'],
    ['a space after a hyphen', 'a royalty- free license', 'a royalty-free license'],
    ['a hyphen at a line’s end', 'non-\ntransferable', 'non-transferable'],
    ['a hyphen at the end of a quoted line', '> non-\n> transferable', 'non-transferable'],
    ['a hyphen at the end of a comment’s line', '// non-\n// transferable', 'non-transferable'],
    ['a dash for a hyphen', 'royalty–free', 'royalty-free'],
    ['emphasis', '**Built** _with_ `Llama`', 'Built with Llama'],
    ['emphasis within a word', '3**. Disclaimer** of', 'Disclaimer of'],
    ['escapes', '1\\. See llama3\\_3/use-policy', 'See llama3_3/use-policy'],
    ['links', 'at [https://www.llama.com/docs](https://llama.com/docs "The docs").', 'at llama.com/docs.'],
    ['links by reference', 'the [docs][1] here', 'the docs here'],
    ['autolinks', 'at <https://llama.com/x/>', 'at llama.com/x'],
    ['the end of an address', 'http://www.example.org/brand/ is', 'https://example.org/brand is'],
    ['HTML', '<p class="a">Meta&rsquo;s <b>Mark</b>&nbsp;&copy;<br/>2</p>', 'Meta’s Mark © 2'],
    ['numeric references', '&#8220;Mark&#x201D;', 'Mark'],
    ['headings, lists, quotes and tables', '## Terms\n> * one\n| two | three |', 'Terms one two three'],
    ['list labels', '1. One a) two (iv) three\niv. four', 'One two three four'],
    ['a decorated copyright sign', 'Copyright (c) Meta', 'Copyright © Meta'],
    ['invisible characters', '\ufeffBu\u00adilt\u200b with\u2060 Llama', 'Built with Llama'],
    ['compatibility forms', 'ｂuilt ﬁne', 'built fine'],
    ['line ends', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['escaped line ends of JSON', 'one\\n\\ntwo \\u201cthree\\u201d', 'one two three'],
    ['UTF-8 read as Windows-1252', 'Metaâ€™s â€œMarkâ€\u009d', 'Meta’s “Mark”'],
  ])('does not look at %s', (_, one, other) => {
    expect(sameWording(one, other)).toBe(true);
  });

  it.each([
    ['a number', 'Llama 3.1', 'Llama 3.2'],
    ['a number that is a name’s', 'use Llama 4. If', 'use Llama 3. If'],
    ['a name’s number at a line’s start', 'use Llama\n4. If', 'use Llama\n3. If'],
    ['a section’s number', 'in Section 2. If', 'in Section 3. If'],
    ['a section’s letter', 'Section 5(a)', 'Section 5(b)'],
    ['a path of labels', 'Section 1.b.i. You', 'Section 1.b.ii. You'],
    ['a word', 'shall comply', 'shall not comply'],
    ['a word in brackets that no page hides', 'the [use](not really)', 'the use'],
    ['an unknown tag', 'the <not> use', 'the use'],
    ['a dash between words', 'model - and', 'model-and'],
    ['another address', 'llama.com/llama4', 'llama.com/llama3'],
  ])('looks at %s', (_, one, other) => {
    expect(sameWording(one, other)).toBe(false);
  });

  it('says where each word stands in the text as it is', () => {
    expect(read('  **“Built** with [Llama](x)”,\n1. non-\n  free&nbsp;\u00ad3.1')).toEqual([
      'Built',
      'with',
      'Llama',
      'non-\n  free',
      '3.1',
    ]);
  });

  it('takes any text, and puts no word before the one before', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '&',
      '&#',
      ';',
      '\\',
      '](',
      '[',
      ']',
      ')',
      '(',
      '-',
      '_',
      '*',
      'a',
      '1',
      '.',
      ' ',
      '\n',
      '\r',
      'http://',
      'www.',
      '\ud83d',
      'é',
      'ﷺ',
      'â€',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const { hashes, starts, ends } = words(text);
          expect(starts).toHaveLength(hashes.length);
          expect(starts.every((start, at) => start >= (starts[at - 1] ?? 0) && start < (ends[at] ?? 0))).toBe(true);
          expect(ends.every((end) => end <= text.length)).toBe(true);
        },
      ),
    );
  });

  it('wraps alike at any width', () => {
    const word = fc.constantFrom(
      'royalty-free',
      'Llama',
      '4',
      '3.1',
      'you',
      'Section',
      '2',
      '“Mark”',
      'llama.com/docs',
      '©',
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.infiniteStream(fc.constantFrom(' ', '\n', '\r\n', '  ', '\n> ', ' \n\t')),
        (some, gaps) => {
          const wrapped = some.map((each) => `${each}${String(gaps.next().value)}`).join('');
          expect(sameWording(wrapped, some.join(' '))).toBe(true);
        },
      ),
    );
  });
});
