import { describe, expect, it } from 'vitest';
import { findText } from './find-text.ts';
import { readVisibleText, type VisibleText } from '../../src/card/visible-text.ts';
import { sliced } from './sliced.ts';

const read = (source: string): VisibleText => readVisibleText('README.md', source, 0);
const texts = (source: string): string[] => read(source).blocks.map(({ text }) => text);
const kinds = (source: string): string[] => read(source).blocks.map(({ kind, text }) => `${kind} ${text}`);
const shows = (source: string): boolean => findText(read(source), 'Built with Llama').length > 0;

describe('the phrase is seen', () => {
  it.each([
    'Built with Llama',
    '**Built with Llama**',
    '**Built** with [Llama](https://llama.com)',
    'Built with\nLlama',
    'Built  \nwith Llama',
    'Built with\r\nLlama',
    '> Built with\n> Llama',
    '- Built\n  with Llama',
    '*B*uilt _with_ Llama',
    'Built&nbsp;with Llama',
    'Built&#32;with&#x20;Ll&#97;ma',
    'Built\\\nwith Llama',
    'Built with Ll\u200Bama',
    '# Built with **Llama**',
    'Built with Llama\n===',
    '<b>Built</b> with <a href="https://llama.com">Llama</a>',
    '<p align="center">\n  <b>Built</b> with\n  <a href="x">Llama</a>\n</p>',
    '<h1>Built with Llama</h1>',
    '<div>\n\n**Built with Llama**\n\n</div>',
    '<details><summary>More</summary>\n\nBuilt with Llama\n\n</details>',
    '<table><tr><td>Built with Llama</td></tr></table>',
    '<center>Built with<br>Llama</center>',
    '| a | b |\n|---|---|\n| x | Built with Llama |',
    '[Built with Llama][1]\n\n[1]: https://llama.com',
    '![Built with Llama](badge.svg)',
    '[![Built with Llama](badge.svg)](https://llama.com)',
    '<img src="badge.svg" alt="Built with Llama">',
    'a <model> b\n\nBuilt with Llama',
    'text with <span hidden>an unclosed tag\n\nBuilt with Llama',
    'say <script> in prose\n\nBuilt with Llama',
    '<!-- x -->\nBuilt with Llama',
    '<a href="\n\nBuilt with Llama',
    '<div style="display:block">Built with Llama</div>',
  ])('in %j', (source) => {
    expect(shows(source)).toBe(true);
  });
});

describe('the phrase is not seen', () => {
  it.each([
    '<!-- Built with Llama -->',
    'a <!-- Built with Llama --> b',
    '<!--\n\nBuilt with Llama\n\n-->',
    '<div>\n<!-- a\n\nBuilt with Llama\n\n-->\n</div>',
    '```\nBuilt with Llama\n```',
    '~~~md\n\nBuilt with Llama\n\n~~~',
    '    Built with Llama',
    '`Built with Llama`',
    'Built `with` Llama',
    'Built with `x` Llama',
    'Built with ![x](y) Llama',
    '<code>Built with Llama</code>',
    'Built <code>x</code> with Llama',
    '<pre>\nBuilt with Llama\n</pre>',
    '<pre><code>\n\nBuilt with Llama\n\n</code></pre>',
    '<div hidden>Built with Llama</div>',
    '<div hidden>\n\nBuilt with Llama\n\n- Built with Llama\n\n</div>',
    '<div style="color: red; display : none">\n\nBuilt with Llama\n\n</div>',
    '<p style="visibility:hidden">Built with Llama</p>',
    '<script>\n"Built with Llama"\n</script>',
    '<style>\n.a::after { content: "Built with Llama" }\n</style>',
    '<template>\n\nBuilt with Llama\n\n</template>',
    '<img hidden alt="Built with Llama">',
    '[//]: # (Built with Llama)',
    '[x]: https://llama.com "Built with Llama"',
    '[link](https://llama.com "Built with Llama")',
    '<a title="Built with Llama">x</a>',
    'Built\n\nwith Llama',
    '| Built with | Llama |\n|---|---|\n| a | b |',
  ])('in %j', (source) => {
    expect(shows(source)).toBe(false);
  });

  it('but what follows hidden text is', () => {
    for (const hidden of [
      '<div hidden>\n\nx\n\n</div>',
      '<!--\n\nx\n\n-->',
      '<div>\n<!-- a\n\nx\n\n--></div>',
      '```\nx\n```',
      '<pre>x\n\ny</pre>',
      '<div>\n<style>\n\na {}\n\n</style>\n</div>',
    ]) {
      expect(shows(`${hidden}\n\nBuilt with Llama`)).toBe(true);
    }
  });
});

