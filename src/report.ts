import type { Evidence, Place } from './snapshot/place.ts';
import type { RepositoryName, SourceKind } from './snapshot/snapshot.ts';

// The contract: what `check()` resolves to and what `--format json` prints. Only additions are allowed under
// one `schemaVersion`.

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
/** What a repository is to the Llama material. */
export type Relation = (typeof RELATIONS)[number];

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const OUTCOMES = ['met', 'unmet', 'unclear', 'not-applicable', 'not-checked'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_REASONS = [
  'card-unread', // the card was not read, or in part only
  'gated', // the owner keeps the files to those who were let in
  'likely-only', // the lineage is only likely
  'not-listed', // the repository holds more files than were listed
  'not-read', // a file that may show it was kept back
  'open-clause', // whether the clause binds such a repository is open
  'origin-unknown', // it may be made from a Llama model, and nothing says which
] as const;
/** Why an outcome is unclear, for programs; the message says it in words. */
export type OutcomeReason = (typeof OUTCOME_REASONS)[number];

/** How sure the evidence is of the license; null without Llama material. */
export type Certainty = 'stated' | 'likely';

export interface Lineage {
  readonly licenses: readonly string[];
  readonly relation: Relation;
  readonly certainty: Certainty | null;
  /** Ids of the Llama models that it was made from; of a mirror's copy, the licensor's own id. */
  readonly bases: readonly string[];
  readonly evidence: readonly Evidence[];
  /** Parents that are somebody else's models, as far as their names tell. Their own terms bind too, and are never judged here. */
  readonly otherParents: readonly OtherParent[];
  /** How parents lead to the licensor's models; only where the Hub was asked for them. */
  readonly chains?: readonly Chain[];
}

/** A repository, its parent, the parent's parent and so on, up to the licensor's model where it is known. */
export interface Chain {
  readonly ids: readonly string[];
  /** `stated` when every step is. */
  readonly certainty: Certainty;
}

export interface OtherParent {
  readonly id: string;
  readonly evidence: readonly Evidence[];
}

export interface Waived {
  readonly reason: string;
  /** The last day (`YYYY-MM-DD`) on which the waiver holds, or null for no end. */
  readonly until: string | null;
}

export const CLAUSE_STATES = ['intact', 'altered', 'absent', 'foreign'] as const;
/** What became of a clause: `foreign` is one that the licensor did not write. */
export type ClauseState = (typeof CLAUSE_STATES)[number];

/** One line of the table that sets an altered agreement beside the licensor's own text. Places are in the file that `locations` names. */
export interface ClauseRow {
  /** `preamble`, `1.b.iii`; null for a foreign clause, which stands behind the one before it. */
  readonly clause: string | null;
  readonly state: ClauseState;
  /** How many of the clause's words are not there. */
  readonly missingWords: number;
  /** Words that the licensor did not write, as the file has them, cut after some 200 characters. */
  readonly added: readonly { readonly words: string; readonly line: number; readonly column: number }[];
  /** Word by word, in order; only where the licensor's text was at hand. */
  readonly changes?: readonly ClauseChange[];
}

/** Words taken out, put in, or put in the place of others; the place is where they stand, or where they are missing. */
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
  /** Why it is unclear, where that is not the evidence for this very duty. */
  readonly reason?: OutcomeReason;
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
  readonly fixable: boolean;
  readonly waived: Waived | null;
  /** Where the duty is unmet or met; empty when no file exists that could show it. */
  readonly locations: readonly Place[];
  /** Why the duty binds, and what else the verdict rests on. */
  readonly evidence: readonly Evidence[];
  /** What would mend it; only where that was asked for. */
  readonly fixes?: readonly ProposedFix[];
  /** Every clause in order, where an agreement was found that is not as the licensor wrote it. */
  readonly clauses?: readonly ClauseRow[];
}

/** One way to mend a duty. */
export interface ProposedFix {
  readonly says: string;
  /** False when it changes what the author said. */
  readonly safe: boolean;
  /** Texts to put in the place of what stands there; a file that is not there yet has an empty place at its start. */
  readonly replacements: readonly (Place & { readonly text: string })[];
}

/** Something a reader of the report should know that is no duty: broken front matter, a file too large, a stale waiver. */
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

/** Something that a configuration or a flag decided in place of the files. It is never shown as compliance. */
export interface Decision {
  readonly kind: (typeof DECISION_KINDS)[number];
  /** The file or the flag that says so: `.llama-license-lint.yaml`, `--relation`. */
  readonly by: string;
  /** What it says: the relation, the bases, who attests; empty for waivers and rules that are off. */
  readonly says: string;
  /** Ids of the rules that it bears on; empty where that is all of them. */
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
  /** What a configuration or a flag decided; only where there is any. */
  readonly decisions?: readonly Decision[];
  readonly summary: RepositorySummary;
  /** True when the revision is that of an earlier audit, and this is what was found then. */
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

/** What a rule asks, whatever became of it in a repository. */
export interface ReportedRule {
  readonly rule: string;
  readonly clause: string;
  readonly title: string;
  /** The duty in our own words. */
  readonly duty: string;
  /** How a repository shows it. */
  readonly seen: string;
  /** Severity where the relation names none. */
  readonly severity: Severity;
  /** The ways to meet it, with `<word>` where a finding fills something in. */
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
  /** What the rules of the obligations below are about, each once. */
  readonly licenses: readonly ReportedLicense[];
  readonly repositories: readonly (RepositoryReport | UnreadableReport)[];
  readonly summary: {
    readonly repositories: number;
    /** Unmet and not waived, by severity. */
    readonly errors: number;
    readonly warnings: number;
    readonly unclear: number;
    readonly unreadable: number;
    /** Repositories of which a configuration or a flag decided something; only where there are any. */
    readonly configured?: number;
  };
}

/** True for the entry of a target that could not be read. */
export function isUnreadable(entry: RepositoryReport | UnreadableReport): entry is UnreadableReport {
  return 'error' in entry;
}

/** True where a configuration or a flag decided something: nothing that is left of it is compliance. */
export function isConfigured({
  decisions = [],
  obligations,
}: Pick<RepositoryReport, 'decisions' | 'obligations'>): boolean {
  return decisions.length > 0 || obligations.some(({ waived }) => waived !== null);
}
