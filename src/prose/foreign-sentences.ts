import type { Relation } from '../report.ts';
import type { Card } from '../card/card.ts';
import { ABOUT_DATA, FOR_USE, LANGUAGES, NO_BASE, OTHER_OBJECT, OTHER_SUBJECT } from './foreign-languages.ts';
import type { ModelInText } from './model-in-text.ts';
import { modelsNamed } from './named-models.ts';
import { ownBlocks, ownPassages, type Passage } from './model-sentences.ts';
import { evidenceAt } from '../evidence/evidence-at.ts';
import type { BaseStatement } from '../evidence/statement.ts';

const ALPHABETIC = ['romance', 'german', 'russian'] as const;
const ALL = [...ALPHABETIC, 'chinese', 'japanese', 'korean'] as const;
const MAY_NAME = /[/\uFFFC]|llama/i;
/** More of a name than its generation. */
const WHICH = /\db(?![a-z])|scout|maverick|guard|instruct|chat/i;
/** What stands this near behind a model's name is said of the name. */
const AT_ONCE = 12;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** What sentences in languages without a lexicon say of the base. */
export function foreignSentences(card: Card): readonly BaseStatement[] {
  const blocks = ownBlocks(card);
  const title =
    blocks
      .find(({ kind, depth }) => kind === 'heading' && depth === 1)
      ?.text.split('/')
      .at(-1)
      ?.trim() ?? '';
  return ownPassages(blocks).flatMap((passage) =>
    foreignModels(card, passage, title).map(({ model, relation }) => {
      const evidence = evidenceAt(
        passage.block.place(model.start, model.end),
        passage.text.replaceAll('\uFFFC', model.written),
      );
      return { by: 'sentence' as const, written: model.written, relation, most: 'likely' as const, evidence };
    }),
  );
}

/**
 * The bases that sentences in Spanish, Portuguese, French, Italian, German, Russian, Chinese, Japanese and Korean name:
 * “基于 [X](…) 微调”, “versión afinada de X”. A denial, a comparison, a plan, an architecture and what a model wrote give
 * nothing, nor does a generation's name that something is merely based on.
 */
function foreignModels(
  card: Card,
  passage: Passage,
  title: string,
): readonly { readonly model: ModelInText; readonly relation: Relation | null }[] {
  const { text, start, block } = passage;
  if (!MAY_NAME.test(text) && block.links.length === 0) return [];
  for (const language of CJK.test(text) ? ALL : ALPHABETIC) {
    const { denial, own, frames } = LANGUAGES[language];
    if (denial.test(text)) continue;
    for (const model of modelsNamed(card, passage)) {
      const head = text.slice(Math.max(0, model.start - start - 160), model.start - start);
      const tail = text.slice(model.end - start, model.end - start + 100);
      for (const { relation, before, after } of frames) {
        const lead = before.exec(head);
        const behind = after === null ? [''] : after.exec(tail);
        if (lead === null || behind === null) continue;
        const said = head
          .slice(0, lead.index)
          .replace(/^[\s"“(«„:：*-]+/, '')
          .trim();
        if (OTHER_SUBJECT.test(said) || FOR_USE.test(said.split(/[，,；;]/).at(-1) ?? '') || OTHER_OBJECT.test(tail))
          continue;
        if (
          ABOUT_DATA.test(said) ||
          NO_BASE.test(
            `${said.slice(-40).split(/\s/).at(-1) ?? ''} ${lead[0]} ${tail.slice(0, Math.max(AT_ONCE, behind[0]?.length ?? 0))}`,
          )
        )
          continue;
        if (relation === null && model.form === 'name' && !WHICH.test(model.written)) continue;
        const size = sizeOf(said, title);
        if (
          size !== 'other' &&
          !isSibling(said, title) &&
          (said === '' || own.test(`${said} `) || beginsAsTitle(said, title) || (size === 'same' && /^\d/.test(said)))
        )
          return [{ model, relation }];
      }
    }
  }
  return [];
}

/** A name of several parts, which begins the last clause. */
const SUBJECT = /^ ?(?:die |das |der |el |la |le |il |o |a )?([A-Za-zÀ-ž][A-Za-zÀ-ž\d.]*(?:[-_][A-Za-zÀ-ž\d.]+)+)/i;
const SORTS =
  /^(?:modell?[eos]?|mod[eè]les?|modell[oi]|version|versione|adapter|lora|qlora|gguf|reihe|serie|familie|base|chat|instruct|it|v\d.*)$/i;

/** “Bread-Llama is …” below the title “Bread-Qwen-7B”: of the same family, with something in its name that this one has not. */
function isSibling(said: string, title: string): boolean {
  const partsOf = (name: string) => name.toLowerCase().split(/[-_\s]+/);
  const [own, [first, ...rest]] = [
    partsOf(title),
    partsOf(SUBJECT.exec(said.split(/[，,;；:：]/).at(-1) ?? '')?.[1] ?? ''),
  ];
  return (
    first !== undefined &&
    first !== '' &&
    first === own[0] &&
    rest.some((part) => !SORTS.test(part) && !own.includes(part))
  );
}

const SIZE = /(?<![\d.])\d+(?:[.,]\d+)?[bm](?![a-z])/gi;

/** “Die 70B-Version …” below the title “Plume 8B” is another's. */
function sizeOf(said: string, title: string): 'same' | 'other' | null {
  const [own, named] = [title.toLowerCase().match(SIZE), said.toLowerCase().match(SIZE)];
  if (own === null || named === null) return null;
  return named.some((size) => own.includes(size)) ? 'same' : 'other';
}

/** “Plume est une version …” below the title “Plume 70B”. */
function beginsAsTitle(said: string, title: string): boolean {
  const first = (text: string) => /^[\p{L}\d.]{3,}/u.exec(text)?.[0].toLowerCase();
  return first(said) !== undefined && first(said) === first(title);
}
