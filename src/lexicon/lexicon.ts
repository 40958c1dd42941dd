import type { Relation } from '../report.ts';

// What a language's file says, compiled to plain data: see rules/lexicon/.

/** What a form is for. */
export type Role =
  | 'construction'
  | 'label'
  | 'lists'
  | 'outputs'
  | 'training'
  | 'measuring'
  | 'this'
  | 'project'
  | 'presents'
  | 'anaphor'
  | 'denied'
  | 'harmless'
  | 'planned'
  | 'possible'
  | 'compared'
  | 'instructed'
  | 'retracted'
  | 'license'
  | 'license label'
  | 'weights'
  | 'repository'
  | 'beside'
  | 'licensed base'
  | 'required'
  | 'command'
  | 'conditional'
  | 'fulfilled'
  | 'display label'
  | 'spoken of'
  | 'restricts'
  | 'unrelated';

/** Lists of words, which may begin or end with `*`. */
export type WordList =
  | 'fillers' // may stand before a model's name
  | 'parts' // behind a model's name: something of it that is no model
  | 'behind' // behind a hyphen, not of the name: `-based`
  | 'cuts' // begin another clause
  | 'relatives' // begin a clause about the noun before them
  | 'joins' // stand between the names of a list
  | 'predicates' // a sentence with one of them has a subject of its own
  | 'continues' // may follow the model where the phrase is a sentence by itself
  | 'verdicts' // tell of a model that was tried, where nobody else is the subject
  | 'purpose' // straight before a construction: what something is for
  | 'other' // what is no model
  | 'labels' // before a colon: labels of the model itself
  | 'things'; // what a repository may hold of a model

export type HeadingKind = 'license' | 'limitations' | 'training' | 'others';
export type LabelKind = 'mention' | 'architecture' | 'outputs';

export const SLOTS = ['MODEL', 'LICENSE', 'PHRASE'] as const;
export type Slot = (typeof SLOTS)[number];

/** What one token of a form is: one of these words, a name in a slot, or any word at all. */
export type Atom = { readonly words: readonly string[] } | { readonly slot: Slot } | { readonly gap: true };

/**
 * A form as an automaton without empty steps: `first` lists the atoms that begin it, `follow[n]` those that may come
 * after the atom `n`, and `last` those that end it.
 */
export interface Form {
  readonly role: Role;
  readonly text: string;
  readonly atoms: readonly Atom[];
  readonly first: readonly number[];
  readonly follow: readonly (readonly number[])[];
  readonly last: readonly number[];
  readonly relation: Relation | null;
  /** What a label's line counts as. */
  readonly by: LabelKind;
  /** True where a mere name and no more words make the base likely only. */
  readonly weak: boolean;
  /** True where another noun may stand straight before the form. */
  readonly near: boolean;
  /** True where the words before the form have to name its subject. */
  readonly named: boolean;
  /** True for labels of tools' own cards. */
  readonly tool: boolean;
  /** True for outputs that tell of training by themselves. */
  readonly alone: boolean;
}

/** A sentence of a language's file that has to be read, or has to be left alone. */
export interface Example {
  readonly sentence: string;
  readonly reads: boolean;
  readonly role: Role;
  readonly relation: Relation | null;
  readonly line: number;
}

/** How the cards of one language speak. */
export interface Lexicon {
  readonly language: string;
  /** A script such as `Hangul`, one character of which loads the file; null for those told by their words. */
  readonly script: string | null;
  /** Two of these words load the file. */
  readonly signs: readonly string[];
  /** True where denials and plans stand behind the model as well. */
  readonly scope: 'before' | 'clause';
  readonly forms: readonly Form[];
  readonly words: Readonly<Record<WordList, readonly string[]>>;
  readonly headings: Readonly<Record<HeadingKind, readonly string[]>>;
  /** What stands in a section that its author has not filled in: sentences and words that hold the place, and words that are all it says. */
  readonly unfilled: { readonly placeholders: readonly string[]; readonly nothing: readonly string[] };
  /** Names of the European Union, in the letter case that they are written in. */
  readonly europeanUnion: readonly string[];
  /** Parts of a data set's name that say that a model made it, or that it is only laid out for one. */
  readonly datasets: { readonly made: readonly string[]; readonly beside: readonly string[] };
  readonly examples: readonly Example[];
}
