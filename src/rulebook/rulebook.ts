import type { Outcome, Relation, Severity } from '../report.ts';

// A license as data: what the files of `rules/` say of it, checked and compiled. Plain JSON, so that the build can put it
// into the package and nothing has to parse YAML at start-up.

/** Relations in which a license can bind. A mere `mention` or `none` never does. */
export type BindingRelation = Exclude<Relation, 'mention' | 'none'>;
export const BINDING_RELATIONS = [
  'original',
  'quantized',
  'finetune',
  'merge',
  'adapter',
  'outputs',
  'product',
  'unknown',
] as const satisfies readonly BindingRelation[];

/** A cell of the matrix: a severity binds; the other words say why nothing is judged. */
export type Binding = Severity | Extract<Outcome, 'unclear' | 'not-applicable' | 'not-checked'>;
export const BINDINGS = [
  'error',
  'warning',
  'info',
  'unclear',
  'not-applicable',
  'not-checked',
] as const satisfies readonly Binding[];

/** The globs of a list in a rule file, as the source of one pattern that ignores letter case; null for an empty list. */
export interface Globs {
  readonly regex: string | null;
}

/** The wording of one code that a check can answer with; `{word}` stands for an argument of the verdict. */
export interface Wording {
  readonly says: string;
  /** What to do about it; absent for codes that ask nothing. */
  readonly do: string | null;
}

export interface Rule {
  /** `llama-4/notice-file` */
  readonly id: string;
  /** `notice-file` */
  readonly name: string;
  /** `1.b.iii` */
  readonly clause: string;
  readonly title: string;
  /** The duty in our own words. */
  readonly duty: string;
  /** How a repository shows it. */
  readonly seen: string;
  /** Severity where the row of the matrix names none. */
  readonly severity: Severity;
  readonly binds: Readonly<Record<BindingRelation, Binding>>;
  /** Why a relation is `unclear`, `not-applicable` or `not-checked`. */
  readonly reasons: Readonly<Partial<Record<BindingRelation, string>>>;
  readonly check: {
    readonly kind: string;
    readonly parameters: Readonly<Record<string, string | boolean | readonly string[]>>;
  };
  readonly wording: Readonly<Record<string, Wording>>;
  /** True when an edit can meet the duty. */
  readonly fixable: boolean;
  /** What a fix puts into the card, as Markdown with the rule's words in braces; null where it puts in none, or a word that the check asks for. */
  readonly insert: string | null;
}

/** Exact values that the `config.json` of a family's models holds (`text_config` is looked into as well). */
export type ConfigFingerprint = Readonly<Record<string, readonly (string | number)[]>>;

/** Models that the licensor published together under this license. */
export interface ModelFamily {
  readonly family: string;
  readonly multimodal: boolean;
  /** Whole ids, `organization/model`. */
  readonly ids: readonly string[];
  /** Further ids that only the licensor can have given. */
  readonly also: Globs;
  /** Names of others' models, without the account, that were made from it and do not begin like it. */
  readonly 'made-into': Globs;
  readonly config: ConfigFingerprint | null;
  /** Figures that the licensor published, by name: `experts` → `16`. Cards are held against them. */
  readonly facts: Readonly<Record<string, string>>;
}

export interface LicenseRules {
  /** `llama-4` */
  readonly license: string;
  /** `Llama 4 Community License` */
  readonly name: string;
  /** `Llama 4`: the models and all that is made from them, as sentences call them. */
  readonly version: string;
  readonly licensor: { readonly name: string; readonly organizations: readonly string[] };
  readonly agreement: {
    readonly title: string;
    readonly date: string;
    /** Where the licensor publishes the text. */
    readonly published: string;
    /** Name of the fingerprint, a file of `rules/agreements/`. */
    readonly fingerprint: string;
  };
  readonly hub: {
    /** The value of `license:` in a card. */
    readonly id: string;
    /** What else in `license:` or `license_name:` names this license. */
    readonly names: Globs;
    /** Pages that hold the agreement. */
    readonly links: Globs;
  };
  readonly models: readonly ModelFamily[];
  readonly rules: readonly Rule[];
}

/** What `rules/mirrors.yaml` says: names by which others hand a model on. */
export interface Mirrors {
  /** Accounts that publish models of their own, which are no Llama models unless their names say so. */
  readonly makers: readonly string[];
  /** Names that begin like a licensor's model and are another's: `llama2.c`. */
  readonly strangers: Globs;
  /** Accounts that re-upload or convert the models of others. */
  readonly organizations: readonly string[];
  /** Parts of a name that only say a file format or a quantization: `GGUF`, `AWQ`, `*bit`. They mark a model as converted. */
  readonly formats: Globs;
  /** Parts of a name that say neither, and still make no other model of it. */
  readonly fillers: Globs;
}
