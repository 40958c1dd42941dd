import { RemoteError } from '../../errors/remote-error.ts';

/** A text that a source has, or why it has none. */
export type Offer = TextOffer | Refusal;

export interface TextOffer {
  /** The source and file in words: `meta-llama/llama-models on GitHub, models/llama4/LICENSE`. */
  readonly where: string;
  readonly text: string;
}

export interface Refusal {
  readonly where: string;
  /** The end of a sentence about `where`. */
  readonly why: string;
}

/** The refusal for an error of a server. Rethrows any other error. */
export function refusalOf(where: string, error: unknown): Refusal {
  if (error instanceof RemoteError) return { where, why: error.message };
  throw error;
}
