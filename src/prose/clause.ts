import type { Form, Role } from '../lexicon/lexicon.ts';
import type { Language } from './language.ts';
import type { Match } from './match-forms.ts';
import type { ModelName } from './model-names.ts';
import type { OwnNames } from './own-names.ts';
import type { Token } from './tokens.ts';

/**
 * Whom a clause is about: the card's model, the project around it, another or nothing that the card offers, the model
 * that it was just called to be made from, or nobody, where the clause has no subject of its own.
 */
export type Subject = 'this' | 'unsaid' | 'project' | 'parent' | 'other';

/** How a clause is meant; all but `asserted` say that it is no plain statement. */
export type Modality =
  'asserted' | 'asked' | 'quoted' | 'planned' | 'possible' | 'compared' | 'instructed' | 'retracted' | 'purpose';

/** What one construction of a sentence says. */
export interface Clause {
  readonly form: Form;
  readonly subject: Subject;
  readonly polarity: 'affirmed' | 'denied';
  readonly modality: Modality;
  readonly models: readonly ModelName[];
  /** The tokens of the construction. */
  readonly start: number;
  readonly end: number;
}

/** What else tells whom a sentence is about. */
export interface Context {
  readonly own: OwnNames;
  /** True for the card's title, which is about the card's model. */
  readonly isTitle: boolean;
  /** Whom the sentence before was about; null for the first. */
  readonly previous: () => Subject | null;
}

export type Cut = 'start' | 'colon' | 'dash' | 'open' | 'relative' | 'other';

const MAX_WORDS = 7;
const MAX_LABEL_WORDS = 6;
const QUOTE = '"';

/** A sentence, taken apart by the words of one language. */
export class SentenceReader {
  readonly matches: readonly Match[];
  private readonly text: string;
  readonly tokens: readonly Token[];
  private readonly language: Language;
  private readonly context: Context;
  private readonly starts: number[] = [];
  private readonly cuts = new Map<number, { readonly kind: Cut; readonly before: number }>();
  private readonly isOther: readonly boolean[];
  private readonly harmless: readonly boolean[];
  private readonly parents = new Set<string>();

  constructor(text: string, tokens: readonly Token[], language: Language, context: Context) {
    this.text = text;
    this.tokens = tokens;
    this.language = language;
    this.context = context;
    this.matches = language.forms.match(tokens);
    this.isOther = language.words.other.covered(tokens);
    const harmless = tokens.map(() => false);
    for (const { start, end } of this.of('harmless')) harmless.fill(true, start, end);
    this.harmless = harmless;
    this.cut();
  }

  of(role: Role): Match[] {
    return this.matches.filter(({ form }) => form.role === role);
  }

  /** Whom the sentence is about, whatever it says. */
  get subject(): Subject {
    const subject = this.subjectBetween(0, this.endOfClause(0));
    return subject === 'unsaid' || this.of('compared').length > 0 ? 'other' : subject;
  }

  /** What the constructions of one kind say, in their order. */
  *clauses(role: Role): Generator<Clause> {
    // One by one, since what a clause says of a parent bears on the next.
    for (const match of best(this.of(role), this.tokens)) yield this.clauseOf(match);
  }

  /** True for a name of the card's own model. */
  isOwn(model: ModelName): boolean {
    return this.context.own.isOwn(this.text.slice(model.start, model.end));
  }

  /** What stands at a token: its clause's beginning, what cut that off, and whom the words before the token are about. */
  around(at: number): { readonly start: number; readonly cut: Cut; readonly subject: Subject } {
    const start = this.clauseStart(at);
    return { start, cut: this.cuts.get(start)?.kind ?? 'start', subject: this.subjectBetween(start, at) };
  }

  /** True where words of a kind stand before a construction. */
  isSaid(role: Role, start: number, end: number): boolean {
    return this.holds(role, start, end);
  }

  /** True where the sentence says that what follows is a list of what was merged. */
  get announcesList(): boolean {
    return this.of('lists').length > 0;
  }

  /** Remembers a model as what the card's model was made from: what is said of it next is said of an ancestor. */
  noteParent(model: ModelName): void {
    this.parents.add(model.written);
  }

