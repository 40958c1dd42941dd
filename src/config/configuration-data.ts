import type { Relation, Severity } from '../report.ts';
import type { Place } from '../snapshot/place.ts';
import type { Problem } from '../yaml/problem.ts';
import type { Placed } from '../yaml/read.ts';

/** What a rule can be set to: a severity in place of the matrix's, or not to be asked at all. */
export type Setting = Severity | 'off';

/** What a person vouches for, since no repository can show it. */
export interface Attestation {
  readonly by: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/** A duty that is left unmet on purpose, and why. */
export interface Waiver {
  /** `llama-4/notice-file`, or `notice-file` for the rule of that name in every license. */
  readonly rule: string;
  readonly reason: string;
  /** The last day (`YYYY-MM-DD`) on which the waiver holds, or null for no end. */
  readonly until: string | null;
  readonly place: Place;
}

export interface Configuration {
  readonly name: Placed<string> | null;
  readonly relation: Placed<Relation> | null;
  readonly bases: readonly Placed<string>[];
  /** By rule id, or by bare name for every license; `settingOf` looks a rule up. */
  readonly rules: Readonly<Record<string, Placed<Setting>>>;
  /** The waivers that give a reason. Which of them hold depends on the day: `activeWaivers`. */
  readonly waivers: readonly Waiver[];
  readonly attestations: {
    readonly 'commercial-threshold': Placed<Attestation> | null;
    readonly 'separate-license': Placed<Attestation> | null;
  };
  /** Path of the agreement's copy, relative to the repository. */
  readonly agreement: Placed<string> | null;
  /** Waivers without a reason: they do not count, and a reader of the report should know. */
  readonly reports: readonly Problem[];
}
