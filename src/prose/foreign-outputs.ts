import type { Card } from '../card/card.ts';
import { OUTPUTS } from './foreign-languages.ts';
import type { ModelInText } from './model-in-text.ts';
import { modelsNamed } from './named-models.ts';
import { ownBlocks, ownPassages, type Passage } from './model-sentences.ts';
import { evidenceAt } from '../evidence/evidence-at.ts';
import type { Block } from '../card/visible-text.ts';
import type { BaseStatement } from '../evidence/statement.ts';

/** “The test set was made by X, the training set by people”: a clause on the test alone. */
function isOfTest(clause: string): boolean {
  return OUTPUTS.testing.test(clause) && !OUTPUTS.training.test(clause);
}

function clauseAround(text: string, from: number, to: number): string {
  const before =
    text
      .slice(0, from)
      .split(/[,;，；、：]/)
      .at(-1) ?? '';
  const after = text.slice(to).split(/[,;，；、：]/, 1)[0] ?? '';
  return before + after;
}

/** What sentences in languages without a lexicon say of whose work was learned from. */
export function foreignOutputSentences(card: Card, ofTraining: ReadonlySet<Block>): readonly BaseStatement[] {
  return ownPassages(ownBlocks(card)).flatMap((passage) =>
    foreignOutputs(card, passage, ofTraining.has(passage.block)).map(({ written, start, end }) => {
      const evidence = evidenceAt(passage.block.place(start, end), passage.text.replaceAll('\uFFFC', written));
      return { by: 'outputs' as const, written, relation: 'outputs' as const, most: 'likely' as const, evidence };
    }),
  );
}

/** Models whose work a sentence in another language calls the training data: “训练数据由 X 生成”, “données générées par X”. */
function foreignOutputs(card: Card, passage: Passage, ofTraining: boolean): readonly ModelInText[] {
  const { text, start } = passage;
  if (OUTPUTS.otherwise.test(text) || !(ofTraining || OUTPUTS.training.test(text))) return [];
  return modelsNamed(card, passage).filter((model) => {
    if (isOfTest(clauseAround(text, model.start - start, model.end - start))) return false;
    const head = text.slice(Math.max(0, model.start - start - 80), model.start - start);
    const tail = text.slice(model.end - start, model.end - start + 60);
    return OUTPUTS.frames.some(({ before, after }) => before.test(head) && after.test(tail));
  });
}