describe('blocks', () => {
  it('say what they are', () => {
    expect(kinds('# **T**\n\np\n\n- i\n\n> q\n\n| c |\n|---|\n| d |\n\n![a](b)')).toEqual([
      'heading T',
      'paragraph p',
      'item i',
      'quote q',
      'cell c',
      'cell d',
      'alt a',
    ]);
    expect(kinds('<h2>T</h2><p>p<ul><li>i</ul><blockquote>q</blockquote><table><td>c<br>d</table>')).toEqual([
      'heading T',
      'paragraph p',
      'item i',
      'quote q',
      'cell c d',
    ]);
    expect(kinds('| a<br>b |\n|---|\n| c |')).toEqual(['cell a b', 'cell c']);
    expect(read('### T').blocks[0]?.depth).toBe(3);
    expect(read('<h1>\n\nT\n\n</h1>').blocks[0]).toMatchObject({ kind: 'heading', depth: 1 });
  });

  it('fold white space and decode entities and escapes', () => {
    expect(texts('  a \t b\n c&amp;d &copy; \\*e\\* &unknown; &amp;lt;')).toEqual(['a b c&d © *e* &unknown; &lt;']);
    expect(texts('<p> a &amp;\n b </p>')).toEqual(['a & b']);
  });

  it('remember where the author broke a line', () => {
    expect(read('a<br>b\\\nc  \nd').blocks[0]).toMatchObject({ text: 'a b c d', breaks: [1, 3, 5] });
  });

  it('begin right below a front matter without a blank line', () => {
    const source = '---\nlicense: x\n---\n<h1>T</h1>';
    expect(readVisibleText('README.md', source, 18).blocks).toMatchObject([{ kind: 'heading', text: 'T' }]);
  });
});

describe('links', () => {
  const links = (source: string): string[][] =>
    read(source).blocks.flatMap((block) => block.links.map(({ text, url }) => [text, url]));
  it.each([
    ['[a **b**](https://x.y)', [['a b', 'https://x.y']]],
    ['[a][r]\n\n[R]: https://x.y', [['a', 'https://x.y']]],
    ['[r]\n\n[r]: <https://x.y>', [['r', 'https://x.y']]],
    ['<https://x.y/z>', [['https://x.y/z', 'https://x.y/z']]],
    [
      'See https://x.y/z_(a)), or www.x.y.',
      [
        ['https://x.y/z_(a)', 'https://x.y/z_(a)'],
        ['www.x.y', 'http://www.x.y'],
      ],
    ],
    ['<a href="https://x.y?a=1&amp;b=2">a <b>b</b></a>', [['a b', 'https://x.y?a=1&b=2']]],
    ['[https://x.y](https://z.w)', [['https://x.y', 'https://z.w']]],
    ['<p>https://x.y</p>', [['https://x.y', 'https://x.y']]],
    ['`https://x.y` <!-- https://x.y -->', []],
    ['<span hidden><a href="x">y</a></span> z', []],
  ])('of %j', (source, expected) => {
    expect(links(source)).toEqual(expected);
  });

  it('around an image take its alternative text, in the image and in the block', () => {
    const { blocks } = read('[![badge](i.svg)](https://x.y)');
    expect(blocks.map(({ kind, links: [link] }) => [kind, link?.text, link?.url])).toEqual([
      ['alt', 'badge', 'https://x.y'],
      ['paragraph', 'badge', 'https://x.y'],
    ]);
  });

  it('around several blocks are in each of them', () => {
    expect(links('<a href="x">\n\na\n\nb\n\n</a>')).toEqual([
      ['a', 'x'],
      ['b', 'x'],
    ]);
  });

  it('have a place', () => {
    const source = 'a\n\nsee [the *page*](https://x.y) and <a href="z">here</a>';
    expect(read(source).blocks[1]?.links.map(({ place }) => sliced(source, place))).toEqual([
      '[the *page*](https://x.y)',
      '<a href="z">here</a>',
    ]);
  });
});

