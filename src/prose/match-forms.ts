import type { Atom, Form, Lexicon, Slot } from '../lexicon/lexicon.ts';
import type { Token } from './tokens.ts';
import { WordList, WordSet } from './word-list.ts';

/** A form that fits some tokens: those from `start` to before `end`. */
export interface Match {
  readonly form: Form;
  readonly start: number;
  readonly end: number;
}

type State = { readonly words: WordSet } | { readonly slot: Slot } | { readonly gap: true };

interface Ready {
  readonly form: Form;
  readonly states: readonly State[];
  readonly last: ReadonlySet<number>;
}

/** Longer runs of fillers stand before no model's name. */
const MAX_FILLERS = 8;
const STOPS: ReadonlySet<string> = new Set('.;:!?|—'.split(''));
/** Marks that may stand around a name. */
const AROUND: ReadonlySet<string> = new Set(`"'([*_:`.split(''));

/** The forms of a language, found by the words that they begin with. */
export class FormIndex {
  private readonly byWord = new Map<string, Ready[]>();
  private readonly byStem = new Map<string, { readonly stem: string; readonly ready: Ready }[]>();
  private readonly byTail: { readonly tail: string; readonly ready: Ready }[] = [];
  private readonly bySlot = new Map<Slot, Ready[]>();
  private readonly fillers: WordList;
  private readonly other: WordList;

  constructor({ forms, words }: Lexicon) {
    this.fillers = new WordList(words.fillers);
    this.other = new WordList(words.other);
    const sets = new Map<string, WordSet>();
    for (const form of forms) {
      const states = form.atoms.map((atom) => stateOf(atom, sets));
      const ready = { form, states, last: new Set(form.last) };
      for (const begins of form.first) this.enter(form.atoms[begins], ready);
    }
  }

  private enter(atom: Atom | undefined, ready: Ready): void {
    if (atom === undefined || 'gap' in atom) return;
    if ('slot' in atom) {
      push(this.bySlot, atom.slot, ready);
      return;
    }
    for (const word of atom.words) {
      if (word.endsWith('*')) push(this.byStem, word.slice(0, -1).slice(0, 2), { stem: word.slice(0, -1), ready });
      else if (word.startsWith('*')) this.byTail.push({ tail: word.slice(1), ready });
      else push(this.byWord, word, ready);
    }
  }

  /** All forms that fit somewhere, each as long as it can be, in the order of where they begin. */
  match(tokens: readonly Token[]): Match[] {
    const other = this.other.covered(tokens);
    return tokens.flatMap((_, start) => this.matchFrom(tokens, start, other));
  }

  /** The forms that fit from the first token to the last. */
  matchWhole(tokens: readonly Token[]): Form[] {
    const matches = this.matchFrom(tokens, 0, this.other.covered(tokens));
    return matches.flatMap(({ form, end }) => (end === tokens.length ? form : []));
  }

  private matchFrom(tokens: readonly Token[], start: number, other: readonly boolean[]): Match[] {
    const token = tokens[start];
    if (token === undefined) return [];
    return [...this.beginningWith(token)].flatMap((ready) => {
      const end = this.run(ready, tokens, start, other);
      return end === null ? [] : { form: ready.form, start, end };
    });
  }

  private beginningWith({ kind, word }: Token): ReadonlySet<Ready> {
    if (kind !== 'word' && kind !== 'mark') return new Set(this.bySlot.get(kind));
    const stems = [1, 2].flatMap((chars) => (chars > word.length ? [] : (this.byStem.get(word.slice(0, chars)) ?? [])));
    return new Set([
      ...(this.byWord.get(word) ?? []),
      ...stems.flatMap(({ stem, ready }) => (word.startsWith(stem) ? ready : [])),
      ...this.byTail.flatMap(({ tail, ready }) => (word.endsWith(tail) ? ready : [])),
    ]);
  }

  /** Where the form ends that begins at a token: the farthest place; null where it does not fit. */
  private run(
    { form, states, last }: Ready,
    tokens: readonly Token[],
    start: number,
    other: readonly boolean[],
  ): number | null {
    let end: number | null = null;
    let positions: ReadonlySet<number> = new Set(form.first);
    let filled = 0;
    for (let at = start; at < tokens.length && positions.size > 0; at += 1) {
      const token = tokens[at];
      if (token === undefined) break;
      const next = new Set<number>();
      let waits = false;
      for (const position of positions) {
        const state = states[position];
        if (state === undefined) continue;
        if (this.fits(state, token, !form.near && other[at] === true)) {
          if (last.has(position)) end = at + 1;
          for (const one of form.follow[position] ?? []) next.add(one);
        }
        // What may stand before a name leaves the form where it is.
        if ('slot' in state && at > start && filled < MAX_FILLERS && this.fills(token)) {
          next.add(position);
          waits = true;
        }
      }
      filled = waits ? filled + 1 : 0;
      positions = next;
    }
    return end;
  }

  private fits(state: State, { kind, word }: Token, isOther: boolean): boolean {
    if ('slot' in state) return kind === state.slot;
    if ('gap' in state) return kind === 'word' ? !isOther : kind === 'mark' && !STOPS.has(word);
    return (kind === 'word' || kind === 'mark') && state.words.has(word);
  }

  private fills({ kind, word }: Token): boolean {
    return kind === 'word' ? this.fillers.has(word) : kind === 'mark' && AROUND.has(word);
  }
}

function stateOf(atom: Atom, sets: Map<string, WordSet>): State {
  if (!('words' in atom)) return atom;
  const key = atom.words.join(' ');
  const words = sets.get(key) ?? new WordSet(atom.words);
  sets.set(key, words);
  return { words };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
