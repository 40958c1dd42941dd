import { placeWithin } from '../yaml/node.ts';
import { quoted } from '../yaml/problem.ts';
import { suggestion, text, UNREAD } from '../yaml/read.ts';
import type { Read } from '../yaml/read.ts';

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** A sentence in which `{word}` stands for one of `words`; another word is reported where it stands. */
export function template(words: readonly string[]): Read<string> {
  return (node, about) => {
    const sentence = text(node, about);
    if (sentence === UNREAD || node.kind !== 'scalar') return UNREAD;
    let from = 0;
    for (const [placeholder, word = ''] of sentence.matchAll(PLACEHOLDER)) {
      const at = Math.max(from, node.raw.indexOf(placeholder, from));
      from = at + placeholder.length;
      if (words.includes(word)) continue;
      about.problems.push({
        message: `unknown placeholder ${quoted(placeholder)}${suggestion(word, words)}`,
        place: placeWithin(node, at, placeholder.length),
      });
    }
    const brace = /[{}]/.exec(sentence.replace(PLACEHOLDER, ''));
    if (brace !== null)
      about.problems.push({
        message: `${about.what} holds “${brace[0]}” alone: braces enclose a placeholder`,
        place: node.place,
      });
    return sentence;
  };
}
