import type { Card } from '../card/card.ts';
import { inOneRow } from '../card/table-row.ts';
import type { Block } from '../card/visible-text.ts';
import { languagesIn } from '../prose/languages.ts';
import { OwnNames } from '../prose/own-names.ts';
import { titleOf } from '../prose/passages.ts';
import type { VisibleDocument } from '../facts/documents.ts';
import { escapePattern } from '../text/escape-pattern.ts';
import { placer } from '../card/positions.ts';
import type { Place } from '../snapshot/place.ts';
import { defineCheck } from './check.ts';
import { findPhrases, firstWord, type FoundPhrase } from './phrase.ts';

/** A phrase is displayed prominently (clause 1.b.i (B)), judged on what a reader of the documentation sees. */
export const phraseDisplayed = defineCheck({
  kind: 'phrase-displayed',
  readsCard: true,
  reads: ['document'],
  parameters: { phrase: 'text', products: 'texts' },
  codes: {
    displayed: { outcome: 'met', args: ['file'] },
    missing: { outcome: 'unmet', args: [] },
    'in-agreement': { outcome: 'unmet', args: ['file'] },
    'duty-stated': { outcome: 'unmet', args: ['file', 'found'] },
    discussed: { outcome: 'unclear', args: ['file', 'found'] },
    'other-phrase': { outcome: 'unmet', args: ['file', 'found'] },
    hidden: { outcome: 'unmet', args: ['file'] },
    'other-case': { outcome: 'unclear', args: ['file', 'found'] },
    'in-image': { outcome: 'unclear', args: ['file', 'found'] },
  },
  judge({ facts, parameters }) {
    const found = facts.documents.flatMap((document) => phrasesOf(document, parameters.phrase, parameters.products));
    for (const { form, code } of ANSWERS) {
      const phrase = found.find((one) => one.form === form);
      if (phrase)
        return { code, args: { file: phrase.place.file, found: phrase.text }, locations: [phrase.place], evidence: [] };
    }
    const badge = facts.documents
      .map((document) => badgePlace(document, parameters.phrase))
      .find((place) => place !== null);
    if (badge)
      return {
        code: 'in-image',
        args: { file: badge.file, found: parameters.phrase },
        locations: [badge],
        evidence: [],
      };
    const hidden = facts.documents
      .map((document) => hiddenPlace(document, parameters.phrase))
      .find((place) => place !== null);
    if (hidden) return { code: 'hidden', args: { file: hidden.file }, locations: [hidden], evidence: [] };
    return { code: 'missing', args: {}, locations: [], evidence: [] };
  },
});

/** Best first: one real display is enough, whatever else the documents say. */
const ANSWERS = [
  { form: 'display', code: 'displayed' },
  { form: 'case', code: 'other-case' },
  { form: 'image', code: 'in-image' },
  { form: 'talk', code: 'discussed' },
  { form: 'duty', code: 'duty-stated' },
  { form: 'agreement', code: 'in-agreement' },
  { form: 'other', code: 'other-phrase' },
] as const;

function phrasesOf(document: VisibleDocument, phrase: string, products: readonly string[]): FoundPhrase[] {
  const { card } = document;
  const languages = languagesIn(card);
  const { blocks } = card.visible;
  const own = new OwnNames(titleOf(blocks)?.text ?? '', null);
  let heading = '';
  let lead = '';
  return blocks
    .flatMap((block, index) => {
      const label = block.kind === 'cell' ? cellLabel(card, blocks, index) : block.kind === 'item' ? lead : '';
      const found = findPhrases(block, phrase, products, languages, { label: label ?? '', heading, own });
      if (block.kind === 'heading') heading = block.text;
      if (block.kind !== 'item') lead = /[:：]\s*$/.test(block.text) ? block.text.trim() : '';
      // In a wide table the phrase is one of several things compared.
      return label === null
        ? found.map((one) => (one.form === 'display' ? { ...one, form: 'talk' as const } : one))
        : found;
    })
    .map((found) => (document.isAgreementText(found.place) ? { ...found, form: 'agreement' } : found));
}

/** What the cell before one says of it in a row of two; nothing for a cell alone, null in a wider row or before another cell. */
function cellLabel(card: Card, blocks: readonly Block[], index: number): string | null {
  const [farther, before, own, after] = [blocks[index - 2], blocks[index - 1], blocks[index], blocks[index + 1]];
  if (inOneRow(card, own, after)) return null;
  if (before === undefined || !inOneRow(card, before, own)) return '';
  return inOneRow(card, farther, before) ? null : `${before.text.replace(/[:：]\s*$/, '')}:`;
}

/** The phrase in the address of an image, as badge services have it: the reader may see it, this program cannot. */
function badgePlace(document: VisibleDocument, phrase: string): Place | null {
  if (!document.card.source.toLowerCase().includes(firstWord(phrase))) return null;
  const words = phrase.split(' ').map(escapePattern).join('(?:_|%20|[-+]){1,2}');
  const match = new RegExp(
    `(?:!\\[[^\\]\\n]{0,200}\\]\\(|<img\\s[^>]{0,200}src=["']?)[^\\s)"'>]{0,300}?(${words})`,
    'i',
  ).exec(document.card.source);
  return match?.[1] === undefined
    ? null
    : placeAt(document, match.index + match[0].length - match[1].length, match[1].length);
}

/** The phrase in a comment, in code or in the front matter: there, but no reader sees it. */
function hiddenPlace(document: VisibleDocument, phrase: string): Place | null {
  const at = document.card.source.indexOf(phrase);
  return at < 0 ? null : placeAt(document, at, phrase.length);
}

function placeAt({ path, card }: VisibleDocument, at: number, length: number): Place {
  return placer(path, card.source)(at, at + length);
}
