import type { Place } from '../snapshot/place.ts';
import { isPlain, readEntryLines, STARTS_ENTRY } from './front-matter-lines.ts';
import { readEntries, type Entry, type Scalar } from './front-matter-yaml.ts';
import { placer } from './positions.ts';

/** A scalar as written, without its quotes: `license: 1.0` yields `1.0`, `language: no` yields `no`. */
export interface FrontMatterValue {
  readonly text: string;
  /** The place of the scalar, including its quotes. */
  readonly place: Place;
  /** The key that contains it, in a mapping; absent elsewhere. */
  readonly under?: string;
}

/** The YAML block at the top of a model card. */
export interface FrontMatter {
  /** From the opening to the closing `---`. */
  readonly place: Place;
  /** All scalars under a top-level key, in order; none for a missing key or an empty value. */
  values(key: string): readonly FrontMatterValue[];
  /** The place of a top-level key, or null. */
  key(key: string): Place | null;
  /** The top-level keys in order; a repeated key is repeated here. */
  readonly keys: readonly FrontMatterValue[];
  /** Errors in it, with their places; empty for a valid block. */
  readonly problems: readonly { readonly message: string; readonly place: Place }[];
}

/** Front matter is parsed up to this many characters. */
const FRONT_MATTER_LIMIT = 512 * 1024;
const PROBLEM_LIMIT = 20;

/** The offsets of front matter; the content is the text between the lines `---`. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly closed: boolean;
}

interface Problem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the front matter of a model card, and returns where the body begins. Never throws: a broken block yields what
 * can be read, and its `problems`. An unclosed block counts only if its first line is a key.
 */
export function readFrontMatter(file: string, source: string): { frontMatter: FrontMatter | null; bodyOffset: number } {
  const withoutBlock = { frontMatter: null, bodyOffset: source.startsWith('\uFEFF') ? 1 : 0 };
  const block = findBlock(source);
  if (block === null) return withoutBlock;
  const content = source.slice(block.contentStart, Math.min(block.contentEnd, block.contentStart + FRONT_MATTER_LIMIT));
  const { entries, problems } = readContent(content, block);
  const tooLong = block.contentEnd - block.contentStart > FRONT_MATTER_LIMIT;
  // Two thematic breaks with prose between them look like a block; without a key, they are not.
  if (entries.length === 0 && !isBlank(content)) return withoutBlock;
  const all: readonly Problem[] = [
    ...(block.closed
      ? []
      : [{ message: 'the front matter is not closed by a line “---”', start: block.start, end: block.contentStart }]),
    ...(tooLong
      ? [
          {
            message: 'the front matter is longer than 512 KiB; the rest was not read',
            start: block.start,
            end: block.contentStart,
          },
        ]
      : []),
    ...problems,
  ];
  return { frontMatter: frontMatterOf(file, source, block, entries, all), bodyOffset: block.end };
}

/** The offsets of a card's front matter; null without one. */
export function frontMatterBlock(source: string): Block | null {
  return readFrontMatter('', source).frontMatter === null ? null : findBlock(source);
}

/** The block as the Hub recognizes it: white space can precede it, and spaces can follow its closing line. */
function findBlock(source: string): Block | null {
  const opening = /^\s*---(\r\n|\r|\n)/.exec(source);
  if (opening === null) return null;
  const contentStart = opening[0].length;
  const start = source.indexOf('---');
  const closing = /(?:\r\n|\r|\n)---[ \t]*(?=\r|\n|$)/g;
  closing.lastIndex = contentStart - (opening[1] ?? '').length;
  const close = closing.exec(source);
  if (close !== null) {
    return {
      start,
      end: close.index + close[0].length,
      contentStart,
      contentEnd: Math.max(close.index, contentStart),
      closed: true,
    };
  }
  const end = endOfUnclosed(source, contentStart);
  return end === null ? null : { start, end, contentStart, contentEnd: end, closed: false };
}

