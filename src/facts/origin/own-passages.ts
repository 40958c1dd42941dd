import type { Card } from '../card/card.ts';
import { sentences } from '../card/sentences.ts';
import type { Block } from '../card/visible-text.ts';

/** A sentence of the card, where the card speaks of its own model. */
export interface Passage {
  readonly block: Block;
  /** The block's place in the list that it was taken from. */
  readonly index: number;
  /** `block.text.slice(start, start + text.length)`. */
  readonly text: string;
  readonly start: number;
  /** The sentence before it in the same block, or null. */
  readonly before: string | null;
}

/** Under such headings a card speaks of other models. */
const OF_OTHERS = /benchmark|evaluat|comparison|compared|\bvs\b|baseline|leaderboard|related|acknowledg|credit|citation|references|alternatives|(?:other|similar|more) (?:models|versions|quant)|\busage\b|how to (?:use|run)|quick ?start|getting started|\blicen[cs]e|changelog|news/i;
/** What is longer is no sentence that a tool or a person wrote about a model. */
const LONGEST = 1200;
const MOST_PASSAGES = 10_000;

/** The blocks of the card's body that may speak of its own model, with headings. Stands for none of the alt texts. */
export function ownBlocks(card: Card): readonly Block[] {
  const own: Block[] = [];
  let othersDepth = Infinity;
  for (const block of card.visible.blocks) {
    if (block.kind === 'alt') continue;
    if (block.kind === 'heading' && block.depth <= othersDepth) othersDepth = block.depth > 1 && OF_OTHERS.test(block.text) ? block.depth : Infinity;
    if (othersDepth === Infinity) own.push(block);
  }
  return own;
}

/** The sentences of those blocks. */
export function ownPassages(blocks: readonly Block[]): readonly Passage[] {
  const passages: Passage[] = [];
  for (const [index, block] of blocks.entries()) {
    // A table's cell is no sentence: its row says what it means.
    if (block.kind === 'cell') continue;
    let before: string | null = null;
    for (const { text, start } of sentences(block)) {
      if (passages.length >= MOST_PASSAGES) return passages;
      if (text.length <= LONGEST) passages.push({ block, index, text, start, before });
      before = text;
    }
  }
  return passages;
}
