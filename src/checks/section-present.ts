import type { Card } from '../card/card.ts';
import { sentences } from '../card/sentences.ts';
import type { Block } from '../card/visible-text.ts';
import { sourceLine } from '../card/source-at.ts';
import { headingWords, sectionNamed } from '../prose/headings.ts';
import { placeholdersOfLanguages, saysSomething } from '../prose/unfilled.ts';
import { defineCheck } from './check.ts';

/** A card with more sections on risks than this, all of them empty, is nobody's card. */
const MAX_SECTIONS = 100;

/**
 * The card has a section about known dangers with something in it (use policy, the paragraph on known dangers). A rule may
 * name headings and placeholders of its own in place of those that the languages' files list.
 */
export const sectionPresent = defineCheck({
  kind: 'section-present',
  readsCard: true,
  parameters: { headings: 'optional texts', placeholders: 'optional texts' },
  lists: () => ({ headings: headingWords('limitations'), placeholders: placeholdersOfLanguages() }),
  codes: {
    present: { outcome: 'met', args: ['heading'] },
    missing: { outcome: 'unmet', args: [] },
    'no-card': { outcome: 'unmet', args: [] },
    empty: { outcome: 'unmet', args: ['heading'] },
    mentioned: { outcome: 'unclear', args: ['found'] },
  },
  judge({ facts, parameters }) {
    const { card } = facts;
    if (card === null) return { code: 'no-card', args: {}, locations: [], evidence: [] };
    const document = facts.documents.find((one) => one.card === card);
    const blocks = card.visible.blocks.filter(
      (block) => document?.isAgreementText(block.place(0, block.text.length)) !== true,
    );
    const { headings } = parameters;
    const named = (text: string, within: 'heading' | 'prose'): string | null =>
      headings.length === 0
        ? sectionNamed('limitations', text, within)
        : (headings.find((word) => containsStem(text, word)) ?? null);
    const placeholders = parameters.placeholders.length === 0 ? placeholdersOfLanguages() : parameters.placeholders;
    const prose = (content: Content) => withoutPlaceholders(content, placeholders);

    let empty: Block | null = null;
    let looked = 0;
    for (const [index, block] of blocks.entries()) {
      if (looked >= MAX_SECTIONS) break;
      const line = isLine(card, block);
      if (block.kind !== 'heading' && !line && !isLabel(block)) continue;
      const heading = line ? block.text : labelOf(block);
      if (named(heading, 'heading') === null) continue;
      looked += 1;
      const content =
        block.kind === 'heading'
          ? sectionBlocks(blocks, index, (text) => named(text, 'heading') !== null)
          : [
              {
                text: (!line && block.text.slice(heading.length + 1).trim()) || textBelow(card, blocks, index),
                breaks: [],
              },
            ];
      if (content.some((one) => saysSomething(prose(one)))) {
        return { code: 'present', args: { heading }, locations: [block.place(0, heading.length)], evidence: [] };
      }
      empty ??= block;
    }
    if (empty)
      return {
        code: 'empty',
        args: { heading: labelOf(empty) },
        locations: [empty.place(0, empty.text.length)],
        evidence: [],
      };
    for (const block of blocks) {
      const found = block.kind === 'heading' ? null : named(prose(block), 'prose');
      if (found !== null)
        return { code: 'mentioned', args: { found }, locations: [block.place(0, block.text.length)], evidence: [] };
    }
    return { code: 'missing', args: {}, locations: [], evidence: [] };
  },
});

const MAX_LABEL_CHARS = 60;
const MAX_WORDS = 5;
const EMPHASIS = /\*\*|__|<(?:b|strong|summary)\b/i;

/** `**Limitations:** …` at the start of a paragraph or item serves as a heading. */
function isLabel(block: Block): boolean {
  const end = block.text.slice(0, MAX_LABEL_CHARS).indexOf(':');
  const label = block.text.slice(0, Math.max(0, end));
  return label !== '' && !label.includes('.') && label.split(' ').length <= MAX_WORDS;
}

/** `**Limitations**` on a line of its own serves as one, too. */
function isLine(card: Card, block: Block): boolean {
  const { kind, text } = block;
  return (
    kind === 'paragraph' &&
    EMPHASIS.test(sourceLine(card, block.place(0, text.length).line)) &&
    text.length <= MAX_LABEL_CHARS &&
    !/[.:!?。：]/.test(text.trim().slice(0, -1)) &&
    text.trim().split(/\s+/).length <= MAX_WORDS
  );
}

/** What stands right below such a line. */
function textBelow(card: Card, blocks: readonly Block[], index: number): string {
  const next = blocks[index + 1];
  return next === undefined || next.kind === 'heading' || isLine(card, next) ? '' : next.text;
}

function labelOf(block: Block): string {
  return block.kind === 'heading' ? block.text : block.text.slice(0, block.text.indexOf(':'));
}

type Content = Pick<Block, 'text' | 'breaks'>;

/**
 * What stands under a heading, block by block, down to the next heading of its depth. Of subsections with names of their
 * own only prose counts: tools append lists of versions to whatever section comes last.
 */
function sectionBlocks(
  blocks: readonly Block[],
  index: number,
  isNamed: (heading: string) => boolean,
): readonly Block[] {
  const depth = blocks[index]?.depth ?? 0;
  const rest = blocks.slice(index + 1);
  const end = rest.findIndex((block) => block.kind === 'heading' && block.depth <= depth);
  let named = true;
  return rest.slice(0, end < 0 ? rest.length : end).filter(({ kind, text }) => {
    if (kind === 'heading') named = isNamed(text);
    return kind !== 'heading' && (named || isProse(text));
  });
}

const SENTENCE_END = /\p{L}["”’»)\]*]{0,9}[.!?。！？]/u;
const FEWEST_WORDS = 6;

/** A sentence, or words enough for one. */
function isProse(text: string): boolean {
  return SENTENCE_END.test(text) || text.split(/\P{L}+/u).filter((word) => word.length > 1).length >= FEWEST_WORDS;
}

/** More of a sentence: “todo” begins sentences in Spanish and Portuguese. */
const WORDS_BEHIND = /^(?:\s+|-)\p{L}/u;

/**
 * A block without the sentences that only hold a place. A placeholder of one word (“TODO”) makes one of the block that it
 * leads, in capital letters or with no words behind it.
 */
function withoutPlaceholders(content: Content, placeholders: readonly string[]): string {
  const text = content.text.replace(/^[^\p{L}\p{N}]+/u, '');
  const [lead = ''] = /^\p{L}*/u.exec(text) ?? [];
  const isTyped = placeholders.includes(lead);
  if (isTyped || (placeholders.includes(lead.toUpperCase()) && !WORDS_BEHIND.test(text.slice(lead.length)))) return '';
  const phrases = placeholders.filter((one) => one.includes(' ')).map((one) => one.toLowerCase());
  const left = sentences(content).filter(
    (sentence) => !phrases.some((one) => sentence.text.toLowerCase().includes(one)),
  );
  return left.map((sentence) => sentence.text).join(' ');
}

/** Words that need no boundary in scripts that do not separate words; a space in front asks for one, as “주의” ends “민주주의”. */
function containsStem(text: string, stem: string): boolean {
  const words = ` ${text}`;
  const at = words.toLowerCase().indexOf(stem.toLowerCase());
  return at >= 0 && !/[A-Za-z\u00c0-\u024f]/.test(words.charAt(at - 1));
}
