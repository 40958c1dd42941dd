import { isCollection, isMap, isNode, isScalar, isSeq, parseDocument, stringify, type Pair } from 'yaml';

import { frontMatterBlock } from '../card/front-matter.ts';
import { spliceText, type Splice } from '../snapshot/splice-text.ts';
import { lineEndOf } from './line-ends.ts';

/** Top-level keys to set (to one value, or to a list of several), and keys to remove. */
export interface FrontMatterChange {
  readonly set: ReadonlyMap<string, readonly string[]>;
  readonly remove: ReadonlySet<string>;
}

/**
 * The splices that change a card's front matter, or add it. Every other byte stays as it is: comments, order, quotes.
 * Null if the block cannot be edited without changing the meaning of other keys.
 */
export function patchFrontMatter(source: string, change: FrontMatterChange): readonly Splice[] | null {
  if (change.set.size + change.remove.size === 0) return [];
  const end = lineEndOf(source);
  const block = frontMatterBlock(source);
  if (block === null) {
    const lines = [...change.set].map(([key, values]) => `${entry(key, values, '', end)}${end}`);
    const text =
      lines.length === 0
        ? ''
        : `---${end}${lines.join('')}---${end}${/^[^\S\r\n]*(?:[\r\n]|$)/.test(source) ? '' : end}`;
    return [{ start: 0, end: 0, text }];
  }
  const content = source.slice(block.contentStart, block.contentEnd);
  // After a block scalar that keeps its line ends, a new key would lengthen the scalar; then it goes at the top.
  for (const where of ['end', 'top'] as const) {
    const splices = spliceContent(content, change, end, where);
    if (splices === null) return null;
    if (saysTheRest(content, spliceText(content, splices), change))
      return splices.map(({ start, end: stop, text }) => ({
        start: start + block.contentStart,
        end: stop + block.contentStart,
        text,
      }));
  }
  return null;
}

function spliceContent(
  content: string,
  { set, remove }: FrontMatterChange,
  lineEnd: string,
  where: 'end' | 'top',
): Splice[] | null {
  const document = parse(content);
  if (
    document.errors.length > 0 ||
    (document.contents !== null && (!isMap(document.contents) || document.contents.flow === true))
  )
    return null;
  const pairs = isMap(document.contents) ? document.contents.items : [];
  const find = (key: string) => pairs.find((pair) => isScalar(pair.key) && pair.key.source === key);
  const indent = /(?:^|[\r\n])( *)(?:\? *)?$/.exec(content.slice(0, rangeOf(pairs[0]?.key)?.[0] ?? 0))?.[1] ?? '';
  const splices: Splice[] = [];
  const added: string[] = [];
  for (const [key, values] of set) {
    const pair = find(key);
    if (pair === undefined) added.push(`${indent}${entry(key, values, indent, lineEnd)}`);
    else splices.push(...valueSplice(content, pair, values, indent, lineEnd));
  }
  splices.push(
    ...removals(
      content,
      [...remove].flatMap((key) => find(key) ?? []),
    ),
  );
  const at = where === 'end' ? content.length : 0;
  if (added.length > 0)
    splices.push({
      start: at,
      end: at,
      text: added.map((line) => (at === 0 ? `${line}${lineEnd}` : `${lineEnd}${line}`)).join(''),
    });
  return splices;
}

/** Replaces the values of a key, or adds values after its colon. */
function valueSplice(
  content: string,
  { key, value }: Pair,
  values: readonly string[],
  indent: string,
  lineEnd: string,
): Splice[] {
  const colon = content.indexOf(':', rangeOf(key)?.[1] ?? 0) + 1;
  // If one value replaces the only item of a list, the list keeps its form.
  const [only, ...others] = isSeq(value) && values.length === 1 ? value.items : [];
  const old = isScalar(only) && only.source !== '' && others.length === 0 ? only : value;
  const range = rangeOf(old);
  const quote = isScalar(old) && (old.type === 'QUOTE_DOUBLE' || old.type === 'QUOTE_SINGLE') ? old.type : null;
  const text = written(values, quote, indent, lineEnd);
  if (range === null || (isScalar(old) && old.source === '' && quote === null))
    return [{ start: colon, end: colon, text }];
  const block = isScalar(old) && (old.type === 'BLOCK_LITERAL' || old.type === 'BLOCK_FOLDED');
  if (isScalar(old) && !block && values.length === 1) return [{ start: range[0], end: range[1], text: text.slice(1) }];
  // A list ends after its last item; comments that follow belong to the next key.
  const last =
    isCollection(value) && value.flow !== true
      ? (rangeOf(value.items.at(-1))?.[1] ?? range[1])
      : (rangeOf(value)?.[1] ?? range[1]);
  return [{ start: colon, end: last, text: block ? `${text}${lineEnd}` : text }];
}

