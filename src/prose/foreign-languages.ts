import type { Relation } from '../report.ts';

type LanguageName = 'romance' | 'german' | 'russian' | 'chinese' | 'japanese' | 'korean';

/** How the cards of one language say what a model was made from. */
interface Language {
  /** All of a sentence that denies, compares or plans. */
  readonly denial: RegExp;
  /** The words before the phrase that speak of the card's own model; no words at all do so too. */
  readonly own: RegExp;
  readonly frames: readonly ForeignFrame[];
}

interface ForeignFrame {
  readonly relation: Relation | null;
  /** Ends where the model's name begins. */
  readonly before: RegExp;
  /** Begins where the name ends; null where the words before are enough. */
  readonly after: RegExp | null;
}

function frame(relation: Relation | null, before: string, after: string | null = null): ForeignFrame {
  return {
    relation,
    before: new RegExp(`${before}$`, 'i'),
    after: after === null ? null : new RegExp(`^${after}`, 'i'),
  };
}

const OF =
  "(?:[ ](?:[a-zà-ÿ0-9()-]+[ ]){0,4}?(?:d[eoa]s?|del|dell[oa]|dal|dall[oa]|du|d[’']|di|su|sull?[oa]?|sur|sobre|en|em|n[oa]|von|des|der|auf|aus|a partir d[eoa]l?|à partir d[eu]|a partire da[l]?))";
const KIND = '(?:[ ](?:el|la|il|lo|le|o|a|un[ao]?|modelo?|modello|mod[eè]le|modell|base|dem|das|den)){0,3}[ ]?["“«„(]?';

const ROMANCE_TUNED =
  '(?:afinad[ao]|ajustad[ao]|reajustad[ao]|affinée?|affinat[ao]|ajustée?|spécialisée?|fine-?tun(?:ead[ao]|ad[ao]|ée?|at[ao]|ed)|entra[iî]née?|addestrat[ao]|treinad[ao]|entrenad[ao]|ajuste fino|affinage|affinamento)';
const CJK_BREAK = '[^。；，,]';

/** Something of a model's that is not the model: how it is built, its words, what it wrote, the text that it is under. */
export const NO_BASE = new RegExp(
  [
    'ar(?:qu|ch)ite[ck]?t|архитект|架构|架構|结构|結構|アーキテクチャ|構造|아키텍처|구조',
    'tokeni[sz]|токениз|分词|分詞|词表|詞表|トークナ|토크나이',
    'licen[csz]|lizenz|лиценз|许可|許可|协议|ライセンス|라이선스',
    'plantilla|modello di prompt|vorlage|шаблон|模板|格式|テンプレート|템플릿',
    'sint[eé]t|synth|genera(?:d|t)|gerad|généré|generiert|сгенер|синтет|生成|合成|생성|합성',
    'respuest|respost|réponse|rispost|antwort|ответ|回答|输出|輸出|出力|답변|출력',
    'destil|distill|дистил|蒸馏|蒸餾|蒸留|증류|教师|教師|교사',
  ].join('|'),
  'i',
);

/** A program, a guide or an app, and what merely serves to make such a model: words before the phrase. */
export const OTHER_SUBJECT = new RegExp(
  [
    '(?<![a-zà-ÿ])(?:apps?|anwendung|applikation|demo|s[ck]ript|tutorial|notebook|anleitung|guía|guide|guida|aplicaci[oó]n|aplicação|aplicativo|applicazione|application|herramienta|ferramenta|outil|strumento|werkzeug)(?![a-zà-ÿ])|приложени|скрипт|руководств|инструмент',
    "(?<![a-zà-ÿ])(?:para|pour|per|sert à|servi à|serve|permite|permet|permette|dient[a-z]*|zum|zur)(?![a-z])(?: (?:el|la|le|l[’']|o|a|una?|une|il|all[’']|dem))*\\s*$|модел(?:ей|ям|ями|ях)\\s*$|评估器",
  ].join('|'),
  'i',
);
/** What the last clause before the phrase is for. */
export const FOR_USE = /用于/;
/** The same right behind the name. */
export const OTHER_OBJECT =
  /^[^。；，,]{0,8}(?:微调|微調|量化|训练|訓練)(?:教程|代码|代碼|脚本|腳本|数据|數據|过程|過程|工具|方法|超参)/;

