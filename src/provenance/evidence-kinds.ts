import type { Certainty } from '../report.ts';
import type { StatedBy } from '../evidence/statement.ts';

/** A kind of evidence, and the highest certainty that it can give. The table in the documents is generated from it. */
export interface EvidenceKind {
  readonly found: string;
  readonly proves: string;
  readonly most: Certainty;
}

export const EVIDENCE_KINDS: Readonly<Record<StatedBy, EvidenceKind>> = {
  flag: { found: '`--base ID`', proves: 'the base, as a person declares', most: 'stated' },
  configuration: { found: '`bases` in the configuration', proves: 'the base, as a person declares', most: 'stated' },
  card: {
    found: '`base_model` in the card',
    proves: 'the base; the relation with `base_model_relation`',
    most: 'stated',
  },
  tag: {
    found: 'a tag `base_model:…` in the card',
    proves: 'the base; the relation if the tag names it',
    most: 'stated',
  },
  hub: {
    found: 'the Hub’s metadata, if the files name no base or cannot be read',
    proves: 'the base; the relation if it is named',
    most: 'stated',
  },
  adapter: {
    found: '`adapter_config.json`, at the root or, if there are no weights, next to weights in a folder',
    proves: 'the base, and that this is an adapter',
    most: 'stated',
  },
  config: {
    found: '`config.json`, in the same places',
    proves:
      'the base by `_name_or_path`; at the root also the base of an inner language model or of a draft head’s model, ' +
      'and the family, likely, by architecture and sizes',
    most: 'stated',
  },
  gguf: {
    found: 'a GGUF header',
    proves: 'the base by its base and source keys; the family, likely, by its name',
    most: 'stated',
  },
  safetensors: {
    found: 'a safetensors header',
    proves: 'the base by its metadata; the family, likely, by tensor names and sizes',
    most: 'stated',
  },
  'merge-recipe': { found: 'a merge recipe', proves: 'every base, and that this is a merge', most: 'stated' },
  modelfile: { found: 'a Modelfile', proves: 'the base by FROM', most: 'stated' },
  'trainer-config': { found: 'a training configuration next to weights', proves: 'the base', most: 'stated' },
  program: { found: 'a program next to weights that loads a model', proves: 'the base', most: 'likely' },
  sentence: {
    found: 'a sentence of the card',
    proves: 'the base and the relation: stated with a link or an id in a tool’s sentence, otherwise likely',
    most: 'stated',
  },
  mention: {
    found: 'a labeled line or a table row of the card; its title, if nothing else names a base',
    proves: 'the base',
    most: 'likely',
  },
  architecture: {
    found: 'an architecture named in the card',
    proves: 'nothing about the base, since cards copy it; it is compared with the family’s figures',
    most: 'likely',
  },
  outputs: {
    found: 'data sets and training text',
    proves: 'that the model was trained on Llama’s outputs',
    most: 'likely',
  },
  name: {
    found:
      'the name of the repository, of a file with weights or of its folder, if it is a model’s full name, ' +
      'with at most a format added',
    proves: 'the base',
    most: 'likely',
  },
  license: {
    found: 'the license that the card or a header claims',
    proves: 'the license, where nothing names a base',
    most: 'likely',
  },
  agreement: {
    found: 'the repository’s own license file',
    proves: 'the license, where nothing names a base',
    most: 'likely',
  },
};
