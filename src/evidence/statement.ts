import type { Certainty, Relation } from '../report.ts';
import type { Evidence } from '../snapshot/place.ts';

/** The kind of file or text that contains a statement. */
export type StatedIn =
  | 'adapter'
  | 'config'
  | 'gguf'
  | 'safetensors'
  | 'merge-recipe'
  | 'modelfile'
  | 'trainer-config'
  | 'program' // code beside the weights that loads the base
  | 'sentence' // a sentence of the card, by a tool or a person
  | 'mention' // a labeled line or a table row of the card
  | 'architecture' // a labeled line that names only the architecture, which cards often copy from others
  | 'outputs'; // training data of the card

/** Where a statement about the base model was found. */
export type StatedBy = 'flag' | 'configuration' | 'card' | 'tag' | 'hub' | 'name' | 'license' | 'agreement' | StatedIn;

/** A statement about the base model, before the model is identified. */
export interface BaseStatement {
  readonly by: StatedIn;
  /** The id, link, path or name as written; a name from Ollama's library is written `ollama:llama4:scout`. */
  readonly written: string;
  /** The stated relation, or null. */
  readonly relation: Relation | null;
  /** The highest certainty that such a statement can give. */
  readonly most: Certainty;
  readonly evidence: Evidence;
  /** The data set, if its name is the only evidence. */
  readonly dataset?: string;
}

/** A license that a file claims for the model, as written: `llama4`, `Llama 4 Community License`, `apache-2.0`. */
export interface LicenseStatement {
  readonly written: string;
  readonly evidence: Evidence;
}

/** What one file says about the model's origin. */
export interface Origin {
  readonly bases: readonly BaseStatement[];
  readonly licenses: readonly LicenseStatement[];
}
