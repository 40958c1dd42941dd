import fc from 'fast-check';

/** A way in which the same wording can look. */
export type Appearance = (text: string) => string;

/** Breaks the lines of each paragraph anew and puts `prefix` before each. */
export function rewrapped(width: number, prefix = ''): Appearance {
  return (text) =>
    text
      .split(/\r?\n[ \t]*\r?\n/)
      .map((paragraph) =>
        wrap(
          paragraph.split(/\s+/).filter((word) => word !== ''),
          width,
        )
          .map((line) => prefix + line)
          .join('\n'),
      )
      .join(`\n${prefix}\n`);
}

function wrap(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines;
}

/** Changes every so many words, list labels of two letters and more included. */
function everyNth(step: number, change: (word: string) => string): Appearance {
  return (text) => {
    let count = 0;
    return text.replace(/(?<=[ \n“"(])[A-Za-z]{2,}(?=[ \n,.”")])/g, (word) =>
      (count += 1) % step === 0 ? change(word) : word,
    );
  };
}

/** Puts something else between the parts of a hyphenated word, addresses excepted. */
function hyphens(instead: string): Appearance {
  return (text) =>
    text.replace(/\S+/g, (word) =>
      /[/@]|\w\.\w/.test(word) ? word : word.replace(/([a-z])-([a-z])/gi, `$1${instead}$2`),
    );
}

function html(text: string): string {
  const escaped = text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[“”]/g, '&quot;')
    .replace(/’/g, '&#8217;')
    .replace(/Â?©/g, '&copy;');
  const paragraphs = escaped
    .split(/\n\s*\n/)
    .map((paragraph) => `<p class="legal">${paragraph.replace(/^\s*(\w+\.)\s/, '<b>$1</b>&nbsp;')}</p>`);
  return `<!DOCTYPE html><html><head><title>License</title></head><body>\n${paragraphs.join('\n<br/>\n')}</body></html>`;
}

const plainly: Appearance = (text) => text.replace(/<\/?span[^>]*>/g, '');

const SPELLING: readonly Appearance[] = [
  (text) => text.toUpperCase().replace(/HTTPS?:\/\//g, (scheme) => scheme.toLowerCase()),
  (text) => text.replace(/©/g, '(c)'),
  (text) => text.replace(/https?:\/\/(?:www\.)?/g, 'https://www.'),
  (text) => text.replace(/https?:\/\/www\./g, 'http://'),
];

const QUOTES: readonly Appearance[] = [
  (text) => text.replace(/[“”]/g, '"').replace(/’/g, "'"),
  (text) => text.replace(/"([^"]*)"/g, '“$1”').replace(/'/g, '’'),
  (text) => text.replace(/[“”’]/g, '\ufffd'),
  (text) => text.replace(/“/g, '\u0093').replace(/”/g, '\u0094').replace(/’/g, '\u0092'),
  (text) => text.replace(/“/g, 'â€œ').replace(/”/g, 'â€\u009d').replace(/’/g, 'â€™').replace(/©/g, 'Â©'),
];

const DASHES: readonly Appearance[] = ['- ', '-\n', '‑', '–', '\u0096'].map(hyphens);

const EMPHASIS: readonly Appearance[] = [
  everyNth(7, (word) => `**${word}**`),
  everyNth(5, (word) => `_${word}_`),
  everyNth(9, (word) => `\`${word}\``),
  everyNth(8, (word) => `<b>${word}</b>`),
  everyNth(11, (word) => `[${word}](https://example.org/${word}_(page)?a=1)`),
];

const LABELS: readonly Appearance[] = [
  (text) => text.replace(/^(\s*\d+)\. /gm, '$1\\. '),
  (text) => text.replace(/^(\s*)[a-h]\. /gim, '$1- '),
  (text) => text.replace(/^(\s*)\d+\. /gm, '$1## '),
  (text) => text.replace(/^(\s*)([ivx]+)\. /gim, '$1($2) '),
  (text) => text.replace(/^(\s*)([a-h])\. /gim, '$1$2) '),
];

const PREFIXES = ['', '> ', '# ', '// ', ' * ', '; ', '>> ', '| '];

const BYTES: readonly Appearance[] = [
  (text) => text.replace(/\r?\n/g, '\r\n'),
  (text) => `\ufeff${text}`,
  (text) => text.replace(/ {1,2}/g, '\u00a0'),
  (text) => text.replace(/([a-z]{3})([a-z]{3})/g, '$1\u00ad$2'),
  (text) => text.replace(/([a-z]) /g, '$1\u200b '),
  (text) => JSON.stringify(text).slice(1, -1),
];

const one = (among: readonly Appearance[]): fc.Arbitrary<Appearance> =>
  fc.oneof(fc.constant(plainly), fc.constantFrom(...among));
const lines = fc
  .tuple(fc.integer({ min: 20, max: 160 }), fc.constantFrom(...PREFIXES))
  .map(([width, prefix]) => rewrapped(width, prefix));

/** One way or another in which the same wording can look: how it is spelled, marked up, wrapped, and then stored. */
export const appearance: fc.Arbitrary<Appearance> = fc
  .tuple(
    one(SPELLING),
    one(QUOTES),
    one(DASHES),
    one(EMPHASIS),
    one(LABELS),
    fc.oneof(fc.constant(plainly), lines),
    one(BYTES),
  )
  .map((steps) => (text) => steps.reduce((looks, step) => step(looks), plainly(text)));

/** The same on a web page. */
export const webPage: fc.Arbitrary<Appearance> = fc
  .tuple(one(QUOTES), one(DASHES), one(LABELS))
  .map((steps) => (text) => html(steps.reduce((looks, step) => step(looks), plainly(text))));

const word = fc.constantFrom(
  'model',
  'weights',
  'the',
  'llama',
  'of',
  'training',
  'Agreement',
  'license',
  'Materials',
  '4',
  'see',
  'data',
  'our',
  'terms',
  '**bold**',
);

/** A page's own words around an agreement. */
export const furniture = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));
