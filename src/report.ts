import type { Evidence, Place } from './snapshot/place.ts';
import type { RepositoryName, SourceKind } from './snapshot/snapshot.ts';

// The contract: what `check()` resolves to and `--format json` prints. Within one `schemaVersion`, properties are only
// added.

export const RELATIONS = [
  'original',
  'quantized',
  'finetune',
  'merge',
  'adapter',
  'outputs',
  'product',
  'mention',
  'unknown',
  'none',
] as const;
/** A repository's relation to the Llama material. */
export type Relation = (typeof RELATIONS)[number];

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const OUTCOMES = ['met', 'unmet', 'unclear', 'not-applicable', 'not-checked'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_REASONS = [
  'card-unread', // the card was not read, or only in part
  'gated', // only those with access can read the files
  'likely-only', // the lineage is only likely
  'not-listed', // the repository has more files than were listed
  'not-read', // a file that may show it could not be read
  'open-clause', // it is open whether the clause binds such a repository
  'origin-unknown', // it may be made from a Llama model, but nothing says which
] as const;
/** Why an outcome is unclear, for programs; the message gives the reason in words. */
export type OutcomeReason = (typeof OUTCOME_REASONS)[number];

/** How certain the license is; null without Llama material. */
export type Certainty = 'stated' | 'likely';

export interface Lineage {
  readonly licenses: readonly string[];
  readonly relation: Relation;
  readonly certainty: Certainty | null;
  /** Ids of the Llama models that it was made from; for a mirror, the licensor's own id. */
  readonly bases: readonly string[];
  readonly evidence: readonly Evidence[];
  /** Parents that, by their names, are not Llama models. Their own terms bind, too, and are not judged. */
  readonly otherParents: readonly OtherParent[];
  /** How parents lead to the licensor's models; only if the Hub was asked for them. */
  readonly chains?: readonly Chain[];
}

/** A repository, its parent, the parent's parent and so on, up to the licensor's model if it is known. */
export interface Chain {
  readonly ids: readonly string[];
  /** `stated` if every step is. */
  readonly certainty: Certainty;
}

export interface OtherParent {
  readonly id: string;
  readonly evidence: readonly Evidence[];
}

export interface Waived {
  readonly reason: string;
  /** The last day (`YYYY-MM-DD`) of the waiver, or null for no end. */
  readonly until: string | null;
}

export const CLAUSE_STATES = ['intact', 'altered', 'absent', 'foreign'] as const;
/** The state of a clause: `foreign` is one that the licensor did not write. */
export type ClauseState = (typeof CLAUSE_STATES)[number];

/** One clause of an altered agreement, compared with the licensor's text. Places are in the file of `locations`. */
export interface ClauseRow {
  /** `preamble`, `1.b.iii`; null for a foreign clause, which follows the clause before it. */
  readonly clause: string | null;
  readonly state: ClauseState;
  /** How many of the clause's words are missing. */
  readonly missingWords: number;
  /** Words that the licensor did not write, as in the file, cut after about 200 characters. */
  readonly added: readonly { readonly words: string; readonly line: number; readonly column: number }[];
  /** Changes word by word, in order; only if the licensor's text was available. */
  readonly changes?: readonly ClauseChange[];
}

/** Words that were removed, added or replaced, and where they are, or are missing. */
export interface ClauseChange {
  readonly removed: string | null;
  readonly added: string | null;
  readonly line: number;
  readonly column: number;
}

/** One duty of one license, judged for one repository. */
export interface Obligation {
  readonly rule: string;
  readonly clause: string;
  readonly outcome: Outcome;
  /** Why it is unclear, unless the evidence for this duty is the reason. */
  readonly reason?: OutcomeReason;
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
  readonly fixable: boolean;
  readonly waived: Waived | null;
  /** Where the duty is unmet or met; empty if no file could show it. */
  readonly locations: readonly Place[];
  /** Why the duty binds, and other evidence for the outcome. */
  readonly evidence: readonly Evidence[];
  /** Fixes; only if they were requested. */
  readonly fixes?: readonly Fix[];
  /** Every clause in order, if an altered agreement was found. */
  readonly clauses?: readonly ClauseRow[];
}

/** One way to fix a duty. */
export interface Fix {
  readonly says: string;
  /** False if it changes what the author wrote. */
  readonly safe: boolean;
  /** Texts that replace the text at a place; for a new file, the place is empty and at the start. */
  readonly replacements: readonly (Place & { readonly text: string })[];
}

/** A remark that is not about a duty: broken front matter, a file that is too large, a stale waiver. */
export interface Note {
  readonly code: string;
  readonly message: string;
  readonly locations: readonly Place[];
}

export const DECISION_KINDS = [
  'waivers',
  'off',
  'separate-license',
  'commercial-threshold',
  'relation',
  'bases',
] as const;

/** A decision of a configuration or a flag instead of the files. It is never shown as compliance. */
export interface Decision {
  readonly kind: (typeof DECISION_KINDS)[number];
  /** The file or the flag: `.llama-license-lint.yaml`, `--relation`. */
  readonly by: string;
  /** The relation, the bases, or who attests; empty for waivers and rules that are off. */
  readonly says: string;
  /** Ids of the rules that it affects; empty for all. */
  readonly rules: readonly string[];
}

export interface RepositorySummary {
  readonly met: number;
  readonly unmet: number;
  readonly unclear: number;
  readonly notApplicable: number;
  readonly notChecked: number;
  readonly waived: number;
}

export interface RepositoryReport {
  readonly target: string;
  readonly source: SourceKind;
  readonly revision: string | null;
  readonly name: RepositoryName;
  readonly lineage: Lineage;
  readonly obligations: readonly Obligation[];
  readonly notes: readonly Note[];
  /** What a configuration or a flag decided; absent if nothing. */
  readonly decisions?: readonly Decision[];
  readonly summary: RepositorySummary;
  /** True if the revision is unchanged since an earlier audit, which found this. */
  readonly unchanged?: boolean;
}

export const ERROR_CODES = [
  'not-found',
  'forbidden',
  'gated',
  'rate-limited',
  'network',
  'too-large',
  'invalid',
] as const;
export type TargetErrorCode = (typeof ERROR_CODES)[number];

/** A target that could not be read. Never reported as compliant. */
export interface UnreadableReport {
  readonly target: string;
  readonly source: SourceKind;
  readonly error: { readonly code: TargetErrorCode; readonly message: string; readonly hint: string };
}

/** A rule, independent of its outcome. */
export interface ReportedRule {
  readonly rule: string;
  readonly clause: string;
  readonly title: string;
  /** The duty in our own words. */
  readonly duty: string;
  /** How the duty is checked. */
  readonly seen: string;
  /** The severity, unless the relation sets one. */
  readonly severity: Severity;
  /** The ways to meet it, with `<word>` for text that a finding fills in. */
  readonly comply: readonly string[];
}

/** A license that binds one of the repositories, with its rules in the order of the clauses. */
export interface ReportedLicense {
  readonly license: string;
  readonly name: string;
  /** Where the licensor publishes the text. */
  readonly published: string;
  readonly rules: readonly ReportedRule[];
}

export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** The licenses whose rules the obligations refer to, each once. */
  readonly licenses: readonly ReportedLicense[];
  readonly repositories: readonly (RepositoryReport | UnreadableReport)[];
  readonly summary: {
    readonly repositories: number;
    /** Unmet duties that are not waived, by severity. */
    readonly errors: number;
    readonly warnings: number;
    readonly unclear: number;
    readonly unreadable: number;
    /** Repositories for which a configuration or a flag decided something; absent if there are none. */
    readonly configured?: number;
  };
}

/** True for the entry of a target that could not be read. */
export function isUnreadable(entry: RepositoryReport | UnreadableReport): entry is UnreadableReport {
  return 'error' in entry;
}

/** True if a configuration or a flag decided something, which is never compliance. */
export function isConfigured({
  decisions = [],
  obligations,
}: Pick<RepositoryReport, 'decisions' | 'obligations'>): boolean {
  return decisions.length > 0 || obligations.some(({ waived }) => waived !== null);
}
