import type { Relation } from '../report.ts';
import { lowerCase } from '../text/ignore-case.ts';
import type { Card } from '../card/card.ts';
import type { Block } from '../card/visible-text.ts';
import type { BaseStatement, StatedIn } from '../evidence/statement.ts';
import { modelAt, type ModelInText } from './model-in-text.ts';
import { ownBlocks, ownPassages } from './model-sentences.ts';
import { evidenceAt, quote } from '../evidence/evidence-at.ts';
import { sourceBetween, sourceLine } from '../card/source-at.ts';

interface Label {
  /** In small letters. */
  readonly pattern: RegExp;
  readonly by: StatedIn;
  readonly relation: Relation | null;
  /** True for labels of tools' own cards: a link or an id behind them states the base. */
  readonly tool: boolean;
}

const LABELS: readonly Label[] = [
  { pattern: /^fine-?tuned from(?: model)?$/, by: 'sentence', relation: 'finetune', tool: true },
  { pattern: /^(?:quanti[sz]ed|converted) from(?: model)?$/, by: 'sentence', relation: 'quantized', tool: true },
  {
    pattern: /^original (?:base )?model(?: card| page| repo(?:sitory)?)?$/,
    by: 'sentence',
    relation: null,
    tool: true,
  },
  {
    pattern:
      /^(?:the )?(?:base|foundation|parent|source|upstream|backbone|underlying|starting|pre-?trained)(?: |-)?(?:models?|checkpoint|weights|llm)?(?: name| id| used)?$/,
    by: 'mention',
    relation: null,
    tool: false,
  },
  { pattern: /^(?:model |base )?architecture$/, by: 'architecture', relation: null, tool: false },
  {
    pattern:
      /^(?:teacher(?: models?)?|distilled from|distillation source|synthetic data (?:generator|model|source)|data (?:generator|generated (?:by|with)))$/,
    by: 'outputs',
    relation: 'outputs',
    tool: false,
  },
];

const LABELED =
  /^\W*([a-z]+(?:[ -][a-z]+)*)(?:\s*(?:\[optional\]|\(optional\)|\(s\)))?(?:\s*[:：=→]|\s+[-–—](?=\s))\s*/;
const CODE_CELL = /^[\s*_]*\|\s*`\s*([\w.-]+\/[\w.-]+)\s*`\s*(?:\|\s*)?$/;
/** “Base - Llama 3.1 8B: 61.2” gives a figure, “Source - Llama 2 paper” a text. */
const OF_A_SOURCE =
  /^\s*(?:[:=|]\s*\d|(?:model card|paper|(?:technical )?report|blog|documentation|docs|licen[cs]e)\b)/i;
const MAX_STATEMENTS = 50;

/**
 * What labeled lines and table rows of a card name as its base: “Base model: X”, the row “Base model | X”, “Finetuned from
 * model : X”, a heading “Base model” above a mere link. They make a base likely; only the labels of tools state one.
 */
export function cardMentions(card: Card): BaseStatement[] {
  const blocks = ownBlocks(card);
  const found: BaseStatement[] = [];
  for (const { block, text, start, quoted } of ownPassages(blocks)) {
    const [head, words = ''] = LABELED.exec(lowerCase(text.slice(0, 120))) ?? [];
    const label = head === undefined ? undefined : labelOf(words);
    const model = head === undefined || label === undefined ? null : modelAt(card, block, start + head.length);
    if (label !== undefined && model !== null && !OF_A_SOURCE.test(text.slice(model.end - start)))
      found.push({ ...statementOf(label, block, model, text), ...(quoted ? { most: 'likely' } : {}) });
  }
  for (const [index, block] of blocks.entries()) {
    const value = blocks[index + 1];
    const label =
      block.kind === 'cell' || block.kind === 'heading'
        ? labelOf(block.text.replace(/(?<![:：\s])[:：\s]+$/, ''))
        : undefined;
    if (label === undefined) continue;
    if (block.kind === 'cell') found.push(...codeCell(card, block, label));
    if (value === undefined) continue;
    const isValue =
      block.kind === 'cell' ? isRowOfTwo(card, blocks, index) : value.kind === 'paragraph' || value.kind === 'item';
    const model = isValue ? modelAt(card, value, 0) : null;
    if (model !== null && (block.kind === 'cell' || standsAlone(value, model)))
      found.push(statementOf(label, value, model, `${block.text}: ${value.text}`));
  }
  return found.slice(0, MAX_STATEMENTS);
}

/** A cell of nothing but inline code is no text to a reader of prose: it is found in the source of its row. */
function codeCell(card: Card, block: Block, label: Label): BaseStatement[] {
  const place = block.place(0, block.text.length);
  const row = sourceLine(card, place.line);
  const [head, written] = CODE_CELL.exec(row.slice(place.endColumn - 1)) ?? [];
  if (head === undefined || written === undefined || !/^[\s|*_]*$/.test(row.slice(0, place.column - 1))) return [];
  const column = place.endColumn + head.indexOf(written);
  return [
    {
      by: label.by,
      written,
      relation: label.relation,
      most: 'likely',
      evidence: { file: card.file, line: place.line, column, says: quote(`${block.text}: ${written}`) },
    },
  ];
}

function labelOf(words: string): Label | undefined {
  const text = lowerCase(words.trim());
  return text.length > 60 ? undefined : LABELS.find(({ pattern }) => pattern.test(text));
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

function inOneRow(card: Card, one: Block, next: Block): boolean {
  if (one.kind !== 'cell' || next.kind !== 'cell') return false;
  const between = sourceBetween(card, one.place(0, one.text.length), next.place(0, next.text.length));
  if (/<\/?tr\b/i.test(between)) return false;
  return !/[\r\n]/.test(between) || /<t[dh]\b/i.test(between);
}

/** True when a block says nothing but the model's name. */
function standsAlone(block: Block, model: ModelInText): boolean {
  return (block.text.slice(0, model.start) + block.text.slice(model.end)).trim().length <= 2;
}

function statementOf(label: Label, block: Block, model: ModelInText, says: string): BaseStatement {
  const { written, start, end, form } = model;
  const most = label.tool && form !== 'name' ? 'stated' : 'likely';
  return {
    by: label.by,
    written,
    relation: label.relation,
    most,
    evidence: evidenceAt(block.place(start, end), says.replaceAll('\uFFFC', written)),
  };
}
