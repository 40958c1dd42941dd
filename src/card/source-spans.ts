import { lastAtMost } from './positions.ts';

/**
 * A piece of read text and the stretch of the source that it was read from. Where both are equally long they are the
 * same characters; otherwise (an entity, an escape) the stretch stands for the text as a whole.
 */
export interface Span {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Gives the place in the source of the `index`th character of the spans' text; of what lies beyond, the last place. */
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
/** How far a lost place is looked for: past the `>` and the blanks that open a line of a quote or a list. */
const SEARCH = 64;

/**
 * Tells where each part of `value` stands in `source[from..to)`, which it was read from by dropping line prefixes and,
 * when `decoded`, by resolving escapes and entities. A guess is never further off than the line prefix.
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

/** The escape or entity at `offset`, when it is what gave `value` its next characters. */
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
  // An unknown name stays as it is written, and then the value goes on with the same ampersand.
  const isAmpersand = Number(decimal) === 38 || parseInt(hexadecimal ?? '', 16) === 38 || name?.toLowerCase() === 'amp';
  if (value.charAt(at) === '&' && !isAmpersand) return null;
  const text = String.fromCodePoint(value.codePointAt(at) ?? 0xfffd);
  return { text, length: written.length };
}
