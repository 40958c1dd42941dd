import type { Block } from '../card/block-builder.ts';
import { readFrontMatter } from '../card/front-matter.ts';
import { readVisibleText } from '../card/visible-text.ts';
import { spliceText, type Splice } from '../snapshot/splice-text.ts';

/** How many blocks after an addition are compared; an addition can affect only the next few. */
const COMPARED = 30;

/**
 * True if a reader sees the addition of a splice as a separate text, and the rest of the file, whose visible text is
 * `blocks`, as before. `text` is the addition without the blank lines around it.
 */
export function isShown(file: string, source: string, blocks: readonly Block[], splice: Splice, text: string): boolean {
  const made = spliceText(source, [splice]);
  const shown = readVisibleText(file, made, readFrontMatter(file, made).bodyOffset).blocks;
  const added = readVisibleText(file, text, 0).blocks;
  let same = 0;
  while (same < blocks.length && isSame(shown[same], blocks[same])) same += 1;
  // The addition can begin with the same blocks as the text after it.
  for (let at = same; at >= Math.max(0, same - added.length); at -= 1) {
    const behind = blocks.slice(at, at + COMPARED);
    if ([...added, ...behind].every((block, index) => isSame(shown[at + index], block))) return true;
  }
  return false;
}

function isSame(one: Block | undefined, other: Block | undefined): boolean {
  return one !== undefined && one.kind === other?.kind && one.depth === other.depth && one.text === other.text;
}
