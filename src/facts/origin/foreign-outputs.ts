import type { Card } from '../card/card.ts';
import type { ModelInText } from './model-in-text.ts';
import { modelsNamed } from './named-models.ts';
import type { Passage } from './own-passages.ts';

const ARTICLES = '(?:[ ](?:el|la|le|lo|il|o|dem|der|das|modelo?|mod[eè]le|modello|modell)){0,2}[ ]?["“«„]?';
const MADE = '(?:généré|produit|traduit|annoté|generad|producid|traducid|anotad|gerad|produzid|traduzid|generat|prodott|tradott)[a-zé]{0,3}';

/** What stands around a model's name where data are called its work; each needs both. */
const FRAMES: readonly { readonly before: RegExp; readonly after: RegExp }[] = [
  { before: new RegExp(`${MADE}(?: [a-zà-ÿ-]+){0,2}? (?:par|por|con|com|da|avec)${ARTICLES}$`, 'i'), after: /^/ },
  { before: new RegExp(`(?:mit|von|durch)${ARTICLES}$`, 'i'), after: /^[^.;]{0,30}?(?:erzeugt|generiert|erstellt|übersetzt|annotiert)/i },
  { before: /(?:由|用|利用|通过|通過)[^。；，,A-Za-z]{0,6}$/, after: /^\s?[^。；，,]{0,8}?(?:生成|合成|标注|標註|翻译|翻譯|蒸馏|蒸餾)/ },
  { before: /(?:^|[^A-Za-z])$/, after: /^\s?(?:を[用使]|で|が|によ)[^。]{0,12}?(?:生成|合成|翻訳)/ },
  { before: /(?:^|[^A-Za-z])$/, after: /^\s?(?:로|으로|를|을|이|가)\s?[^.]{0,14}?(?:생성|합성|번역)/ },
];
const SIGN = /généré|produit|traduit|annoté|[gd]erad|generad|produ[cz]id|tradu[cz]id|anotad|generat|prodott|tradott|erzeugt|generiert|erstellt|übersetzt|annotiert|生成|合成|标注|標註|翻译|翻譯|翻訳|蒸馏|蒸餾|생성|합성|번역/i;
const TRAINING = /entra[iî]n|entren|trein|addestr|train|afin|训练|訓練|微调|微調|蒸馏|蒸餾|学習|ファイン|학습|파인/i;
const OTHERWISE = /(?<![A-Za-zÀ-ÿ])(?:ne|pas|no|não|non|nicht|kein[a-z]*|sans|sin|sem|ohne)(?![A-Za-zÀ-ÿ])|évalu|evalu|avalia|valuta|bewert|vergl|compar|不|没有|未|评测|評測|評価|比較|比较|ない|ません|않|평가|비교/i;

/** Models whose work a sentence in another language calls the training data: “训练数据由 X 生成”, “données générées par X”. */
export function foreignOutputs(card: Card, passage: Passage, ofTraining: boolean): readonly ModelInText[] {
  const { text, start } = passage;
  if (!SIGN.test(text) || OTHERWISE.test(text) || !(ofTraining || TRAINING.test(text))) return [];
  return modelsNamed(card, passage).filter((model) => {
    const head = text.slice(Math.max(0, model.start - start - 80), model.start - start);
    const tail = text.slice(model.end - start, model.end - start + 60);
    return FRAMES.some(({ before, after }) => before.test(head) && after.test(tail));
  });
}