  clauseOf({ form, start, end }: Match): Clause {
    const models = this.tokens.slice(start, end).flatMap(({ model }) => model ?? []);
    return {
      form,
      subject: this.subjectAt(start, end, form),
      polarity: this.isDenied(start, end) ? 'denied' : 'affirmed',
      modality: this.modalityAt(start, end),
      models,
      start,
      end,
    };
  }

  /** Where clauses begin, and what cuts them off. */
  private cut(): void {
    const { cuts, relatives, joins } = this.language.words;
    const subjects = new Set(
      [...this.of('this'), ...this.of('project'), ...this.of('anaphor')].map(({ start }) => start),
    );
    const open: number[] = [];
    let start = 0;
    this.cuts.set(0, { kind: 'start', before: 0 });
    const begin = (at: number, kind: Cut): void => {
      if (at >= this.tokens.length) return;
      this.cuts.set(at, { kind, before: start });
      start = at;
    };
    for (const [at, { kind, word }] of this.tokens.entries()) {
      this.starts.push(start);
      const isWord = kind === 'word';
      if (kind === 'mark' && word === '(') open.push(start);
      if (kind === 'mark' && word === ')') start = open.pop() ?? start;
      else if (kind === 'mark' && word === ':') begin(at + 1, 'colon');
      else if (kind === 'mark' && word === '—') begin(at + 1, 'dash');
      else if (kind === 'mark' && word === '(') begin(at + 1, 'open');
      else if (kind === 'mark' && ';|.!?'.includes(word)) begin(at + 1, 'other');
      else if (isWord && relatives.has(word)) begin(at + 1, 'relative');
      else if (isWord && cuts.has(word)) begin(at + 1, 'other');
      else if (joins.has(word) && subjects.has(at + 1)) begin(at + 1, 'start');
    }
  }

  private clauseStart(at: number): number {
    return this.starts[at] ?? 0;
  }

  private endOfClause(start: number): number {
    for (let at = start + 1; at < this.tokens.length; at += 1) if (this.cuts.has(at)) return at;
    return this.tokens.length;
  }

  private subjectAt(at: number, end: number, form: Form): Subject {
    if (!form.near && this.isOther[this.beforeFillers(at) - 1] === true) return 'other';
    if (this.context.isTitle && this.isOther.slice(this.clauseStart(at), at).includes(true)) return 'other';
    const subject = this.named(at) ?? this.subjectBetween(this.clauseStart(at), at);
    if (subject !== 'unsaid') return subject;
    return this.standsAlone(end) && !(form.named && this.hasWords(at)) ? 'unsaid' : 'other';
  }

  /** Whether anything stands before a place in its clause. */
  private hasWords(at: number): boolean {
    return this.tokens.slice(this.clauseStart(at), at).some(({ kind }) => kind !== 'mark');
  }

  /** Where the articles and the like before a place begin. */
  private beforeFillers(at: number): number {
    let before = at;
    while (
      before > 0 &&
      this.tokens[before - 1]?.kind === 'word' &&
      this.language.words.fillers.has(this.tokens[before - 1]?.word ?? '')
    )
      before -= 1;
    return before;
  }

  /** “Bread-8B, a fine-tuned version”: what stands right before a comma or a bracket. */
  private named(at: number): Subject | null {
    const before = this.beforeFillers(at);
    const mark = this.tokens[before - 1];
    if (mark?.kind !== 'mark' || !',('.includes(mark.word)) return null;
    return this.nounBefore(before - 1, before < at);
  }

  /** The card's subject or another's, when the noun before a place names one; null for a plain noun. */
  private nounBefore(at: number, orWord: boolean): Subject | null {
    const noun = this.tokens[at - 1];
    if (noun === undefined) return null;
    for (let start = Math.max(0, at - MAX_WORDS); start < at; start += 1) {
      if (this.context.own.lengthAt(this.text, this.tokens, start) >= at - start) return 'this';
    }
    if (noun.model !== null) return this.parents.has(noun.model.written) ? 'parent' : 'other';
    if (this.isOther[at - 1] === true) return 'other';
    if (
      !orWord ||
      at - 1 === this.clauseStart(at - 1) ||
      !/^\p{Lu}\p{Ll}+$/u.test(this.text.slice(noun.start, noun.end))
    )
      return null;
    const presents = this.of('presents').some(({ start }) => start >= this.clauseStart(at - 1) && start < at);
    return presents ? 'this' : 'other';
  }

