import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCard, sentences } from '../../src/card/card.ts';
import { findText } from './find-text.ts';
import { sliced } from './sliced.ts';

describe('a card', () => {
  it('holds what it declares and what it shows', () => {
    const source = '---\nlicense: llama4\n---\n# Llama-Foo\n\nBuilt with Llama\n';
    const card = readCard('README.md', source, true);
    expect(card).toMatchObject({ file: 'README.md', source, utf8: true });
    expect(card.frontMatter?.values('license')[0]?.text).toBe('llama4');
    expect(card.visible.blocks.map(({ text }) => text)).toEqual(['Llama-Foo', 'Built with Llama']);
  });

  it('that was decoded as Latin-1 is judged all the same', () => {
    const source = Buffer.from('---\nlicense: llama4\n---\nModèle © Meta. Built with Llama', 'latin1').toString(
      'latin1',
    );
    const card = readCard('README.md', source, false);
    expect(card.utf8).toBe(false);
    expect(findText(card.visible, 'Built with Llama')[0]?.block.text).toBe('Modèle © Meta. Built with Llama');
  });
});

describe('sentences', () => {
  const of = (markdown: string): string[] =>
    readCard('README.md', markdown, true).visible.blocks.flatMap((block) => sentences(block).map(({ text }) => text));

  it('end at . ! ? ; and at lines that the author broke', () => {
    expect(of('One. Two! Three? Four; five<br>six')).toEqual(['One.', 'Two!', 'Three?', 'Four;', 'five', 'six']);
    expect(of('He said “no.” Then left. (Or so.) End')).toEqual(['He said “no.”', 'Then left.', '(Or so.)', 'End']);
    expect(of('Built with Llama | License: x · More')).toEqual(['Built with Llama', '| License: x', '· More']);
    expect(of('一。二')).toEqual(['一。', '二']);
  });

  it('do not end inside names, versions and abbreviations', () => {
    for (const one of [
      'Built with llama.cpp v1.0 and Llama 3.1 today',
      'Copyright © Meta Platforms, Inc. All Rights Reserved.',
      'Use e.g. this, i.e. that, by J. Doe et al. here',
    ])
      expect(of(one)).toEqual([one]);
  });

  it('tell where they stand', () => {
    const [block] = readCard('README.md', 'A b.  C d.', true).visible.blocks;
    expect(block).toBeDefined();
    if (block !== undefined)
      for (const { text, start, end } of sentences(block)) expect(block.text.slice(start, end)).toBe(text);
  });
});

describe('finding text', () => {
  const { visible } = readCard('README.md', 'Built with Llama, built with llama (a+b)\n\nİ BUILT WITH LLAMA', true);

  it('asks for the letter case or not', () => {
    expect(findText(visible, 'Built with Llama').length).toBe(1);
  });

  it('takes the text literally', () => {
    expect(findText(visible, '(a+b)').length).toBe(1);
    expect(findText(visible, '.')).toEqual([]);
    expect(findText(visible, '')).toEqual([]);
  });
});

describe('properties', () => {
  const pieces = [
    'Built',
    ' ',
    'with',
    'Llama',
    '*',
    '**',
    '_',
    '[',
    '](x)',
    '`',
    '```',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '> ',
    '- ',
    '1. ',
    '# ',
    '|',
    '|-|-|\n',
    '<b>',
    '</b>',
    '<div hidden>',
    '</div>',
    '<!--',
    '-->',
    '<a href="',
    '">',
    '</a>',
    '<pre>',
    '<script>',
    '<img alt="',
    '&amp;',
    '&nbsp;',
    '\\',
    '![',
    '---',
    '---\n',
    'license: ',
    '[a]: b\n',
    '\uFEFF',
    '\u200B',
    '\t',
    '    ',
    '~~~',
    '<p>',
    '<td>',
    '<svg>',
    '<plaintext>',
    '<?',
    '<![CDATA[',
    '😀',
    '\uD800',
    '\u0000',
    'https://x.y',
  ];
  const text = fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...pieces) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''));

  it('any text is read, and each place lies within it', () => {
    fc.assert(
      fc.property(text, (source) => {
        const lines = source.split(/\r\n|\n|\r/);
        for (const block of readCard('README.md', source, true).visible.blocks) {
          expect(block.text).toBe(block.text.trim());
          const place = block.place(0, block.text.length);
          expect(place.column - 1).toBeLessThanOrEqual(lines[place.line - 1]?.length ?? -1);
          expect(place.endColumn - 1).toBeLessThanOrEqual(lines[place.endLine - 1]?.length ?? -1);
          expect(
            sentences(block)
              .map((sentence) => sentence.text)
              .join('')
              .replaceAll(' ', ''),
          ).toBe(block.text.replaceAll(' ', ''));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('what is found stands in the source where its place says', () => {
    const gap = fc.constantFrom(' ', '\n', ' *', '** ', '&nbsp;', '  \n', '\r\n', '</b> ', ' <i>', ' [');
    fc.assert(
      fc.property(text, gap, gap, text, (before, first, second, after) => {
        const source = `${before} Zebra${first}with${second}Yak ${after}`;
        for (const { block, start, end } of findText(readCard('README.md', source, true).visible, 'Zebra with')) {
          const slice = sliced(source, block.place(start, end));
          expect(slice.startsWith('Zebra')).toBe(true);
          expect(slice.endsWith('with')).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    '[',
    '*a ',
    '>',
    '> ',
    '- ',
    '<b>',
    '<div>\n',
    '![',
    '`',
    '&',
    '<',
    '<!--',
    '\\',
    '|',
    '[a](',
    '*a_b',
    '\n',
    'a\n=\n',
    '</p>',
    '<a href=',
    '<svg>',
    '\r',
    '&amp;',
    '[a]: b\n\n',
  ])('%j, again and again, is read', (unit) => {
    const source = unit.repeat(60_000);
    const { visible } = readCard('README.md', `${source}\n\nlast`, true);
    expect(visible.blocks.length).toBeLessThanOrEqual(60_002);
  });
});
