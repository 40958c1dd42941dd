import { lastAtMost } from '../card/positions.ts';
import type { Block } from '../card/visible-text.ts';
import type { Card } from '../card/card.ts';
import { modelAt, type ModelInText } from './model-in-text.ts';
import type { Passage } from './model-sentences.ts';

/** More models in one sentence are a list, which says nothing of any. */
const MAX_MODELS = 8;
const MAX_CANDIDATES = 24;
const CANDIDATE =
  /\uFFFC|(?<![\w/.@-])(?:[A-Za-z0-9][\w.-]{0,60}\/(?=[A-Za-z0-9])|(?:[A-Za-z]{1,12}-?)?llama[- ]?[\w.])/gi;

const linkStarts = new WeakMap<Block, readonly number[]>();

/** The models that a sentence names anywhere, in its order: links, ids, and names that begin with “Llama”. */
export function modelsNamed(card: Card, { block, text, start }: Passage): readonly ModelInText[] {
  const named: ModelInText[] = [];
  for (const at of candidates(block, text, start)) {
    if (named.length >= MAX_MODELS) break;
    if (at < (named.at(-1)?.end ?? 0)) continue;
    const model = modelAt(card, block, at);
    if (model !== null && model.end <= start + text.length) named.push(model);
  }
  return named;
}

function candidates(block: Block, text: string, start: number): readonly number[] {
  const found = new Set<number>();
  const links = startsOf(block);
  for (
    let index = lastAtMost(links.length, start, (one) => links[one] ?? 0);
    index < links.length && found.size < MAX_CANDIDATES;
    index++
  ) {
    const at = links[index] ?? 0;
    if (at >= start + text.length) break;
    if (at >= start) found.add(at);
  }
  for (const { index } of text.matchAll(CANDIDATE)) {
    if (found.size >= MAX_CANDIDATES * 2) break;
    found.add(start + index);
  }
  return [...found].sort((a, b) => a - b);
}

/** Where the links of a block begin in its text, one after another. */
function startsOf(block: Block): readonly number[] {
  const known = linkStarts.get(block);
  if (known !== undefined) return known;
  const starts: number[] = [];
  let from = 0;
  for (const link of block.links) {
    const text = link.text.trim();
    const at = text === '' ? -1 : block.text.indexOf(text, from);
    if (at < 0) continue;
    starts.push(at);
    from = at + text.length;
  }
  linkStarts.set(block, starts);
  return starts;
}
