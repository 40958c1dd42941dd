import type { Certainty, Relation } from '../report.ts';
import { decideBase, type BaseDecision } from './decide-base.ts';
import { namesIn } from './block-names.ts';
import type { CardProse } from './card-prose.ts';
import { behindWords, type Language } from './language.ts';
import type { Passage } from './passages.ts';
import type { Card } from '../card/card.ts';
import type { Block } from '../card/visible-text.ts';
import type { BaseStatement } from '../evidence/statement.ts';
import { evidenceAt } from '../evidence/evidence-at.ts';

const MAX_STATEMENTS = 100;

/**
 * What the sentences of a card say of the model that the repository was made from: “This model is a fine-tuned version
 * of [X](…)”, “These are LoRA adapter weights for X”, “The following models were included in the merge”.
 */
export function cardSentences({ card, languages, blocks, passages }: CardProse): BaseStatement[] {
  const found: BaseStatement[] = [];
  for (const passage of passages) {
    if (found.length >= MAX_STATEMENTS) break;
    if (passage.models.length > 0)
      for (const decision of basesIn(passage, languages)) add(found, statementOf(passage, decision));
    if (blocks[passage.index + 1]?.kind !== 'item') continue;
    if (languages.some((language) => passage.read(language).announcesList))
      for (const statement of listedModels(card, blocks, passage, languages)) add(found, statement);
  }
  return found.slice(0, MAX_STATEMENTS);
}

/** The bases that a sentence names, in the first of the languages that has words for it. */
function basesIn(passage: Passage, languages: readonly Language[]): readonly BaseDecision[] {
  for (const language of languages) {
    const reader = passage.read(language);
    const decided: BaseDecision[] = [];
    for (const clause of reader.clauses('construction')) {
      for (const one of decideBase(clause, (model) => reader.isOwn(model))) {
        if (decided.some(({ model }) => model.start === one.model.start)) continue;
        decided.push(one);
        reader.noteParent(one.model);
      }
    }
    if (decided.length > 0) return decided;
  }
  return [];
}

/** The list below “The following models were included in the merge:”; `model + lora` in one entry are two. */
function listedModels(
  card: Card,
  blocks: readonly Block[],
  { index, text }: Passage,
  languages: readonly Language[],
): BaseStatement[] {
  const statements: BaseStatement[] = [];
  for (const block of blocks.slice(index + 1, index + 65)) {
    if (block.kind !== 'item') break;
    for (const model of namesIn(card, block, behindWords(languages))) {
      const evidence = evidenceAt(
        block.place(model.start, model.end),
        `${text} ${block.text}`.replaceAll('\uFFFC', model.written),
      );
      statements.push({
        by: 'sentence',
        written: model.written,
        relation: 'merge',
        most: model.form === 'name' ? 'likely' : 'stated',
        evidence,
      });
    }
  }
  return statements;
}

/** A tool that says the same twice has said it once. */
function add(found: BaseStatement[], statement: BaseStatement): void {
  if (!found.some((one) => one.written === statement.written && one.relation === statement.relation))
    found.push(statement);
}

function statementOf(
  { block, text, start, quoted, models }: Passage,
  { model, relation, certainty }: { model: BaseDecision['model']; relation: Relation | null; certainty: Certainty },
): BaseStatement {
  const shown = models.reduceRight(
    (words, one) =>
      text.slice(one.start, one.end) === '\uFFFC'
        ? words.slice(0, one.start) + one.written + words.slice(one.end)
        : words,
    text,
  );
  const evidence = evidenceAt(block.place(start + model.start, start + model.end), shown);
  return { by: 'sentence', written: model.written, relation, most: quoted ? 'likely' : certainty, evidence };
}
