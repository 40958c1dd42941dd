import type { Relation, Severity } from '../report.ts';
import type { Place } from '../snapshot/place.ts';
import type { Problem } from '../yaml/problem.ts';
import type { Placed } from '../yaml/read.ts';

/** The setting of a rule: a severity instead of the matrix's, or off. */
export type Setting = Severity | 'off';

/** A statement by a person about something that no repository can show. */
export interface Attestation {
  readonly by: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/** The reason why a duty is left unmet. */
export interface Waiver {
  /** `llama-4/notice-file`, or `notice-file` for the rule of that name in every license. */
  readonly rule: string;
  readonly reason: string;
  /** The last day (`YYYY-MM-DD`) of the waiver, or null for no end. */
  readonly until: string | null;
  readonly place: Place;
}

export interface Configuration {
  readonly name: Placed<string> | null;
  readonly relation: Placed<Relation> | null;
  readonly bases: readonly Placed<string>[];
  /** By rule id, or by bare name for every license; `settingOf` looks a rule up. */
  readonly rules: Readonly<Record<string, Placed<Setting>>>;
  /** The waivers with a reason. `activeWaivers` selects those that have not expired. */
  readonly waivers: readonly Waiver[];
  readonly attestations: {
    readonly 'commercial-threshold': Placed<Attestation> | null;
    readonly 'separate-license': Placed<Attestation> | null;
  };
  /** The path of the agreement's copy, relative to the repository. */
  readonly agreement: Placed<string> | null;
  /** Waivers without a reason, which have no effect and are reported. */
  readonly reports: readonly Problem[];
}
