import { SLOTS, type Atom, type Form, type Slot } from './lexicon.ts';
import { wordsOf } from './words.ts';

/** Longer gaps and forms tie together what has nothing to do with each other. */
export const MAX_GAP_CHARS = 16;
const MAX_ATOMS = 200;

type Automaton = Pick<Form, 'atoms' | 'first' | 'follow' | 'last'>;

/** A part of a form while it is read: what may begin it, what may end it, and whether it may be left out. */
interface Part {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly empty: boolean;
}

/**
 * Reads a form such as `{tuned} [and ~1] (version|variant) of <MODEL>` into an automaton. Throws a `SyntaxError` that
 * says what is wrong with it.
 */
export function parseForm(source: string, sets: ReadonlyMap<string, readonly string[]>): Automaton {
  const atoms: Atom[] = [];
  const follow: number[][] = [];
  let at = 0;

  const atom = (one: Atom): Part => {
    if (atoms.length >= MAX_ATOMS) throw new SyntaxError('is too long');
    atoms.push(one);
    follow.push([]);
    return { first: [atoms.length - 1], last: [atoms.length - 1], empty: false };
  };
  const link = (from: Part, to: Part): void => {
    for (const state of from.last) follow[state] = [...new Set([...(follow[state] ?? []), ...to.first])];
  };
  const sequence = (parts: readonly Part[]): Part => {
    let whole: Part = { first: [], last: [], empty: true };
    for (const part of parts) {
      link(whole, part);
      whole = {
        first: whole.empty ? [...whole.first, ...part.first] : whole.first,
        last: part.empty ? [...whole.last, ...part.last] : part.last,
        empty: whole.empty && part.empty,
      };
    }
    return whole;
  };
  const choice = (parts: readonly Part[]): Part => ({
    first: parts.flatMap(({ first }) => first),
    last: parts.flatMap(({ last }) => last),
    empty: parts.some(({ empty }) => empty),
  });
  const optional = (part: Part): Part => ({ ...part, empty: true });
  const repeated = (part: Part): Part => {
    link(part, part);
    return optional(part);
  };

  const alternatives = (close: string): Part => {
    const single: string[] = [];
    const parts: Part[] = [];
    for (;;) {
      const start = at;
      const end = source.slice(at).search(/[|)\]]/);
      const text = end < 0 ? '' : source.slice(start, start + end);
      // Single words of a choice are one atom.
      if (close === ')' && /^[^\s[\](){}<>~]+$/.test(text) && wordsIn(text).length === 1) {
        single.push(...wordsIn(text));
        at += text.length;
      } else parts.push(items());
      const next = source.charAt(at);
      at += 1;
      if (next === close) break;
      if (next !== '|') throw new SyntaxError(`lacks a “${close}”`);
    }
    return choice([...(single.length > 0 ? [atom({ words: single })] : []), ...parts]);
  };

  const items = (): Part => {
    const parts: Part[] = [];
    while (at < source.length && !'|)]'.includes(source.charAt(at))) {
      if (/\s/.test(source.charAt(at))) at += 1;
      else parts.push(item());
    }
    return sequence(parts);
  };

  const item = (): Part => {
    const rest = source.slice(at);
    if (take('(')) return alternatives(')');
    if (take('[')) return optional(alternatives(']'));
    const gap = /^~(\d+)/.exec(rest);
    if (gap !== null) {
      const count = Number(gap[1]);
      if (count < 1 || count > MAX_GAP_CHARS)
        throw new SyntaxError(`has a gap of ${count} words: 1 to ${MAX_GAP_CHARS} may stand there`);
      at += gap[0].length;
      return sequence(Array.from({ length: count }, () => optional(atom({ gap: true }))));
    }
    const set = /^\{([^{}]*)\}/.exec(rest);
    if (set !== null) {
      at += set[0].length;
      return setOf(set[1] ?? '');
    }
    const slot = /^<([A-Z]+)>/.exec(rest);
    if (slot !== null) {
      at += slot[0].length;
      return slotOf(slot[1] ?? '');
    }
    const written = /^[^\s|()[\]{}<>~]+/.exec(rest)?.[0];
    if (written === undefined) throw new SyntaxError(`cannot be read from “${rest.slice(0, 20)}” on`);
    at += written.length;
    return sequence(wordsIn(written).map((word) => atom({ words: [word] })));
  };

  const take = (mark: string): boolean => {
    if (source.charAt(at) !== mark) return false;
    at += 1;
    return true;
  };

  const setOf = (name: string): Part => {
    const entries = sets.get(name);
    if (entries === undefined) throw new SyntaxError(`names the unknown set “${name}”`);
    const words = entries.map(wordsIn);
    const single = words.filter(({ length }) => length === 1).flat();
    const longer = words
      .filter(({ length }) => length > 1)
      .map((entry) => sequence(entry.map((word) => atom({ words: [word] }))));
    return choice([...(single.length > 0 ? [atom({ words: single })] : []), ...longer]);
  };

  const slotOf = (name: string): Part => {
    if (name === 'MODELS') {
      const join = (): Part => atom({ words: sets.get('joins') ?? [','] });
      return sequence([
        atom({ slot: 'MODEL' }),
        repeated(sequence([join(), optional(join()), atom({ slot: 'MODEL' })])),
      ]);
    }
    const known = SLOTS.find((slot): slot is Slot => slot === name);
    if (known === undefined)
      throw new SyntaxError(`has the unknown slot “<${name}>” (known: <MODEL>, <MODELS>, <LICENSE>, <PHRASE>)`);
    return atom({ slot: known });
  };

  const whole = items();
  if (at < source.length) throw new SyntaxError(`has a “${source.charAt(at)}” too many`);
  if (whole.empty) throw new SyntaxError('may be empty');
  if (whole.first.some((state) => 'gap' in (atoms[state] ?? {}))) throw new SyntaxError('begins with a gap');
  return { atoms, first: whole.first, follow, last: whole.last };
}

/** The words of a form's text; `*` stays with the word that it stands at. */
export function wordsIn(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const words = wordsOf(part.replace(/^\*|\*$/g, '')).map(({ word }) => word);
      if (part.startsWith('*')) words[0] = `*${words[0] ?? ''}`;
      if (part.endsWith('*')) words[words.length - 1] = `${words.at(-1) ?? ''}*`;
      return words;
    });
}