/** A sentence about data tells nothing of the model. */
export const ABOUT_DATA =
  /^(?:[\p{L}’']+\s){0,3}(?:\p{L}*daten\p{L}*|datos|dados|dati|données|corpus|data|датасет\p{L}*|данн\p{L}*)(?![\p{L}])|^.{0,6}(?:数据|數據|データ|데이터)/iu;

export const LANGUAGES: Readonly<Record<LanguageName, Language>> = {
  romance: {
    denial:
      /(?<![A-Za-zÀ-ÿ])(?:no (?:es|est[áa]|fue|se|ha|son)|non|n[ãa]o|pas|nunca|nem|né|mai|jamais|sin|sem|sans|senza|compar[a-zà-ÿ]*|super[a-zà-ÿ]*|diferen[a-zà-ÿ]*|contrairement|differenza|planea[a-zà-ÿ]*|planej[a-zà-ÿ]*|pr[eé]v[a-zà-ÿ]*|similar[a-zà-ÿ]*|com(?:o|e|me)(?! (?:modelo |modello |mod[eè]le )?(?:de )?(?:base|punto|ponto|point))|gracias|obrigad[ao]|merci|grazie|otr[oa]s?|outr[oa]s?|autres?|altr[ioea]|mejor que|melhor que|futur[a-zà-ÿ]*|frente|face|re[e]?mpla[zc][a-zà-ÿ]*|sustituy[a-zà-ÿ]*|substitu[a-zà-ÿ]*|sostitui[a-zà-ÿ]*|surpass[a-zà-ÿ]*|dépass[a-zà-ÿ]*|meilleure?s?|migliore|anterior|pr[eé]c[eé]dent[ei]?|pronto|próximamente|breve|bientôt|prossimamente|llegar[a-zà-ÿ]*|desde cero|d[ao] zero|(?:partir )?de zéro)(?![A-Za-zÀ-ÿ])/i,
    own: /^(?:est[eao]|ce|cette|ces|quest[oaie]|(?:el|il|le|o|the) (?:presente |présent )?(?:modelo|modello|mod[eè]le|adaptador)|l[ae] (?:modèle|présente)|nuestr[oa]|nos[ts]?r[oa]|nosso|nossa|notre|modelo|modello|mod[eè]le|versi[oó]n|vers[aã]o|versione|version|una? |une? |um |uma )/i,
    frames: [
      frame('finetune', `${ROMANCE_TUNED}${OF}${KIND}`),
      frame(
        'quantized',
        `(?:[cq]uantizad[ao]|[cq]uanti[zs]ación|quantifiée?|quantisée?|quantizzat[ao]|convertid[ao]|convertie?|convertit[ao])${OF}${KIND}`,
      ),
      frame(null, `(?:basad[ao]|basead[ao]|basat[ao]|basée?)${OF}${KIND}`),
    ],
  },
  german: {
    denial:
      /(?<![A-Za-zÀ-ÿ])(?:nicht|kein[a-z]*|nie|ohne|vergl[a-zà-ÿ]*|im Gegensatz|anders als|geplant|plan[a-z]*|künftig|demnächst|ähnlich|wie|dank[a-z]*|ander[a-z]*|besser|übertrifft|gegenüber|statt|ersetz[a-z]*|ablös[a-z]*|vorig[a-z]*|frühere[a-z]*|bald|denen|deren|von Grund auf)(?![A-Za-zÀ-ÿ])/i,
    own: /^(?:dies[a-z]*|das (?:vorliegende )?modell|hier|unser[a-z]*|wir|ein[a-z]*|modell|version|es )/i,
    frames: [
      frame(
        'finetune',
        `(?:fein(?:ab)?gestimmt|feingetunt|fine-?getun(?:ed|t)|nachtrainiert|weitertrainiert|angepasst|feinabstimmung|fein-?tuning|fine-?tuning)[a-z]{0,3}${OF}${KIND}`,
      ),
      frame('quantized', `(?:quantisiert|quantisierung|konvertiert|konvertierung)[a-z]{0,3}${OF}${KIND}`),
      frame(null, `(?:basiert|basierend|beruht|baut|auf (?:der )?basis|abgeleitet)[a-z]{0,2}${OF}${KIND}`),
      frame('quantized', '(?:wurde|ist) (?:aus|von)[ ](?:dem )?["“„]?', '[^.;]{0,40}(?:quantisiert|konvertiert)'),
    ],
  },
  russian: {
    denial:
      /(?<![А-Яа-яё])(?:не|нет|ни|без|чем|сравн[а-я]*|превосх[а-я]*|лучше|в отличие|похож[а-я]*|аналогич[а-я]*|план[а-я]*|буд[а-я]*|скоро|спасибо|благодар[а-я]*|друг[а-я]*|например|датасет[а-я]*|заменя[а-я]*|предыдущ[а-я]*|прошл[а-я]*|скоро|бейзлайн[а-я]*|с нуля)(?![А-Яа-яё])/i,
    own: /^(?:эт[оа]|эти|данн|наш|модель|верси|мы |адаптер)/i,
    frames: [
      frame(
        'finetune',
        '(?<![а-яё])(?:дообученн[а-я]*|дообучен[аоы]?|дообучение|файнтюн[а-я]*|(?:тонк[а-я]+ настройк[а-я]|тюнинг)[а-я]*)(?: верси[а-я]+)?(?: (?:на (?:основе|базе)|из|от|поверх))?(?: модел[а-я]+)? ["«]?',
      ),
      frame(
        'quantized',
        '(?<![а-яё])(?:квантованн[а-я]*|квантизованн[а-я]*|квантизаци[а-я]*)(?: верси[а-я]+)?(?: модел[а-я]+)? ["«]?',
      ),
      frame(null, '(?<![а-яё])(?:на (?:основе|базе)|основан[а-я]* на)(?: модел[а-я]+)? ["«]?'),
    ],
  },
  chinese: {
    denial:
      /从头|从零|從頭|從零|相比|比较|比較|对比|對比|优于|優於|超过|超過|计划|計劃|并非|不是|并不|没有|未使用|不基于|感谢|感謝|参考|類似|类似|其他|现有|例如|可以|如果|评测|評測|即将|数据集|上一代|上一版|旧版|舊版|前一版|第一版|许多|很多|大多|多数|[该該本此]工具|工具支持|基线|基線|消融|还将|還將|项目的(?:奖励|獎勵)模型|支持(?:对|將|将|微调|微調|量化|在|基)/,
    own: /(?<!版)本|该|該|此|这|這|我们|我們|模型/,
    frames: [
      frame(
        'finetune',
        '(?:基于|基於|在|由|对|對|将|將|從|从)[^。；，,A-Za-z]{0,8}',
        `${CJK_BREAK}{0,16}?(?:微调|微調|精调|训练|訓練)`,
      ),
      // What is used on something else is a tool.
      frame(
        'finetune',
        '(?:以|使用|采用)[^。；，,A-Za-z]{0,8}',
        `(?!\\s?(?:对|對|来|來))${CJK_BREAK}{0,16}?(?:微调|微調|精调|训练|訓練)`,
      ),
      frame(
        'quantized',
        '(?:基于|基於|由|对|對|将|將|從|从)[^。；，,A-Za-z]{0,8}',
        `${CJK_BREAK}{0,16}?(?:量化|转换|轉換)`,
      ),
      frame('finetune', '(?:是|为|為)[^。；，,A-Za-z]{0,6}', `${CJK_BREAK}{0,8}?的${CJK_BREAK}{0,8}?(?:微调|微調)`),
      frame('quantized', '(?:是|为|為)[^。；，,A-Za-z]{0,6}', `${CJK_BREAK}{0,8}?的${CJK_BREAK}{0,8}?量化`),
      frame(
        null,
        '(?:基于|基於|以)[^。；，,A-Za-z]{0,8}',
        `${CJK_BREAK}{0,8}?(?:$|的模型|构建|開發|开发|为基|為基|作为基|作為基|为底座)`,
      ),
    ],
  },
  japanese: {
    denial:
      /ゼロから|スクラッチ|異なり|手法|同様|ではな|ません|ない|比較|比べ|より|予定|感謝|参考|など|他の|既存|可能|場合|データセット|前バージョン|旧|以前|前の|多くの|ツール|方法|ベースライン/,
    own: /^$|本|この|当|我々|私|弊|モデル|は、?$/,
    frames: [
      frame(
        'finetune',
        '',
        '\\s?["”」』）)]?(?:モデル)?(?:を|の|から|に)[^。]{0,40}?(?:ファインチューニング|微調整|追加学習|継続事前学習|事後学習)',
      ),
      frame('quantized', '', '\\s?["”」』）)]?(?:モデル)?(?:を|の|から)[^。]{0,30}?(?:量子化|変換)'),
      frame(null, '', '\\s?["”」』）)]?(?:モデル)?(?:を|に)[^。]{0,8}?(?:ベース|もとに|元に|基に)'),
    ],
  },
  korean: {
    denial:
      /처음부터|달리|방식|아니|아닙|않|비교|보다|예정|계획|감사|없|다른|기존|데이터셋|같은|이전|많은|방법|도구|베이스라인/,
    own: /^$|이 |본 |저희|우리|모델|해당/,
    frames: [
      frame(
        'finetune',
        '',
        '["”’)]?\\s?(?:모델)?(?:을|를|의|에서|에|로부터|이)?\\s[^.]{0,30}?(?:파인\\s?튜닝|미세\\s?조정|추가 학습|학습)',
      ),
      frame('quantized', '', '["”’)]?\\s?(?:모델)?(?:을|를|의|에서|로부터)?\\s[^.]{0,20}?(?:양자화|변환)'),
      frame(null, '', '["”’)]?\\s?(?:모델)?(?:을|를|에)?\\s?기반'),
    ],
  },
};

const OUTPUT_ARTICLES = '(?:[ ](?:el|la|le|lo|il|o|dem|der|das|modelo?|mod[eè]le|modello|modell)){0,2}[ ]?["“«„]?';
const MADE =
  '(?:généré|produit|traduit|annoté|generad|producid|traducid|anotad|gerad|produzid|traduzid|generat|prodott|tradott)[a-zé]{0,3}';

/** What stands around a model's name where data are called its work; each needs both. */
const OUTPUT_FRAMES: readonly { readonly before: RegExp; readonly after: RegExp }[] = [
  {
    before: new RegExp(`${MADE}(?: [a-zà-ÿ-]+){0,2}? (?:par|por|con|com|da|avec)${OUTPUT_ARTICLES}$`, 'i'),
    after: /^/,
  },
  {
    before: new RegExp(`(?:mit|von|durch)${OUTPUT_ARTICLES}$`, 'i'),
    after: /^[^.;]{0,30}?(?:erzeugt|generiert|erstellt|übersetzt|annotiert)/i,
  },
  {
    before: /(?:由|用|利用|通过|通過)[^。；，,A-Za-z]{0,6}$/,
    after: /^\s?[^。；，,]{0,8}?(?:生成|合成|标注|標註|翻译|翻譯|蒸馏|蒸餾)/,
  },
  { before: /(?:^|[^A-Za-z])$/, after: /^\s?(?:を[用使]|で|が|によ)[^。]{0,12}?(?:生成|合成|翻訳)/ },
  { before: /(?:^|[^A-Za-z])$/, after: /^\s?(?:로|으로|를|을|이|가)\s?[^.]{0,14}?(?:생성|합성|번역)/ },
];

/** How the cards of these languages say that a model wrote what another learned from. */
export const OUTPUTS = {
  frames: OUTPUT_FRAMES,
  /** A sentence that speaks of training. */
  training: /entra[iî]n|entren|trein|addestr|train|afin|训练|訓練|微调|微調|蒸馏|蒸餾|学習|ファイン|학습|파인/i,
  testing:
    /\b(?:test|prueba|teste|banc d['’]essai|benchmark)\b|testsatz|test(?:daten|menge|set)|测试|測試|テスト|시험|테스트/i,
  /** One that denies, compares or measures. */
  otherwise:
    /(?<![A-Za-zÀ-ÿ])(?:ne|pas|no|não|non|nicht|kein[a-z]*|sans|sin|sem|ohne)(?![A-Za-zÀ-ÿ])|évalu|evalu|avalia|valuta|bewert|vergl|compar|不|没有|未|评测|評測|評価|比較|比较|ない|ません|않|평가|비교/i,
};
