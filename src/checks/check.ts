import type { Facts } from '../facts/facts.ts';
import type { TextKind } from '../facts/text-files.ts';
import type { ClauseRow, Outcome } from '../report.ts';
import type { BindingRelation, LicenseRules } from '../rulebook/rulebook.ts';
import type { Evidence, Place } from '../snapshot/place.ts';

/** The kinds of value that a rule file can give a check. */
export interface ParameterTypes {
  text: string;
  texts: readonly string[];
  /** A list that may be left out. */
  'optional texts': readonly string[];
  flag: boolean;
}
export type ParameterKind = keyof ParameterTypes;

/** Everything a check may look at. */
export interface Case<Parameters> {
  readonly facts: Facts;
  readonly license: LicenseRules;
  /** The other licenses of the lineage, which bind as well. */
  readonly beside: readonly LicenseRules[];
  /** What the repository is to this license's material. */
  readonly relation: BindingRelation;
  readonly parameters: Parameters;
}

/** What a check answers: data only; the rule file holds the wording of each code. */
export interface Verdict<Code extends string = string> {
  readonly code: Code;
  readonly args: Readonly<Record<string, string>>;
  readonly locations: readonly Place[];
  readonly evidence: readonly Evidence[];
  /** The clause table of an agreement that is not as the licensor wrote it. */
  readonly clauses?: readonly ClauseRow[];
}

/** A kind of duty: which parameters a rule gives it, and which codes it can answer with. */
export interface Check {
  readonly kind: string;
  /** True when the answer rests on the card: one that was not read whole cannot show that a duty is unmet. */
  readonly readsCard: boolean;
  /** The texts that it looks for beside the card; none where it is absent. */
  readonly reads?: readonly TextKind[];
  readonly parameters: Readonly<Record<string, ParameterKind>>;
  /** What it looks for beside what a rule gives it: models of the license, words of the languages. */
  readonly lists?: (license: LicenseRules) => Readonly<Record<string, readonly string[]>>;
  /** The outcome of each code and the names of its arguments. */
  readonly codes: Readonly<Record<string, { readonly outcome: Outcome; readonly args: readonly string[] }>>;
  judge(input: Case<Readonly<Record<string, string | boolean | readonly string[]>>>): Verdict;
}

type Declared<P extends Readonly<Record<string, ParameterKind>>> = { readonly [K in keyof P]: ParameterTypes[P[K]] };

/**
 * Declares a check. `parameters` and `codes` come first, so that a rule file can be checked against them before
 * anything is judged; the loader of the rulebook guarantees that `judge` gets the declared types.
 */
export function defineCheck<
  const P extends Readonly<Record<string, ParameterKind>>,
  const C extends Check['codes'],
>(declared: {
  readonly kind: string;
  readonly readsCard: boolean;
  readonly reads?: readonly TextKind[];
  readonly parameters: P;
  readonly lists?: NonNullable<Check['lists']>;
  readonly codes: C;
  judge(input: Case<Declared<P>>): Verdict<Extract<keyof C, string>>;
}): Check {
  return declared;
}
