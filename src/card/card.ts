import { readFrontMatter, type FrontMatter } from './front-matter.ts';
import { readVisibleText, type VisibleText } from './visible-text.ts';

export { sentences, type Sentence } from './sentences.ts';

/** A model card: its front matter and its visible text. */
export interface Card {
  readonly file: string;
  readonly source: string;
  readonly frontMatter: FrontMatter | null;
  readonly visible: VisibleText;
  /** False if the bytes are not UTF-8 and were decoded as Latin-1. */
  readonly utf8: boolean;
}

/** Reads a model card. Never throws, whatever it contains; time and memory are bounded. */
export function readCard(file: string, source: string, utf8: boolean): Card {
  const { frontMatter, bodyOffset } = readFrontMatter(file, source);
  return { file, source, frontMatter, visible: readVisibleText(file, source, bodyOffset), utf8 };
}
