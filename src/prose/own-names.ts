import type { Token } from './tokens.ts';

/** Words of which the licensor's own names are made; a name of nothing else is nobody's own. */
const LICENSORS = /^(?:meta|llama[\d.]*|\d[\d.]*|\d[\d.]*[bm]|\d+e|instruct|chat|hf|scout|maverick|guard|prompt)$/;
const MAX_WORDS = 8;

/** The names that a card has for its own model: its title, and the repository's name. */
export class OwnNames {
  private readonly names: readonly (readonly string[])[];
  /** True where the title names a model. */
  readonly isKnown: boolean;

  constructor(title: string, repository: string | null) {
    const named = [title.split('/').at(-1) ?? '', repository?.split('/').at(-1) ?? ''];
    this.isKnown = /\d|[a-z][A-Z]/.test(title);
    this.names = named.map(partsOf).filter((parts) => parts.length > 0);
  }

  /** How many tokens from `at` on name the card's own model: all of a name, or its beginning. 0 when they do not. */
  lengthAt(text: string, tokens: readonly Token[], at: number): number {
    let longest = 0;
    for (const name of this.names) {
      let said: string[] = [];
      for (let count = 1; count <= MAX_WORDS && at + count <= tokens.length; count += 1) {
        const token = tokens[at + count - 1];
        if (token === undefined || token.kind === 'mark') break;
        said = [...said, ...partsOf(text.slice(token.start, token.end))];
        if (!said.every((part) => name.includes(part))) break;
        if (said[0] === name[0] && isName(text, token, said, name)) longest = Math.max(longest, count);
      }
    }
    // “Bread 3 Large” is another model than “Bread 3”.
    const next = tokens[at + longest];
    return next?.kind === 'word' &&
      /^[A-Z\d]/.test(text.slice(next.start)) &&
      longest > 0 &&
      !/^[A-Z]{2,}$/.test(text.slice(next.start, next.end))
      ? 0
      : longest;
  }

  /** True for the name of the card's own model, or of another size of it; a title may begin with its base's name. */
  isOwn(written: string): boolean {
    const said = partsOf(written.split('/').at(-1) ?? '');
    return this.names.some((name) => {
      if (said.length === 0 || said[0] !== name[0]) return false;
      const added = said.filter((part) => !name.includes(part));
      return added.length === 0
        ? said.length === name.length || (name.length - said.length <= 2 && !LICENSORS.test(said[0] ?? ''))
        : !LICENSORS.test(said[0] ?? '') && added.every(isSize);
    });
  }

  /** True where the sizes that a text names are others than those of the card's own names. */
  hasOtherSize(text: string): boolean {
    const own = this.names.flat().filter(isSize);
    const said = partsOf(text).filter(isSize);
    return own.length > 0 && said.length > 0 && !said.some((size) => own.includes(size));
  }
}

function isName(text: string, token: Token, said: readonly string[], name: readonly string[]): boolean {
  if (said.every((part) => LICENSORS.test(part))) return said.length === name.length && said.length > 2;
  // A single word is a name only where it is written as one.
  return (
    said.length > 1 || token.kind === 'MODEL' || ((said[0]?.length ?? 0) >= 3 && /^[A-Z]/.test(text.slice(token.start)))
  );
}

function isSize(part: string): boolean {
  return /^\d[\d.]*[bm]$/.test(part);
}

function partsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}.+]+/u)
    .flatMap((part) => part.match(/[^.](?:[^.]|\.(?=[^.]))*/g) ?? [])
    .filter((part) => part !== '');
}