/**
 * The splices that remove keys with their lines. At the end of the block, the line end before them is removed instead.
 */
function removals(content: string, pairs: readonly Pair[]): Splice[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of pairs
    .map((pair) => linesOf(content, pair))
    .sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last?.end === start) last.end = end;
    else merged.push({ start, end });
  }
  return merged.map(({ start, end }) => ({
    start: end === content.length ? start - (/(?:\r\n|\n|\r)$/.exec(content.slice(0, start))?.[0].length ?? 0) : start,
    end,
    text: '',
  }));
}

/** The lines of a key and its value. */
function linesOf(content: string, { key, value }: Pair): { start: number; end: number } {
  const start =
    Math.max(content.lastIndexOf('\n', rangeOf(key)?.[0] ?? 0), content.lastIndexOf('\r', rangeOf(key)?.[0] ?? 0)) + 1;
  const behind = rangeOf(value)?.[1] ?? rangeOf(key)?.[1] ?? start;
  const rest = /[^\r\n]*(?:\r\n|\n|\r)?/y;
  rest.lastIndex = behind;
  return { start, end: behind + (rest.exec(content)?.[0].length ?? 0) };
}

function entry(key: string, values: readonly string[], indent: string, lineEnd: string): string {
  return `${key}:${written(values, null, indent, lineEnd)}`;
}

/** The text after the colon: ` value`, or a list with one item per line. */
function written(
  values: readonly string[],
  quote: 'QUOTE_DOUBLE' | 'QUOTE_SINGLE' | null,
  indent: string,
  lineEnd: string,
): string {
  const scalars = values.map((value) =>
    stringify(value, {
      lineWidth: 0,
      defaultStringType: quote ?? 'PLAIN',
      singleQuote: quote === 'QUOTE_SINGLE',
    }).trimEnd(),
  );
  return scalars.length === 1
    ? ` ${scalars[0] ?? ''}`
    : scalars.map((value) => `${lineEnd}${indent}- ${value}`).join('');
}

/** True if the edited block is valid, has the new values, and every other key has its old value. */
function saysTheRest(before: string, after: string, { set, remove }: FrontMatterChange): boolean {
  const [old, made] = [parse(before), parse(after)];
  if (made.errors.length > 0 || !isMap(made.contents)) return false;
  const valuesOf = (document: typeof old) => {
    const values: unknown = document.toJS();
    return typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : {};
  };
  try {
    const [was, is] = [valuesOf(old), valuesOf(made)];
    const others = (keys: readonly string[]) => keys.filter((key) => !set.has(key) && !remove.has(key));
    const same =
      others(Object.keys(was)).join('\0') === others(Object.keys(is)).join('\0') &&
      others(Object.keys(was)).every((key) => JSON.stringify(was[key]) === JSON.stringify(is[key]));
    const right = [...set].every(([key, values]) => JSON.stringify([is[key]].flat()) === JSON.stringify(values));
    return same && right && [...remove].every((key) => !Object.hasOwn(is, key));
  } catch {
    // The parser refuses to expand nested aliases, so the effect of an edit is unknown.
    return false;
  }
}

function parse(content: string) {
  // A lone CR ends a line for the Hub, but not for the parser; the swap keeps all offsets.
  return parseDocument(content.replace(/\r(?!\n)/g, '\n'), { version: '1.2', uniqueKeys: true, prettyErrors: false });
}

function rangeOf(node: unknown): readonly [number, number] | null {
  const range = isNode(node) ? node.range : null;
  return range ? [range[0], range[1]] : null;
}
