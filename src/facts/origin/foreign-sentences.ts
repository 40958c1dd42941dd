import type { Relation } from '../../report.ts';
import type { Card } from '../card/card.ts';
import { LANGUAGES } from './foreign-languages.ts';
import { holdsAny } from './lazy-pattern.ts';
import type { ModelInText } from './model-in-text.ts';
import { modelsNamed } from './named-models.ts';
import type { Passage } from './own-passages.ts';

/** What a sentence must hold to be looked at, by language. */
export const SIGNS = {
  romance: holdsAny(
    'afinad|ajustad|ajusté|ajuste fino|affin|fine-tunead|finetunead|fine-tunad|finetunad|fine-tunat|finetunat|fine-tuné|finetuné|entrainé|entraîné|entrenad|addestrat|treinad|uantizad|quantizzat|quantifié|quantisé|convertid|convertie|convertit|basad|basead|basat|basé' +
      '|fine-tuned de |fine-tuned del |fine-tuned di |fine-tuned do |fine-tuned da |fine-tuned du |finetuned de |finetuned del |finetuned di |finetuned do |finetuned da |finetuned du ',
  ),
  german: holdsAny('feinab|feinget|fein-tun|feintun|getun|trainiert|quantisier|konvertier|basier|beruht|aufbau|auf basis|baut auf|angepasst|abgeleitet'),
  chinese: holdsAny('微调|微調|精调|训练|訓練|量化|转换|轉換|剪枝|基础|基礎|基座|基于|基於|合并|合併'),
  japanese: holdsAny('ベース|ファインチューニング|微調整|追加学習|学習|量子化|変換|もとに|元に|基に|マージ'),
  korean: holdsAny('기반|파인|미세|학습|양자화|변환|병합'),
};

const LATIN = ['romance', 'german'] as const;
const ALL = [...LATIN, 'chinese', 'japanese', 'korean'] as const;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/**
 * The bases that sentences in Spanish, Portuguese, French, Italian, German, Chinese, Japanese and Korean name by a link or
 * an id: “基于 [X](…) 微调”, “versión afinada de [X](…)”. A name alone, a denial, a comparison or a plan gives nothing.
 */
export function foreignModels(card: Card, passage: Passage): readonly { readonly model: ModelInText; readonly relation: Relation | null }[] {
  const { text, start, block } = passage;
  if (!text.includes('/') && !text.includes('\uFFFC') && block.links.length === 0) return [];
  for (const language of CJK.test(text) ? ALL : LATIN) {
    if (!SIGNS[language](text)) continue;
    const { denial, own, frames } = LANGUAGES[language];
    if (denial.test(text)) continue;
    for (const model of modelsNamed(card, passage)) {
      if (model.form === 'name') continue;
      const head = text.slice(Math.max(0, model.start - start - 160), model.start - start);
      const tail = text.slice(model.end - start, model.end - start + 100);
      for (const { relation, before, after } of frames) {
        const [lead] = before(head);
        if (lead === undefined || (after !== null && [...after(tail)].length === 0)) continue;
        const said = head.slice(0, lead.index).replace(/^[\s"“(«„:：*-]+/, '').trim();
        if (isOwn(said, own)) return [{ model, relation }];
      }
    }
  }
  return [];
}

function isOwn(said: string, own: RegExp): boolean {
  return said === '' || own.test(`${said} `);
}
