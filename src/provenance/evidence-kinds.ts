import type { Certainty } from '../report.ts';
import type { StatedBy } from '../evidence/statement.ts';

/** What a kind of evidence is, and the most that it can prove. The documents' table is made of this. */
export interface EvidenceKind {
  readonly found: string;
  readonly proves: string;
  readonly most: Certainty;
}

export const EVIDENCE_KINDS: Readonly<Record<StatedBy, EvidenceKind>> = {
  flag: { found: '`--base ID`', proves: 'the base: a person said so', most: 'stated' },
  configuration: { found: '`bases` in the configuration', proves: 'the base: a person said so', most: 'stated' },
  card: {
    found: '`base_model` in the card',
    proves: 'the base; the relation with `base_model_relation`',
    most: 'stated',
  },
  tag: {
    found: 'a tag `base_model:…` in the card',
    proves: 'the base; the relation when the tag names it',
    most: 'stated',
  },
  hub: {
    found: 'what the Hub’s API says, where the files name no base or cannot be read',
    proves: 'the base, and the relation where it tells one',
    most: 'stated',
  },
  adapter: {
    found: '`adapter_config.json`, at the root or, where no weights lie there, beside weights in a folder',
    proves: 'the base, and that this is an adapter',
    most: 'stated',
  },
  config: {
    found: '`config.json`, at the same places',
    proves:
      'the base by `_name_or_path`, at the root also that of the language model inside or of a draft head’s model; there too the family, likely, by architecture and sizes',
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
  'trainer-config': { found: 'a training configuration beside weights', proves: 'the base', most: 'stated' },
  program: { found: 'a program beside weights that loads a model', proves: 'the base', most: 'likely' },
  sentence: {
    found: 'a sentence of the card',
    proves: 'the base and the relation: stated with a link or an id in a tool’s sentence, else likely',
    most: 'stated',
  },
  mention: {
    found: 'a labeled line or a table row of the card; its title, where nothing else names a base',
    proves: 'the base',
    most: 'likely',
  },
  architecture: {
    found: 'an architecture named in the card',
    proves: 'nothing of the base: cards copy it; it is held against the family’s figures',
    most: 'likely',
  },
  outputs: {
    found: 'data sets and training text',
    proves: 'that the model learned from Llama’s outputs',
    most: 'likely',
  },
  name: {
    found:
      'the repository’s name, or that of a file with weights or its folder, when it is a model’s full name with at most a format added',
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
