import type { FileText } from './file-text.ts';

/** What the Hub's API says of a model repository, beside its files. All of it is the owner's word. */
export interface HubModel {
  /** `owner/name`, as the Hub writes it today: a renamed repository has its new name. */
  readonly id: string;
  /** Commit hash of the revision that was asked for; null where the Hub does not tell it. */
  readonly sha: string | null;
  readonly private: boolean;
  /** Files are given only to those whom the owner has let in; what the API says is public all the same. */
  readonly gated: boolean;
  readonly disabled: boolean;
  readonly tags: readonly string[];
  /** The front matter of the card, as the Hub has read it; null where it has none. */
  readonly cardData: Readonly<Record<string, unknown>> | null;
  /** What the Hub takes for the bases; `relation` is its word: `finetune`, `adapter`, `quantized`, `merge`. */
  readonly baseModels: { readonly relation: string | null; readonly ids: readonly string[] } | null;
}

/** A model on the Hub that another one names as its base. */
export interface Relative {
  readonly model: HubModel;
  /** The text of its card; asked for once, and only when it is wanted. Throws a `TargetError` when the Hub fails. */
  card(): Promise<FileText>;
}

/**
 * Asks the Hub for a model by its id, `owner/name`. Throws a `TargetError` when it cannot be had. Each id is asked for
 * once in a run, unless that failed for a moment.
 */
export type AskModel = (id: string) => Promise<Relative>;

/** True for `owner/name` as the Hub has them, of which an address and a folder's name can be made. */
export function isHubId(text: string): boolean {
  return /^\w[\w.-]{0,95}\/\w[\w.-]{0,95}$/.test(text);
}