  /** The subject of the words from where a clause begins to before `end`. */
  private subjectBetween(start: number, end: number): Subject {
    const cut = this.cuts.get(start) ?? { kind: 'start', before: 0 };
    if (cut.kind === 'relative') {
      const noun = this.nounBefore(this.beforeCut(start), true);
      if (noun !== null) return noun;
    }
    let from = start;
    while (from < end && this.tokens[from]?.kind === 'mark') from += 1;
    const begins = (role: Role): Match | undefined =>
      this.of(role).find((match) => match.start === from && match.end <= end + 1);
    const own = begins('this');
    if (own !== undefined)
      return this.context.own.hasOtherSize(this.textBetween(from, Math.min(end, own.end))) ? 'other' : 'this';
    if (begins('project') !== undefined) return 'project';
    if (begins('anaphor') !== undefined)
      return start > 0 && cut.kind !== 'start' ? this.inherited(start) : (this.context.previous() ?? 'this');
    if (this.ownNameAt(from, end)) return 'this';
    const words = this.tokens.slice(from, end);
    if (this.context.isTitle && cut.kind === 'start') return 'this';
    if (words.some(({ model }) => model !== null)) return this.isOnlyModel(words) ? 'this' : 'other';
    const spoken = words.filter(({ kind }) => kind === 'word');
    if (spoken.length > MAX_WORDS || spoken.some(({ word }) => this.language.words.predicates.has(word)))
      return this.relativeTo(start, cut.kind);
    return cut.kind === 'start' ? 'unsaid' : this.inherited(start);
  }

  /** “The X FP8 model is …” in a card whose title names none. */
  private isOnlyModel(words: readonly Token[]): boolean {
    const at = words.findIndex(({ word }) => this.language.words.predicates.has(word));
    return (
      !this.context.own.isKnown &&
      words[0]?.kind === 'word' &&
      this.language.words.fillers.has(words[0].word) &&
      at > 0 &&
      this.language.words.things.has(words[at - 1]?.word ?? '')
    );
  }

  /** A clause behind “which” has no subject of its own but its noun. */
  private relativeTo(start: number, kind: Cut): Subject {
    return kind === 'relative' ? this.inherited(start) : 'other';
  }

  private ownNameAt(from: number, end: number): boolean {
    let at = from;
    while (
      at < end &&
      this.tokens[at]?.kind === 'word' &&
      this.language.words.fillers.has(this.tokens[at]?.word ?? '') &&
      this.context.own.lengthAt(this.text, this.tokens, at) === 0
    )
      at += 1;
    const length = this.context.own.lengthAt(this.text, this.tokens, at);
    return length > 0 && at + length <= end;
  }

  /** What the clause before hands on: a label says whose line it is. */
  private inherited(start: number): Subject {
    const cut = this.cuts.get(start);
    if (cut === undefined || start === 0) return 'unsaid';
    const before = this.beforeCut(start);
    if (cut.kind === 'colon' || cut.kind === 'dash') {
      const words = this.tokens.slice(cut.before, before).filter(({ kind }) => kind !== 'mark');
      const { labels, things, fillers, predicates } = this.language.words;
      const isLabel = words.length <= MAX_LABEL_WORDS && !words.some(({ word }) => predicates.has(word));
      if (words.length === 0) return 'unsaid';
      if (this.context.isTitle) return this.isOther.slice(cut.before, before).every(Boolean) ? 'other' : 'this';
      if (isLabel && words.every(({ word }) => labels.has(word) || things.has(word) || fillers.has(word)))
        return 'unsaid';
      if (isLabel) return this.ownNameAt(cut.before, before) ? 'this' : 'other';
    }
    return this.subjectBetween(cut.before, before);
  }

  /** Where the words before a cut end. */
  private beforeCut(start: number): number {
    let at = start - 1;
    while (at > 0 && this.tokens[at - 1]?.kind === 'mark') at -= 1;
    return at;
  }

  /** Whether what follows a construction lets it be a sentence by itself: “Fine-tuned X reaches 61” is about X. */
  private standsAlone(end: number): boolean {
    const rest = this.tokens.slice(end, this.endOfClause(Math.max(0, end - 1)));
    if (rest.some(({ word }) => this.language.words.verdicts.has(word))) return false;
    return this.tokens[end - 1]?.model == null || this.continuesAt(end);
  }