describe('places', () => {
  it.each([
    ['a\n\n# Built **with** Llama', 'Built **with** Llama'],
    ['> a\n> Built with\n> Llama b', 'Built with\n> Llama'],
    ['\r\n\r\nx &amp; Built&nbsp;with Llama', 'Built&nbsp;with Llama'],
    ['x\n<p>\n a &lt; <b>Built</b> with Llama</p>', 'Built</b> with Llama'],
    ['x ![a Built with Llama](b)', 'Built with Llama'],
    ['<img src="x" alt="a Built with Llama">', 'Built with Llama'],
    ['> <p>a\n> b Built with\n> Llama</p>', 'Built with\n> Llama'],
    ['| a | x \\| Built with Llama |\n|---|---|', 'Built with Llama'],
    ['\uFEFFBuilt with Llama', 'Built with Llama'],
  ])('in %j', (source, expected) => {
    const [found] = findText(read(source), 'Built with Llama');
    expect(found).toBeDefined();
    if (found !== undefined) expect(sliced(source, found.block.place(found.start, found.end))).toBe(expected);
  });
});

describe('a long text', () => {
  const filler = (bytes: number, unit: string): string => unit.repeat(Math.ceil(bytes / unit.length));

  it('gives the same blocks as its pieces do', () => {
    const piece =
      '## Head\n\nSome *text* with [a link](x) and [another][ref].\n\n- item\n\n  more\n- item two\n\n```py\nx = 1\n\ny = 2\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n<div hidden>\n\nno\n\n</div>\n\n';
    const definition = '[ref]: https://x.y\n';
    const once = read(piece + definition).blocks;
    const often = read(piece.repeat(100) + definition);
    expect(often.leftOut).toEqual([]);
    expect(often.blocks.length).toBe(once.length * 100);
    const plain = ({ kind, text, links }: VisibleText['blocks'][number]): unknown => [
      kind,
      text,
      links.map(({ url }) => url),
    ];
    expect(often.blocks.slice(-once.length).map(plain)).toEqual(once.map(plain));
  });

  it('keeps a table of many rows a table', () => {
    const source = `| a | b |\n|---|---|\n${'| **c** | [d](x) |\n'.repeat(1500)}`;
    const { blocks, leftOut } = read(source);
    expect(leftOut).toEqual([]);
    expect(blocks.length).toBe(3002);
    expect(blocks.at(-1)).toMatchObject({ kind: 'cell', text: 'd', links: [{ url: 'x' }] });
    expect(blocks.at(-1)?.place(0, 1)).toMatchObject({ line: 1502, column: 12 });
  });

  it.each([
    ['a fence', '```\n', '\n\nBuilt with Llama\n', '```\n\nend'],
    ['a comment', '<!--\n', '\n\nBuilt with Llama\n', '-->\n\nend'],
    ['a hidden element', '<div hidden>\n', '\n\nBuilt with Llama\n', '\n</div>\n\nend'],
  ])('keeps %s whole', (_, open, content, close) => {
    const source = open + filler(60_000, content) + close;
    expect(texts(source)).toEqual(['end']);
  });

  it('reads a monstrous paragraph as plain text and says so', () => {
    const source = `# T\n\n${filler(40_000, 'word *a* ')}Built with Llama\n\n*end*`;
    const { blocks, leftOut } = read(source);
    expect(shows(source)).toBe(true);
    expect(blocks.at(-1)?.text).toBe('end');
    expect(leftOut).toMatchObject([{ place: { line: 3 } }]);
  });

  it('reads on as plain text when there is too much Markdown, and says from where', () => {
    const source = `${filler(400_000, 'Some *text* of a [very](x) long card.\n\n')}\`\`\`\nBuilt with Llama\n\`\`\`\n\n<!-- Built with Llama -->\n\nThe **end** is here: <b>Built</b> with\nLlama`;
    const { leftOut } = read(source);
    expect(leftOut.length).toBe(1);
    expect(findText(read(source), 'Built with Llama').map(({ block }) => block.text)).toEqual([
      'The **end** is here: Built with Llama',
    ]);
  });

  it('is not read beyond its limit, which is said', () => {
    const source = `${filler(2.2 * 1024 * 1024, `${'a'.repeat(900)}\n\n`)}Built with Llama`;
    expect(shows(source)).toBe(false);
    expect(read(source).leftOut.at(-1)?.reason).toMatch(/2 MiB/);
  });
});
