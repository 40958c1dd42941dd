import { wordsIn } from '../lexicon/parse-form.ts';

/** Single words, which may begin or end with `*`. */
export class WordSet {
  private readonly whole = new Set<string>();
  private readonly heads: string[] = [];
  private readonly tails: string[] = [];

  constructor(words: readonly string[]) {
    for (const word of words) {
      if (word.endsWith('*')) this.heads.push(word.slice(0, -1));
      else if (word.startsWith('*')) this.tails.push(word.slice(1));
      else this.whole.add(word);
    }
  }

  has(word: string): boolean {
    if (this.whole.has(word) || this.heads.some((head) => word.startsWith(head))) return true;
    return this.tails.some((tail) => word.endsWith(tail));
  }
}

interface Spoken {
  readonly word: string;
}

/** Words and groups of words. */
export class WordList {
  private readonly single: WordSet;
  private readonly longer: readonly (readonly WordSet[])[];

  constructor(entries: readonly string[]) {
    const words = entries.map(wordsIn);
    this.single = new WordSet(words.filter(({ length }) => length === 1).flat());
    this.longer = words.filter(({ length }) => length > 1).map((entry) => entry.map((word) => new WordSet([word])));
  }

  /** How many tokens from `at` on an entry covers; 0 when none stands there. */
  lengthAt(tokens: readonly Spoken[], at: number): number {
    const longest = this.longer.reduce((most, entry) => {
      const fits = entry.length > most && entry.every((word, offset) => word.has(tokens[at + offset]?.word ?? ''));
      return fits ? entry.length : most;
    }, 0);
    const token = tokens[at];
    return longest > 0 || token === undefined || !this.single.has(token.word) ? longest : 1;
  }

  has(word: string): boolean {
    return this.single.has(word);
  }

  /** For each token, whether an entry covers it. */
  covered(tokens: readonly Spoken[]): boolean[] {
    const found = tokens.map(() => false);
    for (const at of tokens.keys()) found.fill(true, at, at + this.lengthAt(tokens, at));
    return found;
  }
}
