import type { Form } from '../lexicon/lexicon.ts';
import { wordsOf } from '../lexicon/words.ts';
import { namesIn } from './block-names.ts';
import { allLanguages } from './languages.ts';
import type { CardProse } from './card-prose.ts';
import { behindWords, type Language } from './language.ts';
import type { ModelName } from './model-names.ts';
import { tokensOf } from './tokens.ts';
import type { Card } from '../card/card.ts';
import { sourceLine } from '../card/source-at.ts';
import { inOneRow } from '../card/table-row.ts';
import type { Block } from '../card/visible-text.ts';
import type { BaseStatement, StatedIn } from '../evidence/statement.ts';
import { evidenceAt, quote } from '../evidence/evidence-at.ts';

/** What parts a label from its value. */
const LABEL_END = /[:：=→]|\s[-–—](?=\s)/;
const MAX_LABEL_CHARS = 60;
/** What the Hub's template leaves behind a label. */
const TEMPLATE = /[[(](?:optional|s)[\])]$/i;
const CODE_CELL = /^[\s*_]*\|\s*`\s*([\w.-]+\/[\w.-]+)\s*`\s*(?:\|\s*)?$/;
/** “Base - Llama 3.1 8B: 61.2” gives a figure. */
const FIGURE = /^\s*[:=|]\s*\d/;
const MAX_STATEMENTS = 50;

/**
 * What labeled lines and table rows of a card name as its base: “Base model: X”, the row “Base model | X”, “Finetuned from
 * model : X”, a heading “Base model” above a mere link. They make a base likely; only the labels of tools state one.
 */
export function cardMentions({ card, languages, blocks, passages }: CardProse): BaseStatement[] {
  const found: BaseStatement[] = [];
  for (const { block, text, start, quoted } of passages) {
    const end = LABEL_END.exec(text.slice(0, MAX_LABEL_CHARS + 20));
    const label = end === null ? undefined : labelOf(text.slice(0, end.index));
    const model =
      end === null || label === undefined
        ? null
        : modelBehind(card, block, start + end.index + end[0].length, languages);
    if (
      label !== undefined &&
      model !== null &&
      model.end <= start + text.length &&
      !FIGURE.test(text.slice(model.end - start))
    ) {
      found.push({ ...statementOf(label, block, model, text), ...(quoted ? { most: 'likely' } : {}) });
    }
  }
  for (const [index, block] of blocks.entries()) {
    const value = blocks[index + 1];
    const label = block.kind === 'cell' || block.kind === 'heading' ? labelOf(block.text) : undefined;
    if (label === undefined) continue;
    if (block.kind === 'cell') found.push(...codeCell(card, block, label));
    if (value === undefined) continue;
    const isValue =
      block.kind === 'cell' ? isRowOfTwo(card, blocks, index) : value.kind === 'paragraph' || value.kind === 'item';
    const model = isValue ? modelBehind(card, value, 0, languages) : null;
    if (model !== null && (block.kind === 'cell' || standsAlone(value, model)))
      found.push(statementOf(label, value, model, `${block.text}: ${value.text}`));
  }
  return found.slice(0, MAX_STATEMENTS);
}

/** The model named right behind a place, after articles and the like; null when none is, or something of a model. */
function modelBehind(card: Card, block: Block, from: number, languages: readonly Language[]): ModelName | null {
  const model = namesIn(card, block, behindWords(languages)).find(({ start }) => start >= from);
  if (model === undefined) return null;
  const [between, after] = [
    wordsOf(block.text.slice(from, model.start)),
    wordsOf(block.text.slice(model.end, model.end + 60)),
  ];
  const isDirect = languages.some(({ words }) =>
    between.every(({ isMark, word }) => isMark || words.fillers.has(word)),
  );
  return isDirect && !languages.some(({ words }) => words.parts.lengthAt(after, 0) > 0) ? model : null;
}

/** A cell of nothing but inline code is no text to a reader of prose: it is found in the source of its row. */
function codeCell(card: Card, block: Block, label: Form): BaseStatement[] {
  const place = block.place(0, block.text.length);
  const row = sourceLine(card, place.line);
  const [head, written] = CODE_CELL.exec(row.slice(place.endColumn - 1)) ?? [];
  if (head === undefined || written === undefined || !/^[\s|*_]*$/.test(row.slice(0, place.column - 1))) return [];
  const column = place.endColumn + head.indexOf(written);
  return [
    {
      by: kindOf(label),
      written,
      relation: label.relation,
      most: 'likely',
      evidence: { file: card.file, line: place.line, column, says: quote(`${block.text}: ${written}`) },
    },
  ];
}

/** The label that a text is, in any language, and nothing but that. */
function labelOf(text: string): Form | undefined {
  if (text.length > MAX_LABEL_CHARS) return undefined;
  const tokens = tokensOf(
    text
      .trimEnd()
      .replace(/[:：]$/, '')
      .trimEnd()
      .replace(TEMPLATE, ''),
    [],
  ).filter(({ kind }) => kind === 'word');
  return allLanguages()
    .flatMap(({ forms }) => forms.matchWhole(tokens))
    .find(({ role }) => role === 'label');
}

/** The cell and the next are a row, and there is no third: a table of several columns compares models. */
function isRowOfTwo(card: Card, blocks: readonly Block[], index: number): boolean {
  const [previous, label, value, after] = [blocks[index - 1], blocks[index], blocks[index + 1], blocks[index + 2]];
  if (label === undefined || value === undefined || !inOneRow(card, label, value)) return false;
  return (
    !(previous !== undefined && inOneRow(card, previous, label)) &&
    !(after !== undefined && inOneRow(card, value, after))
  );
}

/** True when a block says nothing but the model's name. */
function standsAlone(block: Block, model: ModelName): boolean {
  return (block.text.slice(0, model.start) + block.text.slice(model.end)).trim().length <= 2;
}

function statementOf(label: Form, block: Block, model: ModelName, says: string): BaseStatement {
  const { written, start, end, form } = model;
  const most = label.tool && form !== 'name' ? 'stated' : 'likely';
  return {
    by: kindOf(label),
    written,
    relation: label.relation,
    most,
    evidence: evidenceAt(block.place(start, end), says.replaceAll('\uFFFC', written)),
  };
}

/** The line that a tool writes is as good as a sentence. */
function kindOf({ tool, by }: Form): StatedIn {
  return tool ? 'sentence' : by;
}
