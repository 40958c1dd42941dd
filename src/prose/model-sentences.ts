import { ignoreCase } from '../text/ignore-case.ts';
import type { Card } from '../card/card.ts';
import { sentences } from '../card/sentences.ts';
import type { Block } from '../card/visible-text.ts';

/** A sentence of the card, where the card speaks of its own model. */
export interface Passage {
  readonly block: Block;
  /** The block's place in the list that it was taken from. */
  readonly index: number;
  /** `block.text.slice(start, start + text.length)`. */
  readonly text: string;
  readonly start: number;
  /** The sentence before it in the same block, or null. */
  readonly before: string | null;
  /** True for a block quote, which may be somebody else's sentence. */
  readonly quoted: boolean;
}

/** Under such headings a card speaks of other models. */
const OF_OTHERS =
  /benchmark|evaluat|comparison|compared|ablation|\bvs\b|baseline|leaderboard|related|acknowledg|credit|citation|references|alternatives|(?:other|similar|more) (?:models|versions|quant)|\busage\b|how to (?:use|run)|quick ?start|getting started|\blicen[cs]e|changelog|news|roadmap|future work|prior work|coming soon|\bto-?do\b/i;
/** The same headings in other languages. */
const OF_OTHERS_ABROAD = ignoreCase(
  new RegExp(
    [
      'comparaci|comparaç|comparad[ao]s|comparais|comparés|confronto|relacionad[ao]s|correlati|modèles (?:proches|similaires|liés)|(?:otros|outros) modelos|autres modèles|altri modelli|evaluaci|avaliaç|valutazion',
      'agradecim|remerciem|ringraziam|próximos pas+os|prochaines étapes|prossimi passi|trabajos? futuros?|trabalhos? futuros?|travaux futurs|feuille de route|hoja de ruta|referencias|referências|références|riferimenti',
      'vergleich|verwandte|bewertung|danksagung|(?:andere|weitere) modelle|ausblick|geplant|literatur|сравнени|оценк|бейзлайн|(?:похожие|другие|связанные) модели|планы|благодарност|литература',
      '对比|對比|比较|比較|评测|評測|评估|評価|基线|基線|相[关關](?:模型|工作|项目|項目|链接)|路线图|路線圖|计划|計劃|未来|待办|参考|致谢|致謝|謝辞|引用|ベースライン|関連(?:モデル|研究|リンク)|今後|予定|비교|평가|베이스라인|관련 ?(?:모델|연구|링크)|향후|계획|감사|인용|참고',
    ].join('|'),
  ),
);
/** GitHub's and the Hub's callouts are laid out as quotes. */
const CALLOUT = /^\s*\[!\w+\]/;
/** A card with less text of its own than this says all it says by quoting. */
const LEAST_OWN = 80;
/** What is longer is no sentence that a tool or a person wrote about a model. */
const MAX_SENTENCE_CHARS = 1200;
/** Who asks says nothing. */
const ASKED = /[?？]["”»)*_\s]*$/;
const MAX_PASSAGES = 10_000;

/**
 * The blocks of the card's body that may speak of its own model, with headings. Stands for none of the alt texts, and
 * for block quotes only where the card has hardly any text beside them: they are mostly the words of another card.
 */
export function ownBlocks(card: Card): readonly Block[] {
  const own: Block[] = [];
  let othersDepth = Infinity;
  for (const block of card.visible.blocks) {
    if (block.kind === 'alt') continue;
    if (block.kind === 'heading' && block.depth <= othersDepth)
      othersDepth =
        block.depth > 1 && (OF_OTHERS.test(block.text) || OF_OTHERS_ABROAD.test(block.text)) ? block.depth : Infinity;
    if (othersDepth === Infinity) own.push(block);
  }
  const quotes = own.filter((block, index) => isQuote(own, block, index));
  if (quotes.length === 0) return own;
  const others = new Set(quotes);
  const rest = own.filter((block) => !others.has(block));
  const written = rest.reduce((sum, { kind, text }) => sum + (kind === 'heading' ? 0 : text.length), 0);
  return written < LEAST_OWN ? own : rest;
}

/** A block quote that is no callout, and does not go on one. */
function isQuote(blocks: readonly Block[], { kind, text }: Block, index: number): boolean {
  if (kind !== 'quote' || CALLOUT.test(text)) return false;
  const before = blocks[index - 1];
  return !(before?.kind === 'quote' && CALLOUT.test(before.text));
}

/** The sentences of those blocks that say something. */
export function ownPassages(blocks: readonly Block[]): readonly Passage[] {
  const passages: Passage[] = [];
  for (const [index, block] of blocks.entries()) {
    // A table's cell is no sentence: its row says what it means.
    if (block.kind === 'cell') continue;
    let before: string | null = null;
    for (const { text, start } of sentences(block)) {
      if (passages.length >= MAX_PASSAGES) return passages;
      if (text.length <= MAX_SENTENCE_CHARS && !ASKED.test(text))
        passages.push({
          block,
          index,
          text,
          start,
          before,
          quoted: block.kind === 'quote' && !CALLOUT.test(block.text),
        });
      before = text;
    }
  }
  return passages;
}
