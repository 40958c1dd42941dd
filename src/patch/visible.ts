import type { Block } from '../card/block-builder.ts';
import { readFrontMatter } from '../card/front-matter.ts';
import { readVisibleText } from '../card/visible-text.ts';
import { spliceText, type Splice } from '../snapshot/splice-text.ts';

/** So many blocks behind an addition are compared: what Markdown holds together ends soon, and in a long card other limits bear on the rest. */
const COMPARED = 30;

/**
 * True when the reader of a file, whose visible text is `blocks`, sees what a splice adds as a text of its own, and the
 * rest as before. `text` is the addition without the blank lines around it.
 */
export function isShown(file: string, source: string, blocks: readonly Block[], splice: Splice, text: string): boolean {
  const made = spliceText(source, [splice]);
  const shown = readVisibleText(file, made, readFrontMatter(file, made).bodyOffset).blocks;
  const added = readVisibleText(file, text, 0).blocks;
  let same = 0;
  while (same < blocks.length && isSame(shown[same], blocks[same])) same += 1;
  // The addition may begin as the text that follows it does.
  for (let at = same; at >= Math.max(0, same - added.length); at -= 1) {
    const behind = blocks.slice(at, at + COMPARED);
    if ([...added, ...behind].every((block, index) => isSame(shown[at + index], block))) return true;
  }
  return false;
}

function isSame(one: Block | undefined, other: Block | undefined): boolean {
  return one !== undefined && one.kind === other?.kind && one.depth === other.depth && one.text === other.text;
}
