import type { Certainty, Relation } from '../report.ts';
import type { Evidence } from '../snapshot/place.ts';

/** What kind of file or text holds a statement. */
export type StatedIn =
  | 'adapter'
  | 'config'
  | 'gguf'
  | 'safetensors'
  | 'merge-recipe'
  | 'modelfile'
  | 'trainer-config'
  | 'program' // code beside the weights that loads the base
  | 'sentence' // a sentence of the card, a tool's or a person's
  | 'mention' // a labeled line or a table row of the card
  | 'architecture' // the same, but all that it names is the architecture: cards copy it from others, wrongly at times
  | 'outputs'; // training data of the card

/** Where a statement about the base model was found. */
export type StatedBy = 'flag' | 'configuration' | 'card' | 'tag' | 'hub' | 'name' | 'license' | 'agreement' | StatedIn;

/** Somebody's word for the model that a repository was made from, before anybody looked up which model that is. */
export interface BaseStatement {
  readonly by: StatedIn;
  /** The id, link, path or name as written; a name of Ollama's library comes as `ollama:llama4:scout`. */
  readonly written: string;
  /** What it says about the relation, or null. */
  readonly relation: Relation | null;
  /** The most that such a statement can prove: prose and links never do more than make a base likely. */
  readonly most: Certainty;
  readonly evidence: Evidence;
  /** The data set whose name is all that says so. */
  readonly dataset?: string;
}

/** A license that a file claims for the model, as written: `llama4`, `Llama 4 Community License`, `apache-2.0`. */
export interface LicenseStatement {
  readonly written: string;
  readonly evidence: Evidence;
}

/** What one file says about where the model comes from. */
export interface Origin {
  readonly bases: readonly BaseStatement[];
  readonly licenses: readonly LicenseStatement[];
}
