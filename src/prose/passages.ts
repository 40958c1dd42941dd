import { sentences, type Card, type Sentence } from '../card/card.ts';
import type { Block } from '../card/visible-text.ts';
import { namesIn } from './block-names.ts';
import { SentenceReader, type Context, type Subject } from './clause.ts';
import { heads } from './headings.ts';
import { behindWords, type Language } from './language.ts';
import type { ModelName } from './model-names.ts';
import { OwnNames } from './own-names.ts';
import { tokensOf, type Name, type Token } from './tokens.ts';

/** A sentence of a card, where the card speaks of its own model. */
export interface Passage {
  readonly block: Block;
  /** The block's place in the list that it was taken from. */
  readonly index: number;
  /** `block.text.slice(start, start + text.length)`. */
  readonly text: string;
  readonly start: number;
  /** The models that it names, placed in `text`. */
  readonly models: readonly ModelName[];
  /** True for a block quote, which may be somebody else's sentence. */
  readonly quoted: boolean;
  /** The sentence taken apart by the words of a language. */
  read(language: Language): SentenceReader;
}

/** GitHub's and the Hub's callouts are laid out as quotes. */
const CALLOUT = /^\s*\[!\w+\]/;
/** A card with less text of its own than this says all it says by quoting. */
const LEAST_OWN_CHARS = 80;
/** What is longer is no sentence that a tool or a person wrote about a model. */
const MAX_SENTENCE_CHARS = 1200;
const MAX_PASSAGES = 10_000;

/**
 * The blocks of the card's body that may speak of its own model, with headings. Stands for none of the alt texts, and
 * for block quotes only where the card has hardly any text beside them: they are mostly the words of another card.
 */
export function ownBlocks(card: Card, languages: readonly Language[]): readonly Block[] {
  const own: Block[] = [];
  let othersDepth = Infinity;
  for (const block of card.visible.blocks) {
    if (block.kind === 'alt') continue;
    if (block.kind === 'heading' && block.depth <= othersDepth)
      othersDepth = block.depth > 1 && heads('others', block.text, languages) ? block.depth : Infinity;
    if (othersDepth === Infinity) own.push(block);
  }
  const quotes = new Set(own.filter((block, index) => isQuote(own, block, index)));
  if (quotes.size === 0) return own;
  const rest = own.filter((block) => !quotes.has(block));
  const written = rest.reduce((sum, { kind, text }) => sum + (kind === 'heading' ? 0 : text.length), 0);
  return written < LEAST_OWN_CHARS ? own : rest;
}

/** A block quote that is no callout, and does not go on one. */
function isQuote(blocks: readonly Block[], { kind, text }: Block, index: number): boolean {
  if (kind !== 'quote' || CALLOUT.test(text)) return false;
  const before = blocks[index - 1];
  return !(before?.kind === 'quote' && CALLOUT.test(before.text));
}

/** The card's title: its first heading of the first depth, or the first of all where that names a model. */
export function titleOf(blocks: readonly Block[]): Block | undefined {
  const [first] = blocks;
  return (
    blocks.find(({ kind, depth }) => kind === 'heading' && depth === 1) ??
    (first?.kind === 'heading' && /\d|[a-z-][A-Z]/.test(first.text) ? first : undefined)
  );
}

/** The sentences of those blocks that say something; a table's cell is none. */
export function passagesOf(
  card: Card,
  blocks: readonly Block[],
  repository: string | null,
  languages: readonly Language[],
): readonly Passage[] {
  const title = titleOf(blocks);
  const own = new OwnNames(title?.text ?? '', repository);
  const isBehind = behindWords(languages);
  const passages: Passage[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'cell') continue;
    let previous: (language: Language) => Subject | null = () => null;
    const names = namesIn(card, block, isBehind);
    for (const { text, start, end } of sentences(block).map(withoutCallout)) {
      if (passages.length >= MAX_PASSAGES) return passages;
      if (text.length > MAX_SENTENCE_CHARS) continue;
      const models = names
        .filter((name) => name.start >= start && name.end <= end)
        .map((name) => ({ ...name, start: name.start - start, end: name.end - start }));
      const read = readerOf(text, models, { own, isTitle: block === title }, previous);
      passages.push({
        block,
        index,
        text,
        start,
        models,
        quoted: block.kind === 'quote' && !CALLOUT.test(block.text),
        read,
      });
      previous = (language) => read(language).subject;
    }
  }
  return passages;
}

/** The mark that makes a quote a callout is no word of it. */
function withoutCallout({ text, start, end }: Sentence): Sentence {
  const mark = /^\s*\[!\w+\]\s*/.exec(text)?.[0].length ?? 0;
  return { text: text.slice(mark), start: start + mark, end };
}

function readerOf(
  text: string,
  models: readonly ModelName[],
  context: Omit<Context, 'previous'>,
  previous: (language: Language) => Subject | null,
): Passage['read'] {
  const readers = new Map<Language, SentenceReader>();
  return (language) => {
    const known = readers.get(language) ?? readSentence(text, models, language, context, () => previous(language));
    readers.set(language, known);
    return known;
  };
}

/** A sentence in which some models are named, taken apart by the words of a language. */
export function readSentence(
  text: string,
  models: readonly ModelName[],
  language: Language,
  context: Omit<Context, 'previous'>,
  previous: () => Subject | null,
  others: readonly Name[] = [],
): SentenceReader {
  const names: Name[] = [
    ...others,
    ...models.map((model) => ({ kind: 'MODEL' as const, start: model.start, end: model.end, model })),
  ];
  const tokens = tokensOf(
    text,
    names.sort((one, other) => one.start - other.start || other.end - one.end),
  );
  return new SentenceReader(text, withoutParts(tokens, language), language, { ...context, previous });
}

/** Names of an architecture, of a text or of a tool, not of weights: “the Llama 3 paper”. */
function withoutParts(tokens: readonly Token[], { words }: Language): Token[] {
  return tokens.map((token, at) =>
    token.kind === 'MODEL' && words.parts.lengthAt(tokens, at + 1) > 0
      ? { ...token, kind: 'word', word: token.word.toLowerCase(), model: null }
      : token,
  );
}
