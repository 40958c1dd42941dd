import type { Block } from './block-builder.ts';

/** A sentence of a block; `text` is `block.text.slice(start, end)`. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Abbreviations whose period does not end a sentence. */
const ABBREVIATIONS = new Set(
  'al approx ca cf co corp dr e.g eg etc fig i.e ie inc jr ltd mr mrs ms no nr prof resp sec sr st u.s ver viz vol vs'.split(
    ' ',
  ),
);

// A period counts only before white space or the end, so that `llama.cpp` and `v1.0` stay whole; a separator between
// spaces stands for a line break.
const ENDING = /(?<![.!?;])[.!?;]+["'”’»)\]*_]*(?=\s|$)|[。！？；]+| (?=[|•·] )/g;

/** The sentences of a block, in order and without the white space between them. Never throws. */
export function sentences(block: Pick<Block, 'text' | 'breaks'>): readonly Sentence[] {
  const { text } = block;
  const ends = new Set(block.breaks);
  for (const { 0: mark, index } of text.matchAll(ENDING)) {
    if (!isAbbreviation(text, mark, index)) ends.add(index + mark.length);
  }
  ends.add(text.length);
  const found: Sentence[] = [];
  let start = 0;
  for (const end of [...ends].sort((a, b) => a - b)) {
    const written = text.slice(start, end);
    const from = start + written.length - written.trimStart().length;
    const trimmed = written.trim();
    if (trimmed !== '') found.push({ text: trimmed, start: from, end: from + trimmed.length });
    start = end;
  }
  return found;
}

function isAbbreviation(text: string, mark: string, index: number): boolean {
  if (mark !== '.') return false;
  const before = text.slice(Math.max(0, index - 12), index);
  // The Unicode class takes long to compile, so it is used only for non-ASCII text.
  if (/^[ -~]*$/.test(before)) return isAbbreviated(/(?<![A-Za-z.])[A-Za-z.]+$/.exec(before)?.[0] ?? '', /^[A-Z]$/);
  return isAbbreviated(/(?<![\p{L}.])[\p{L}.]+$/u.exec(before)?.[0] ?? '', /^\p{Lu}$/u);
}

/** True for an initial: one capital letter. */
function isAbbreviated(word: string, capital: RegExp): boolean {
  return ABBREVIATIONS.has(word.toLowerCase()) || capital.test(word);
}
