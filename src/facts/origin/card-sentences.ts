import { ignoreCase } from '../../snapshot/ignore-case.ts';
import type { Certainty, Relation } from '../../report.ts';
import type { Card } from '../card/card.ts';
import type { Block } from '../card/visible-text.ts';
import type { BaseStatement } from '../statement.ts';
import { mayState, PHRASES } from './card-phrases.ts';
import { foreignModels } from './foreign-sentences.ts';
import { holdsAny } from './lazy-pattern.ts';
import { framedModel } from './model-frames.ts';
import { modelAt, type ModelInText } from './model-in-text.ts';
import { ownBlocks, ownPassages, type Passage } from './own-passages.ts';
import { isOwn, type SubjectContext } from './own-subject.ts';
import { placeSays } from './says.ts';
import { negates, turnsAway, turnsAwayAfter } from './turned-away.ts';

const MOST_STATEMENTS = 100;
const MERGED_LIST = /(?:following (?:pre-?trained )?(?:language )?models (?:were|are|have been) (?:included|used|merged)|models merged|merge of the following(?: models)?)[^.]{0,80}:?$/i;
const mayList = holdsAny('following|models merged');
const AS_BASE = ignoreCase(/\bas (?:an? |the |its )?base\b/);
const CONVERTED = ignoreCase(/\bwith onnx weights\b|\b(?:quanti[sz]ed|converted) (?:to|into|using|with|by)\b/);
/** What is said next is said of the parent: “files for Foo, which is based on …”. */
const CHAIN = ignoreCase(/^[\s)\]"”,]*(?:which|that|itself|and|a|an)(?: (?:is|was|are|were|itself|in turn|an?|the))*\s*$/);
const JOINS = /^\s*(?:,\s*and|,|and|&|\+|with|×)\s*/i;

/**
 * What the sentences of a card say of the model that the repository was made from: “This model is a fine-tuned version
 * of [X](…)”, “These are LoRA adapter weights for X”, “The following models were included in the merge”. A link or an
 * id in such a sentence states the base; a name, and what is merely “based on” something, make it likely. Sentences
 * about other models, denials, comparisons and advice give nothing.
 */
export function cardSentences(card: Card): BaseStatement[] {
  const blocks = ownBlocks(card);
  const title = titleOf(blocks);
  const found: BaseStatement[] = [];
  for (const passage of ownPassages(blocks)) {
    if (found.length >= MOST_STATEMENTS) break;
    const context = { title: title?.text.split('/').at(-1)?.trim() ?? '', isTitle: passage.block === title, previous: passage.before };
    for (const { model, relation } of foreignModels(card, passage, context.title)) add(found, statementOf(passage, model, relation, 'likely'));
    if (!mayState(passage.text)) continue;
    const said = [...phraseStatements(card, passage, context), ...baseOfMerge(card, passage), ...leadingModel(card, passage)];
    for (const statement of said.length > 0 ? said : framed(card, passage, context)) add(found, passage.quoted ? { ...statement, most: 'likely' } : statement);
    if (mayList(passage.text) && MERGED_LIST.test(passage.text)) for (const statement of listedModels(card, blocks, passage)) add(found, statement);
  }
  return found;
}

/** The first heading of all stands for a title where there is none, unless it is that of a section. */
function titleOf(blocks: readonly Block[]): Block | undefined {
  const [first] = blocks;
  return blocks.find(({ kind, depth }) => kind === 'heading' && depth === 1) ?? (first?.kind === 'heading' && /\d|[a-z-][A-Z]/.test(first.text) ? first : undefined);
}

/** A tool that says the same twice has said it once. */
function add(found: BaseStatement[], statement: BaseStatement): void {
  if (!found.some((one) => one.written === statement.written && one.relation === statement.relation)) found.push(statement);
}

