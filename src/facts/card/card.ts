import { readFrontMatter, type FrontMatter } from './front-matter.ts';
import { readVisibleText, type Block, type VisibleText } from './visible-text.ts';

export { sentences, type Sentence } from './sentences.ts';

/** A model card: what its YAML declares and what its reader sees. */
export interface Card {
  readonly file: string;
  readonly source: string;
  readonly frontMatter: FrontMatter | null;
  readonly visible: VisibleText;
  /** False when the bytes are not UTF-8 and were decoded as Latin-1. */
  readonly utf8: boolean;
}

/** Reads a model card. Never throws for what it holds; time and memory are bounded. */
export function readCard(file: string, source: string, utf8: boolean): Card {
  const { frontMatter, bodyOffset } = readFrontMatter(file, source);
  return { file, source, frontMatter, visible: readVisibleText(file, source, bodyOffset), utf8 };
}

/** An occurrence of a text: `block.text.slice(start, end)`. */
export interface Found {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

/** Every occurrence of `needle` as written, letter case included, in the order of the document. */
export function findText(visible: Pick<VisibleText, 'blocks'>, needle: string): readonly Found[] {
  return find(visible, needle, 'gu');
}

/** Every occurrence of `needle` in any letter case, in the order of the document. */
export function findTextInAnyCase(visible: Pick<VisibleText, 'blocks'>, needle: string): readonly Found[] {
  return find(visible, needle, 'giu');
}

function find({ blocks }: Pick<VisibleText, 'blocks'>, needle: string, flags: string): readonly Found[] {
  if (needle === '') return [];
  // A regular expression, because lower case can be longer than the text it was made of.
  const pattern = new RegExp(needle.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), flags);
  return blocks.flatMap((block) => [...block.text.matchAll(pattern)].map(({ 0: text, index }) => ({ block, start: index, end: index + text.length })));
}
