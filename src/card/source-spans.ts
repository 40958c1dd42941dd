import { lastAtMost } from './positions.ts';

/**
 * A piece of text and its source. If both have the same length, they are the same characters; otherwise (an entity, an
 * escape), the source stands for the text as a whole.
 */
export interface Span {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The source offset of the `index`th character of the spans' text; beyond the text, the last offset. */
export function offsetsOf(spans: readonly Span[]): (index: number) => number {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of spans) {
    starts.push(length);
    length += text.length;
  }
  return (index) => {
    const at = Math.max(index, 0);
    const span = lastAtMost(spans.length, at, (position) => starts[position] ?? 0);
    const { from = 0, to = 0 } = spans[span] ?? {};
    return Math.min(from + at - (starts[span] ?? 0), to);
  };
}

const ENTITY = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][A-Za-z\d]{1,31}));/y;
const ESCAPE = /\\[!-/:-@[-`{-~]/y;
/** How far a lost position is searched for: past the `>` and spaces at the start of a line in a quote or list. */
const SEARCH = 64;

/**
 * Locates each part of `value` in `source[from..to)`, from which it was read by dropping line prefixes and, if
 * `decoded`, by resolving escapes and entities. A guess is off by at most the line prefix.
 */
export function spansOf(value: string, source: string, from: number, to: number, decoded: boolean): readonly Span[] {
  if (value.length === to - from && source.startsWith(value, from)) return [{ text: value, from, to }];
  const spans: Span[] = [];
  let runStart = 0;
  let at = 0;
  let offset = from;
  const endRun = (): void => {
    if (at > runStart) spans.push({ text: value.slice(runStart, at), from: offset - (at - runStart), to: offset });
  };
  while (at < value.length) {
    const char = value.charAt(at);
    const special = decoded ? specialAt(value, at, source, offset) : null;
    if (special === null && char === source.charAt(offset) && offset < to) {
      at++;
      offset++;
      continue;
    }
    endRun();
    if (special !== null) {
      spans.push({ text: special.text, from: offset, to: offset + special.length });
      at += special.text.length;
      offset += special.length;
      runStart = at;
      continue;
    }
    const ahead = source.slice(offset, Math.min(to, offset + SEARCH)).indexOf(char);
    if (ahead < 0) {
      spans.push({ text: char, from: offset, to: offset });
      at++;
    } else {
      offset += ahead;
    }
    runStart = at;
  }
  endRun();
  return spans;
}

/** The escape or entity at `offset`, if the next characters of `value` come from it. */
function specialAt(value: string, at: number, source: string, offset: number): { text: string; length: number } | null {
  const mark = source.charAt(offset);
  if (mark === '\\') {
    ESCAPE.lastIndex = offset;
    return ESCAPE.test(source) && source.charAt(offset + 1) === value.charAt(at)
      ? { text: value.charAt(at), length: 2 }
      : null;
  }
  if (mark !== '&') return null;
  ENTITY.lastIndex = offset;
  const match = ENTITY.exec(source);
  if (match === null) return null;
  const [written, decimal, hexadecimal, name] = match;
  // An unknown name is kept as written, so that the value continues with the same ampersand.
  const isAmpersand = Number(decimal) === 38 || parseInt(hexadecimal ?? '', 16) === 38 || name?.toLowerCase() === 'amp';
  if (value.charAt(at) === '&' && !isAmpersand) return null;
  const text = String.fromCodePoint(value.codePointAt(at) ?? 0xfffd);
  return { text, length: written.length };
}
