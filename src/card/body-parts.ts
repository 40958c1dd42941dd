import {
  closesFence,
  isDelimiterRow,
  mayOpen,
  openingFence,
  opensBlock,
  opensHtml,
  rawHtmlEnd,
} from './markdown-lines.ts';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A part of the body that can be parsed alone: no Markdown construct is cut. */
export interface BodyPart extends Stretch {
  readonly kind: 'text' | 'html' | 'code';
  /** True if a blank line or a fence precedes it. */
  readonly clean: boolean;
  /** The cost of parsing it, in characters of plain prose. */
  readonly cost: number;
  /** The header and delimiter rows of the table that the part continues. */
  readonly tableHead: Stretch | null;
}

/** How far a line is examined: its beginning shows what it opens. */
const PROBE = 1000;
/** The header of a table is repeated for its later rows only if it is short. */
const TABLE_HEAD_LIMIT = 1000;

// Measured with micromark: every line and every character that can be markup costs as much as several letters.
const LINE_COST = 12;
const MARK_COST = 4;
const MARKS = new Set(Array.from('[]()*_`~<>&!|\\#=-+"\t', (mark) => mark.charCodeAt(0)));

/** Splits `source[start..end)` wherever Markdown can be split. Linear in its length, and lazy. */
export function* bodyParts(source: string, start: number, end: number): Generator<BodyPart> {
  let part: Omit<BodyPart, 'end' | 'cost'> = { kind: 'text', start, clean: true, tableHead: null };
  let fence: string | null = null;
  let rawEnd: RegExp | null = null;
  let inHtml = false;
  let afterBlank = true;
  let tableHead: Stretch | null = null;
  let previous: Stretch = { start, end: start };

  const begin = (at: number, kind: BodyPart['kind'], clean: boolean, head: Stretch | null = null): BodyPart[] => {
    const done = { ...part, end: at, cost: costOf(source, part.start, at) };
    part = { kind, start: at, clean, tableHead: head };
    return done.end > done.start ? [done] : [];
  };

  for (const line of linesOf(source, start, end)) {
    const text = source.slice(line.start, Math.min(line.end, line.start + PROBE)).replace(/(?<![\r\n])[\r\n]+$/, '');
    const wasPrevious = previous;
    previous = line;
    if (fence !== null) {
      if (!closesFence(text, fence)) continue;
      fence = null;
      yield* begin(line.end, 'text', true);
      afterBlank = true;
      continue;
    }
    if (rawEnd !== null) {
      if (!rawEnd.test(source.slice(line.start, line.end))) continue;
      rawEnd = null;
      yield* begin(line.end, 'text', true);
      continue;
    }
    if (!/\S/.test(text) && line.end - line.start < PROBE) {
      afterBlank = true;
      inHtml = false;
      tableHead = null;
      continue;
    }
    const clean = afterBlank && !/^[ \t]/.test(text);
    afterBlank = false;
    if (inHtml) continue;
    if (!clean && tableHead === null && !mayOpen(text)) continue;
    fence = openingFence(text);
    rawEnd = fence === null ? rawHtmlEnd(text) : null;
    inHtml = fence === null && rawEnd === null && opensHtml(text, clean);
    if (fence !== null) {
      yield* begin(line.start, 'code', clean);
    } else if (rawEnd !== null) {
      yield* begin(line.start, 'html', clean);
      if (rawEnd.test(source.slice(line.start, line.end))) rawEnd = null;
    } else if (inHtml) {
      yield* begin(line.start, 'html', clean);
    } else if (clean || opensBlock(text)) {
      tableHead = null;
      yield* begin(line.start, 'text', clean);
    } else if (tableHead !== null) {
      yield* begin(line.start, 'text', false, tableHead);
    } else if (isDelimiterRow(text) && line.end - wasPrevious.start <= TABLE_HEAD_LIMIT) {
      tableHead = { start: wasPrevious.start, end: line.end };
    }
  }
  yield* begin(end, 'text', true);
}

function* linesOf(source: string, start: number, end: number): Generator<Stretch> {
  const ending = /\r\n|\n|\r/g;
  let at = start;
  while (at < end) {
    ending.lastIndex = at;
    const found = ending.exec(source);
    const next = found === null ? end : Math.min(found.index + found[0].length, end);
    yield { start: at, end: next };
    at = next;
  }
}

function costOf(source: string, start: number, end: number): number {
  let cost = end - start;
  for (let at = start; at < end; at++) {
    const code = source.charCodeAt(at);
    if (code === 10 || code === 13) cost += LINE_COST;
    else if (MARKS.has(code)) cost += MARK_COST;
  }
  return cost;
}
