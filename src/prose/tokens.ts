import { wordsOf } from '../lexicon/words.ts';
import type { ModelName } from './model-names.ts';

/** A word or a mark of a sentence, or a name that stands for several of them. */
export interface Token {
  readonly kind: 'word' | 'mark' | 'MODEL' | 'LICENSE' | 'PHRASE';
  /** In lower case; of a name, as it stands there. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly model: ModelName | null;
}

/** A stretch of a text that is one token. */
export interface Name {
  readonly kind: Token['kind'];
  readonly start: number;
  readonly end: number;
  readonly model: ModelName | null;
}

/** Letters right behind a name: “Llama 4's”, “Llama 3를”. */
const ENDING = /^[\p{L}\p{M}'’]{1,8}/u;
const SPACED = /[^\u3040-\u30ff\u3400-\u9fff]/;

/** The tokens of `text`; names come in its order and do not overlap. */
export function tokensOf(text: string, names: readonly Name[]): Token[] {
  const tokens: Token[] = [];
  let read = 0;
  const plain = (to: number): void => {
    for (const { word, isMark, start, end } of wordsOf(text.slice(read, to))) {
      tokens.push({ kind: isMark ? 'mark' : 'word', word, start: read + start, end: read + end, model: null });
    }
  };
  for (const { kind, start, end, model } of names) {
    if (start < read) continue;
    plain(start);
    tokens.push({ kind, word: text.slice(start, end), start, end, model });
    read = end + endingLength(text.slice(end, end + 8));
    // “Llama-3-based”
    if (/^-\p{L}/u.test(text.slice(read, read + 2))) read += 1;
  }
  plain(text.length);
  return tokens;
}

/** Languages put an ending behind a name; what no space separates belongs to it. */
function endingLength(after: string): number {
  const ending = ENDING.exec(after)?.[0] ?? '';
  return SPACED.test(ending.charAt(0)) && /^['’]\p{L}|^[\uac00-\ud7af]/u.test(ending) ? ending.length : 0;
}
