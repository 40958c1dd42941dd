// Words as texts are cut into them, and as forms are.

/** A stretch of letters and digits; Han and Kana, which do not separate words, are cut into characters. */
const WORD =
  /[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{M}\p{N}])+(?:['’´._](?=[\p{L}\p{N}])(?:(?![\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{M}\p{N}])+)*|[^\s]/gu;

const MARKS: Readonly<Record<string, string>> = {
  '，': ',',
  '、': ',',
  '；': ';',
  '：': ':',
  '。': '.',
  '．': '.',
  '！': '!',
  '？': '?',
  '（': '(',
  '）': ')',
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '‘': "'",
  '’': "'",
  '`': "'",
  '–': '—',
  '―': '—',
  '－': '—',
};

export interface Word {
  /** In lower case; a mark in its plain form. */
  readonly word: string;
  readonly isMark: boolean;
  readonly start: number;
  readonly end: number;
}

/** The words and marks of a text. A hyphen within a word parts it and is none: “fine-tuned” are two words. */
export function wordsOf(text: string): Word[] {
  const found: Word[] = [];
  for (const { 0: written, index } of text.matchAll(WORD)) {
    const isMark = !/[\p{L}\p{N}\p{M}]/u.test(written);
    const end = index + written.length;
    if (isHyphen(written) && /[\p{L}\p{N}]/u.test(text.charAt(index - 1)) && /[\p{L}\p{N}]/u.test(text.charAt(end)))
      continue;
    const mark = written === '-' ? '—' : (MARKS[written] ?? written);
    found.push({ word: isMark ? mark : written.toLowerCase().replaceAll(/[’´]/g, "'"), isMark, start: index, end });
  }
  return found;
}

function isHyphen(written: string): boolean {
  return written === '-' || written === '\u2010' || written === '\u2011';
}
