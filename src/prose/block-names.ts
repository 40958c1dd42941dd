import type { Place } from '../snapshot/place.ts';
import type { Card } from '../card/card.ts';
import { sourceAt } from '../card/source-at.ts';
import type { Block } from '../card/visible-text.ts';
import { modelNames, type ModelName } from './model-names.ts';

const known = new WeakMap<Block, readonly ModelName[]>();

/** All models that a block of a card names, in its order. */
export function namesIn(card: Card, block: Block, isBehind: (word: string) => boolean): readonly ModelName[] {
  const found =
    known.get(block) ??
    modelNames({ text: block.text, links: linksIn(block), code: (at) => codeAt(card, block, at) }, isBehind);
  known.set(block, found);
  return found;
}

/** The same words may stand before the link. */
const MAX_TRIES = 20;

/** Where the links of a block stand in its text, one after another. */
function linksIn(block: Block): { start: number; end: number; url: string }[] {
  let from = 0;
  return block.links.flatMap(({ text, url, place }) => {
    const shown = text.trim();
    let start = shown === '' ? -1 : block.text.indexOf(shown, from);
    for (let tries = 0; start >= 0 && !isWithin(block.place(start, start + 1), place); tries += 1) {
      start = tries < MAX_TRIES ? block.text.indexOf(shown, start + 1) : -1;
    }
    if (start < 0) return [];
    from = start + shown.length;
    return [{ start, end: from, url }];
  });
}

function isWithin(inner: Place, outer: Place): boolean {
  const begins = inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column);
  return begins && (inner.line < outer.endLine || (inner.line === outer.endLine && inner.column < outer.endColumn));
}

/** Inline code stands in a block's text as one character; what it holds is in the source. */
function codeAt(card: Card, block: Block, at: number): string | null {
  const code = /^(?:`+|<(?:code|kbd|tt)[^>]*>)([^`<>]*)[`<]/.exec(sourceAt(card, block.place(at, at + 1)));
  return code?.[1]?.trim() ?? null;
}