  private continuesAt(end: number): boolean {
    let at = end;
    while (this.tokens[at]?.word === QUOTE || this.tokens[at]?.word === ')') at += 1;
    const token = this.tokens[at];
    if (token === undefined) return true;
    if (token.kind === 'mark') return !':=|?'.includes(token.word);
    return this.language.words.continues.has(token.word) || this.language.words.continues.lengthAt(this.tokens, at) > 0;
  }

  private isDenied(start: number, end: number): boolean {
    return this.holds('denied', start, end);
  }

  private modalityAt(start: number, end: number): Modality {
    if (/[?？]["”»)*_\s]*$/.test(this.text)) return 'asked';
    if (this.isQuoted(start)) return 'quoted';
    if (this.language.words.purpose.has(this.tokens[start - 1]?.word ?? '')) return 'purpose';
    for (const modality of ['planned', 'possible', 'compared', 'instructed'] as const)
      if (this.holds(modality, start, end)) return modality;
    return this.isRetracted(end) ? 'retracted' : 'asserted';
  }

  /** Whether words of a kind stand before a construction, or anywhere where the language has them behind it. */
  private holds(role: Role, start: number, end: number): boolean {
    const from = this.contextStart(start, role);
    // A denial may stand within: “was not generated by”.
    const inner = role === 'denied' ? this.firstModel(start, end) : start;
    const to = this.language.lexicon.scope === 'clause' ? this.endOfClause(Math.max(start, end - 1)) : inner;
    return this.of(role).some((match) => {
      if (match.start < from || match.start >= to || this.harmless[match.start] === true) return false;
      return role === 'denied' || match.end <= start || match.start >= end;
    });
  }

  /** What stands in brackets is also under the words before them; a comparison goes on behind a comma and “that”. */
  private contextStart(at: number, role: Role): number {
    const start = this.clauseStart(at);
    const cut = this.cuts.get(start);
    if (cut?.kind === 'open' || (role === 'compared' && (cut?.kind === 'relative' || cut?.kind === 'start')))
      return cut.before;
    return start;
  }

  private firstModel(start: number, end: number): number {
    for (let at = start; at < end; at += 1) if (this.tokens[at]?.model != null) return at;
    return end;
  }

  /** “… is planned”, “for comparison”, “…: 71.2” */
  private isRetracted(end: number): boolean {
    if (this.of('retracted').some((match) => match.start >= end)) return true;
    return this.tokens
      .slice(end, end + 12)
      .some(
        ({ word, kind }, offset, rest) =>
          kind === 'mark' && ':=|'.includes(word) && /^\d+(?:\.\d+)?$/.test(rest[offset + 1]?.word ?? ''),
      );
  }

  /** True inside quotation marks that do not enclose all that the sentence says. */
  private isQuoted(start: number): boolean {
    const quotes = this.tokens.slice(0, start).filter(({ kind, word }) => kind === 'mark' && word === QUOTE).length;
    return quotes % 2 === 1 && this.tokens[0]?.word !== QUOTE;
  }

  private textBetween(from: number, to: number): string {
    return this.text.slice(this.tokens[from]?.start ?? 0, this.tokens[Math.max(from, to - 1)]?.end ?? 0);
  }
}

/** For each model the longest form that ends with it and the longest that begins with it. */
function best(matches: readonly Match[], tokens: readonly Token[]): Match[] {
  const chosen = new Map<string, Match>();
  for (const match of matches) {
    let model = match.start;
    while (model < match.end - 1 && tokens[model]?.model == null) model += 1;
    const key = `${model} ${model === match.start ? 'begins' : 'ends'}`;
    const known = chosen.get(key);
    const better = known === undefined || match.end - match.start > known.end - known.start;
    if (better) chosen.set(key, match);
  }
  // A row that is a mere mention takes what it covers with it.
  const mentions = matches.filter(({ form }) => form.relation === 'mention');
  const covered = ({ start, end, form }: Match): boolean =>
    form.relation !== 'mention' && mentions.some((one) => one.start <= start && one.end >= end);
  return [...chosen.values()]
    .filter((match) => !covered(match))
    .sort((one, other) => one.start - other.start || other.end - one.end);
}
