// Markdown, HTML and string escapes: where a piece of markup ends, and what a reader sees instead. Every search stops
// at the next character of its own kind, so that the total time is linear.

/** A piece of markup: `end` is the offset after it, `shows` the characters that a reader sees. */
export interface Markup {
  readonly end: number;
  readonly shows: string;
}

const MAX_MARKUP_CHARS = 2048;
// Only tags of HTML: in a plain text file, a reader sees `<not>` as a word.
const INLINE = new Set('a abbr b big code del em font i ins kbd mark s small span strong sub sup tt u wbr'.split(' '));
const BLOCK = new Set(
  (
    'address article aside blockquote body br button caption center col colgroup dd details div dl dt figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe img input label li link main meta nav noscript ' +
    'ol p path pre script section style summary svg table tbody td tfoot th thead title tr ul'
  ).split(' '),
);
const TAG = /<\/?([a-z][a-z0-9-]*)(?=[\s/>])[^<>]*>/iy;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/iy;
const ADDRESS_START = /(?:https?:\/\/(?:www\.)?|www\.|mailto:)/iy;
const ESCAPED_UNIT = /\\u([0-9a-f]{4})/iy;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  copy: '©',
  shy: '',
  zwj: '',
  zwnj: '',
  lsquo: '’',
  rsquo: '’',
  sbquo: '’',
  ldquo: '”',
  rdquo: '”',
  bdquo: '”',
  laquo: '”',
  raquo: '”',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  minus: '-',
  lpar: '(',
  rpar: ')',
  period: '.',
  ast: '*',
  lowbar: '_',
  num: '#',
};

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

/**
 * The tag at `offset`, where there is a `<`; null if it is not a tag. An inline tag shows nothing, any other tag a gap.
 */
export function tag(text: string, offset: number): Markup | null {
  const found = matchAt(TAG, text, offset);
  if (found === null || found[0].length > MAX_MARKUP_CHARS) return null;
  const name = (found[1] ?? '').toLowerCase();
  const end = offset + found[0].length;
  if (INLINE.has(name)) return { end, shows: '' };
  return BLOCK.has(name) ? { end, shows: ' ' } : null;
}

/** The character reference at `offset`, where there is an `&`; null if it is not one. */
export function entity(text: string, offset: number): Markup | null {
  const found = matchAt(ENTITY, text, offset);
  if (found === null) return null;
  const [whole, decimal, hexadecimal, name] = found;
  const end = offset + whole.length;
  if (name !== undefined) return { end, shows: ENTITIES[name.toLowerCase()] ?? ',' };
  const code = decimal === undefined ? parseInt(hexadecimal ?? '0', 16) : parseInt(decimal, 10);
  return { end, shows: code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ',' };
}

/**
 * The escape at `offset`, where there is a backslash: of Markdown before punctuation, of JSON and YAML before letters.
 */
export function escape(text: string, offset: number): Markup {
  const next = text[offset + 1] ?? '';
  if (next === 'n') return { end: offset + 2, shows: '\n' };
  if (next === 'r' || next === 't') return { end: offset + 2, shows: ' ' };
  const unit = matchAt(ESCAPED_UNIT, text, offset);
  if (unit !== null) return { end: offset + 6, shows: String.fromCharCode(parseInt(unit[1] ?? '20', 16)) };
  return { end: offset + 1, shows: '' };
}

// An address has no space: otherwise, the parentheses contain text that a reader sees.
const INLINE_TARGET = /^\((?:\s+["'(]|\s*(?:\S+(?:\s+["'(]|\s*\)$)|\)$))/;
const REFERENCE = /^\[\d{0,3}\]$/;

/** The target of a link whose text ends at `offset`, where there is a `]`: `](url)` or `][1]`; null without one. */
export function linkTarget(text: string, offset: number): Markup | null {
  const end = targetEnd(text, offset + 1);
  if (end === -1) return null;
  const target = text.slice(offset + 1, end);
  return INLINE_TARGET.test(target) || REFERENCE.test(target) ? { end, shows: '' } : null;
}

function targetEnd(text: string, start: number): number {
  const opening = text[start];
  if (opening !== '(' && opening !== '[') return -1;
  let depth = 0;
  const last = Math.min(text.length, start + MAX_MARKUP_CHARS);
  for (let at = start; at < last; at += 1) {
    const character = text[at];
    if (character === ']') return opening === '[' ? at + 1 : -1;
    if (character === '[' && at > start) return -1;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0 && opening === '(') return at + 1;
  }
  return -1;
}

/** The underscore at `offset`: a gap between two letters or digits (`llama3_3`), otherwise emphasis. */
export function underscore(text: string, offset: number): Markup {
  let before = offset - 1;
  while (text[before] === '\\' && before > offset - 4) before -= 1;
  const inside = /[a-z0-9]/i.test(text[before] ?? '') && /[a-z0-9]/i.test(text[offset + 1] ?? '');
  return { end: offset + 1, shows: inside ? ' ' : '' };
}

/** Two or more slashes at `offset`, as before a comment: a gap, not a mark. */
export function slashes(text: string, offset: number): Markup | null {
  let end = offset;
  while (text[end] === '/') end += 1;
  return end > offset + 1 ? { end, shows: ' ' } : null;
}

/** The scheme and `www.` of an address at `offset`; null without one. */
export function addressStart(text: string, offset: number): Markup | null {
  const found = matchAt(ADDRESS_START, text, offset);
  return found === null ? null : { end: offset + found[0].length, shows: ' ' };
}

/**
 * UTF-8 that was decoded as Latin-1 or Windows-1252: a curly quote, dash, no-break space or © in two or three
 * characters.
 */
export function misread(text: string, offset: number): Markup | null {
  const [first, second] = [text[offset], text[offset + 1] ?? ''];
  if (first === 'â' && (second === '€' || second === '\u0080')) return { end: offset + 3, shows: '' };
  if (first === 'Â' && second >= '\u0080' && second <= '\u00bf') return { end: offset + 1, shows: '' };
  if (first === 'ï' && text.startsWith('»¿', offset + 1)) return { end: offset + 3, shows: '' };
  return null;
}
