import type { Entry, Scalar } from './front-matter-yaml.ts';

// A second reader of front matter, for plain `key: value` lines at the margin with `- item` lines below them. It reads
// simple front matter without a YAML parser, and recovers what the parser loses in broken front matter.

/** A line that opens an entry: a key at the margin (after at most one space or tab), a colon, and a gap. */
export const STARTS_ENTRY = String.raw`[ \t]?(["']?)([A-Za-z_][\w.-]*)\1[ \t]*:(?=[ \t\r\n]|$)`;

const ENTRY_LINE = new RegExp(`^${STARTS_ENTRY}[ \\t]*([^]*)$`);
const ITEM_LINE = /^[ \t]*-[ \t]+([^]*)$/;

const PLAIN_VALUE = String.raw`(?:[A-Za-z0-9](?:[\w./+@()-]|:(?=[\w/])| (?=[\w(]))*|"[ !$-[\]-~]+"|'[ !"$-&(-~]+')`;
const PLAIN = new RegExp(
  String.raw`^(?:[A-Za-z_][\w.-]*:(?: ${PLAIN_VALUE}|(?:\n( *)- ${PLAIN_VALUE}(?:\n\1- ${PLAIN_VALUE})*)?)(?:\n|$))*$`,
);
/** Longer than almost all front matter; a pattern's memory grows with the text. */
const PLAIN_LIMIT = 8192;

/**
 * True if YAML reads the whole content like `readEntryLines`: it has only plain and quoted values, single or in lists.
 * A YAML parser takes several milliseconds for its first document.
 */
export function isPlain(content: string): boolean {
  return content.length <= PLAIN_LIMIT && PLAIN.test(content);
}

/** The entries that can be read line by line, with offsets into `content`. Never throws. */
export function readEntryLines(content: string): readonly Entry[] {
  const entries: { key: Scalar; values: Scalar[] }[] = [];
  let start = 0;
  for (const line of content.split(/\r\n|\n|\r/)) {
    readLine(line, start, entries);
    start += line.length;
    start += content.startsWith('\r\n', start) ? 2 : 1;
  }
  return entries;
}

function readLine(line: string, start: number, entries: { key: Scalar; values: Scalar[] }[]): void {
  const entry = ENTRY_LINE.exec(line);
  if (entry !== null) {
    const [, quote = '', name = '', value = ''] = entry;
    const at = start + line.indexOf(name);
    const key = { text: name, start: at - quote.length, end: at + name.length + quote.length };
    entries.push({ key, values: scalars(value, start + line.length - value.length) });
    return;
  }
  const item = ITEM_LINE.exec(line)?.[1];
  // A list in a list has no value of its own on this line.
  if (item !== undefined && !/^-(?:[ \t]|$)/.test(item))
    entries.at(-1)?.values.push(...scalars(item, start + line.length - item.length));
}

/** A plain, quoted or `[bracketed, list]` value; quotes and brackets can be unclosed. */
function scalars(value: string, start: number): Scalar[] {
  if (/^[|>][-+\d]*[ \t]*$/.test(value)) return [];
  if (!value.startsWith('[')) return scalar(value, start);
  const found: Scalar[] = [];
  let at = start + 1;
  for (const part of value
    .slice(1)
    .replace(/\][^\]]*$/, '')
    .split(',')) {
    found.push(...scalar(part, at));
    at += part.length + 1;
  }
  return found;
}

function scalar(value: string, start: number): Scalar[] {
  const comment = value.startsWith('#') ? 0 : value.search(/[ \t]#/);
  const written = comment < 0 ? value : value.slice(0, comment);
  const text = written.trim();
  const at = start + written.length - written.trimStart().length;
  const bare = text.replace(/^["']/, '').replace(/["']$/, '');
  return bare === '' ? [] : [{ text: bare, start: at, end: at + text.length }];
}
