import type { FileText } from './file-text.ts';

/** The Hub's metadata of a model repository, all of which the owner controls. */
export interface HubModel {
  /** `owner/name`, the current id: a renamed repository has its new name. */
  readonly id: string;
  /** The commit hash of the requested revision; null if the Hub does not return it. */
  readonly sha: string | null;
  readonly private: boolean;
  /** True if only those with access can read the files; the metadata is public nevertheless. */
  readonly gated: boolean;
  readonly disabled: boolean;
  readonly tags: readonly string[];
  /** The front matter of the card, as the Hub parsed it; null without one. */
  readonly cardData: Readonly<Record<string, unknown>> | null;
  /** The bases according to the Hub; `relation` is its word: `finetune`, `adapter`, `quantized`, `merge`. */
  readonly baseModels: { readonly relation: string | null; readonly ids: readonly string[] } | null;
}

/** A model on the Hub that another one names as its base. */
export interface Relative {
  readonly model: HubModel;
  /** The text of its card, requested once and only if needed. Throws a `TargetError` if the Hub fails. */
  card(): Promise<FileText>;
}

/**
 * Requests a model from the Hub by its id, `owner/name`. Throws a `TargetError` if it cannot be read. Each id is
 * requested once per run, unless the request failed temporarily.
 */
export type AskModel = (id: string) => Promise<Relative>;

/** True for a valid id, `owner/name`, which is safe in an address and in a folder name. */
export function isHubId(text: string): boolean {
  return /^\w[\w.-]{0,95}\/\w[\w.-]{0,95}$/.test(text);
}
