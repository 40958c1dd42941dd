import type { Block } from '../card/visible-text.ts';
import { sentences, type Sentence } from '../card/card.ts';
import { escapePattern } from '../text/escape-pattern.ts';
import type { Place } from '../snapshot/place.ts';
import { decidePhrase, type Above } from '../prose/decide-phrase.ts';
import type { Language } from '../prose/language.ts';

/** How a phrase stands in a text: displayed, in another letter case, as an image, as a duty stated, spoken of, or as part of another phrase. */
export type PhraseForm = 'display' | 'case' | 'image' | 'duty' | 'talk' | 'agreement' | 'other';

export interface FoundPhrase {
  readonly form: PhraseForm;
  /** The phrase with a little of what follows it, as displayed. */
  readonly text: string;
  readonly place: Place;
}

const WORD = /[A-Za-z0-9_\u00c0-\u024f]/;
const MAX_WORD_CHARS = 40;
/** What stands farther away in a sentence does not bear on the phrase. */
const NEAR = 300;
const MAX_MATCHES = 50;

/** Every place where the phrase stands in a block of a text in `languages`, and of phrases that are easily taken for it. */
export function findPhrases(
  block: Block,
  phrase: string,
  products: readonly string[],
  languages: readonly Language[],
  above: Above,
): FoundPhrase[] {
  const found: FoundPhrase[] = [];
  const lower = block.text.toLowerCase();
  const wanted = phrase.toLowerCase();
  const all = lower.includes(wanted) ? sentences(block) : [];
  for (
    let at = lower.indexOf(wanted);
    at >= 0 && found.length < MAX_MATCHES;
    at = lower.indexOf(wanted, at + wanted.length)
  ) {
    const end = at + phrase.length;
    if (WORD.test(block.text.charAt(at - 1))) continue;
    const form = formAt(block, all, at, end, phrase, products, languages, above);
    const text = `${block.text.slice(at, end)}${/^[-\w.]*/.exec(block.text.slice(end, end + 40))?.[0] ?? ''}`;
    found.push({ form, text: text.replace(/\.$/, ''), place: block.place(at, end) });
  }
  return found.length > 0 ? found : alike(block, lower, phrase);
}

function formAt(
  block: Block,
  all: readonly Sentence[],
  at: number,
  end: number,
  phrase: string,
  products: readonly string[],
  languages: readonly Language[],
  above: Above,
): PhraseForm {
  // “Built with Meta Llama 3.1” is no display of “Built with Meta Llama 3”.
  if (/\d$/.test(phrase) && /^\.?\d/.test(block.text.slice(end, end + 2))) return 'other';
  if (goesOn(block.text.slice(end, end + NEAR), products)) return 'other';
  const sentence = all.find((one) => at >= one.start && at < one.end) ?? { start: 0, end: block.text.length };
  const before = block.text.slice(Math.max(sentence.start, at - NEAR), at);
  const after = block.text.slice(end, Math.min(sentence.end, end + NEAR));
  const clause = before + block.text.slice(at, end) + after;
  const use = decidePhrase(clause, before.length, before.length + end - at, languages, {
    ...above,
    // What leads to a text leads to its first sentence, or to all of an entry.
    label: sentence === all[0] || block.kind === 'item' ? above.label : '',
  });
  if (use !== 'displayed') return use === 'duty' ? 'duty' : 'talk';
  if (block.text.slice(at, end) !== phrase) return 'case';
  return block.kind === 'alt' ? 'image' : 'display';
}

/** “Built with Llama 4” shows the phrase; “Built with llama.cpp”, “LLaMA-Factory”, “LlamaIndex” are other words. */
function goesOn(rest: string, products: readonly string[]): boolean {
  if (/^(?:[a-z_\u00c0-\u024f]|\.[a-z]|-[A-Za-z]|['’]s\b)/.test(rest) || /^[A-Z]/.test(rest)) return true;
  // The stop behind it ends the sentence.
  const next = /^\s+([\w.-]*\w)/.exec(rest.slice(0, MAX_WORD_CHARS))?.[1]?.toLowerCase();
  return (
    next !== undefined &&
    products.some((product) => next === product.toLowerCase() || next.startsWith(`${product.toLowerCase()}-`))
  );
}

/** What a text in small letters has to hold, wherever the phrase or something like it stands in it. */
export function firstWord(phrase: string): string {
  return phrase.toLowerCase().split(' ', 1)[0] ?? '';
}

/** The same words with others in between, as “Built with Meta Llama 3”. */
function alike(block: Block, lower: string, phrase: string): FoundPhrase[] {
  // Most blocks do not hold its first word, and looking takes less than compiling the pattern.
  if (!lower.includes(firstWord(phrase))) return [];
  const words = phrase.split(' ').map(escapePattern);
  const last = words.pop() ?? '';
  const pattern = new RegExp(`\\b${words.join(' ')} (?:(?!${last})[\\w-]+ ){0,2}${last}\\b`, 'i');
  const match = pattern.exec(block.text);
  if (!match) return [];
  return [{ form: 'other', text: match[0], place: block.place(match.index, match.index + match[0].length) }];
}