/** An unclosed block ends before the first blank line or heading, and counts only if a key opens it. */
function endOfUnclosed(source: string, contentStart: number): number | null {
  const opens = new RegExp(STARTS_ENTRY, 'y');
  opens.lastIndex = contentStart;
  if (!opens.test(source)) return null;
  const stop = /(?:\r\n|\r(?!\n)|\n)(?=[ \t]*(?:\r|\n|$)|#{1,6}[ \t])/g;
  stop.lastIndex = contentStart;
  return stop.exec(source)?.index ?? source.length;
}

function readContent(content: string, block: Block): { entries: readonly Entry[]; problems: readonly Problem[] } {
  const base = block.contentStart;
  const parsed = isPlain(content) ? { entries: readEntryLines(content), problems: [] } : readEntries(content);
  const problems = parsed.problems.map(({ message, at }) => ({ message, start: base + at, end: base + at + 1 }));
  const entries =
    parsed.problems.length === 0
      ? parsed.entries
      : rescue(
          parsed.entries,
          readEntryLines(content),
          parsed.problems.map(({ at }) => at),
        );
  return { entries: entries.map((entry) => moved(entry, base)), problems };
}

/** Prefers the parser's entries, and uses those of the lines for lost keys and broken values. */
function rescue(parsed: readonly Entry[], lines: readonly Entry[], broken: readonly number[]): readonly Entry[] {
  const byStart = new Map(lines.map((entry) => [entry.key.start, entry]));
  const faults = broken.toSorted((a, b) => a - b);
  let fault = 0;
  const kept = parsed.map((entry, index) => {
    const end = parsed[index + 1]?.key.start ?? Infinity;
    while ((faults[fault] ?? Infinity) < entry.key.start) fault++;
    const line = byStart.get(entry.key.start);
    byStart.delete(entry.key.start);
    return (faults[fault] ?? Infinity) < end && line !== undefined && line.values.length > 0 ? line : entry;
  });
  return [...kept, ...byStart.values()].sort((a, b) => a.key.start - b.key.start);
}

function moved({ key, values }: Entry, by: number): Entry {
  const move = (one: Scalar): Scalar => ({ ...one, start: one.start + by, end: one.end + by });
  return { key: move(key), values: values.map(move) };
}

function frontMatterOf(
  file: string,
  source: string,
  block: Block,
  entries: readonly Entry[],
  problems: readonly Problem[],
): FrontMatter {
  const place = placer(file, source);
  const placed = ({ start, end, ...one }: Scalar): FrontMatterValue => ({ ...one, place: place(start, end) });
  const byKey = groupedByKey(entries);
  return {
    place: place(block.start, block.end),
    values: (key) => (byKey.get(key) ?? []).flatMap(({ values }) => values.map(placed)),
    key: (key) => {
      const first = byKey.get(key)?.[0];
      return first === undefined ? null : place(first.key.start, first.key.end);
    },
    keys: entries.map(({ key }) => placed(key)),
    problems: [...problems, ...repeatedKeys(byKey)]
      .slice(0, PROBLEM_LIMIT)
      .map(({ message, start, end }) => ({ message, place: place(start, end) })),
  };
}

function groupedByKey(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const byKey = new Map<string, Entry[]>();
  for (const entry of entries) {
    const same = byKey.get(entry.key.text);
    if (same === undefined) byKey.set(entry.key.text, [entry]);
    else same.push(entry);
  }
  return byKey;
}

function repeatedKeys(byKey: ReadonlyMap<string, readonly Entry[]>): Problem[] {
  return [...byKey.values()].flatMap((same) =>
    same.slice(1).map(({ key }) => ({ message: 'the key is written a second time', start: key.start, end: key.end })),
  );
}

function isBlank(content: string): boolean {
  return content.split(/[\r\n]+/).every((line) => /^\s*(?:#|$)/.test(line));
}