function phraseStatements(card: Card, { block, text, start }: Passage, context: SubjectContext): BaseStatement[] {
  const found: BaseStatement[] = [];
  let read = 0;
  for (const { relation, in: matches } of PHRASES) {
    for (const match of matches(text)) {
      const own = read > 0 ? CHAIN.test(text.slice(read, match.index)) : isOwn(text.slice(0, match.index), context);
      if (match.index < read || negates(match[0]) || !own) continue;
      const models = modelsAt(card, block, start + match.index + match[0].length, relation === 'merge');
      const end = models.at(-1)?.end;
      if (end === undefined || turnsAwayAfter(text.slice(0, match.index + match[0].length), text.slice(end - start))) continue;
      const first = found.length === 0;
      found.push(...models.map((model) => statementOf({ block, text }, model, first ? relation : null, first && relation !== null ? 'stated' : 'likely')));
      read = end - start;
    }
  }
  return found;
}

/** The models named at a point, of which a merge has several. */
function modelsAt(card: Card, block: Block, from: number, several: boolean): readonly ModelInText[] {
  const models: ModelInText[] = [];
  for (let at: number | null = from; at !== null && models.length < 16; ) {
    const model = modelAt(card, block, at);
    if (model === null) break;
    models.push(model);
    const join: string | undefined = several ? JOINS.exec(block.text.slice(model.end, model.end + 20))?.[0] : undefined;
    at = join === undefined ? null : model.end + join.length;
  }
  return models;
}

/** mergekit: “This model was merged using the [TIES](…) merge method using [X](…) as a base.” */
function baseOfMerge(card: Card, { block, text, start }: Passage): BaseStatement[] {
  if (!AS_BASE.test(text)) return [];
  for (const match of text.matchAll(/\b(?:using|with)\s+/gi)) {
    const model = modelAt(card, block, start + match.index + match[0].length);
    if (model === null || !/^\s*as (?:an? |the |its )?base\b/i.test(block.text.slice(model.end, model.end + 20))) continue;
    const words = text.slice(0, match.index);
    return turnsAway(words) || !/\bmerge/i.test(words) ? [] : [statementOf({ block, text }, model, 'merge', 'stated')];
  }
  return [];
}

function framed(card: Card, passage: Passage, context: SubjectContext): BaseStatement[] {
  const found = framedModel(card, passage, context);
  return found === null ? [] : [statementOf(passage, found.model, found.relation, 'likely')];
}

/** “X quantized to 4 bits is twice as slow” compares. */
const LEADING = /^,?\s*(?:with ONNX weights|(?:quanti[sz]ed|converted) (?:to|into|using|with|by)\b)(?![^.,;]{0,40}\b(?:needs?|takes?|requires?|costs?|scores?|reaches|(?:is|was) (?:[a-z]+ )?(?:as|too|slower|faster|worse|better|larger|smaller))\b)/i;

/** transformers.js: “https://huggingface.co/X with ONNX weights to be compatible with Transformers.js.” */
function leadingModel(card: Card, { block, text, start }: Passage): BaseStatement[] {
  const model = CONVERTED.test(text.slice(0, 300)) ? modelAt(card, block, start) : null;
  if (model?.form !== 'link' || !LEADING.test(block.text.slice(model.end, model.end + 100))) return [];
  return [statementOf({ block, text }, model, 'quantized', 'stated')];
}

/** The list below “The following models were included in the merge:”; `model + lora` in one entry are two. */
function listedModels(card: Card, blocks: readonly Block[], { index, text }: Passage): BaseStatement[] {
  const statements: BaseStatement[] = [];
  for (const block of blocks.slice(index + 1, index + 65)) {
    if (block.kind !== 'item') break;
    const models = modelsAt(card, block, 0, true);
    statements.push(...models.map((model) => statementOf({ block, text: `${text} ${block.text}` }, model, 'merge', 'stated')));
  }
  return statements;
}

function statementOf({ block, text }: { block: Block; text: string }, model: ModelInText, relation: Relation | null, most: Certainty): BaseStatement {
  const evidence = placeSays(block.place(model.start, model.end), text.replaceAll('\uFFFC', model.written));
  return { by: 'sentence', written: model.written, relation, most: model.form === 'name' ? 'likely' : most, evidence };
}
