import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect } from 'vitest';

import type { Report } from '../../src/report.ts';

/** The document as GitHub's dialect reads it: tables, strikethrough, footnotes, and addresses that link themselves. */
export const read = (text: string): Root =>
  fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

export function nodesOf(node: Nodes): Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(nodesOf) : [])];
}

export const textOf = (node: Nodes): string =>
  nodesOf(node)
    .map((one) =>
      one.type === 'text' || one.type === 'inlineCode'
        ? one.value
        : one.type === 'html' && one.value === '<br>'
          ? '\n'
          : '',
    )
    .join('');
export const tables = (text: string): string[][][] =>
  nodesOf(read(text))
    .filter((node) => node.type === 'table')
    .map((table) => table.children.map((row) => row.children.map(textOf)));

/** What a document may consist of in which nothing acts: no link, image or code block. */
export const PLAIN = [
  'root',
  'heading',
  'paragraph',
  'text',
  'inlineCode',
  'strong',
  'emphasis',
  'table',
  'tableRow',
  'tableCell',
  'list',
  'listItem',
  'html',
];

const OWN_HTML = ['<br>', '<span>', '</span>', '<code>', '</code>'];
const DETAILS = /^(?:<details>\n<summary>Why these duties bind<\/summary>|<\/details>)$/;
/**
 * What GitHub makes something of in rendered text, wherever it is no code: addresses, mentions, issues, commits, emoji,
 * formulas.
 */
const LIVE = /https?:\/\/|\bwww\.|@\w|#\w|\bGH-\d|\b(?=[a-f]*\d)[0-9a-f]{7,}\b|:[\w+-]+:|^\$[^$]+\$$/i;

/** What holds for every document, whatever the report says. */
export function expectHarmless(report: Report, text: string): void {
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  const nodes = nodesOf(read(text));
  for (const node of nodes) {
    expect(PLAIN).toContain(node.type);
    if (node.type === 'html') expect(OWN_HTML.includes(node.value) || DETAILS.test(node.value), node.value).toBe(true);
    if (node.type === 'text') expect(node.value).not.toMatch(LIVE);
    if (node.type === 'tableRow') expect(node.children).toHaveLength(4);
  }
  expect(nodes.filter(({ type }) => type === 'heading').length).toBeLessThanOrEqual(report.repositories.length + 1);
  expect(nodes.filter(({ type }) => type === 'emphasis').length).toBeLessThanOrEqual(tables(text).flat().length);
}
