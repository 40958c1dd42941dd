import type { Block, VisibleText } from '../../src/card/visible-text.ts';

/** An occurrence of a text: `block.text.slice(start, end)`. */
export interface Found {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

/** Every occurrence of `needle` as written, letter case included, in the order of the document. */
export function findText({ blocks }: Pick<VisibleText, 'blocks'>, needle: string): readonly Found[] {
  if (needle === '') return [];
  const pattern = new RegExp(needle.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'gu');
  return blocks.flatMap((block) =>
    [...block.text.matchAll(pattern)].map(({ 0: text, index }) => ({ block, start: index, end: index + text.length })),
  );
}
