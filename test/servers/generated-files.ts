import { gguf } from '../provenance/build-gguf.ts';
import { weightBytes } from '../fixtures/weights.ts';
import type { HubContent } from './hub-content.ts';

// The files that a typical repository holds. What is the same in many of them is there once.

export type Files = Readonly<Record<string, HubContent>>;

/** What a repository does about its duties. */
export interface Duties {
  readonly agreement: boolean;
  readonly notice: boolean;
  readonly phrase: boolean;
  /** Lines of the front matter that declare a license; empty for none. */
  readonly license: string;
}

/** A license that models are given under, as far as a repository has to know it. */
export interface Family {
  readonly license: string;
  readonly bases: readonly string[];
  /** How the front matter names it. */
  readonly declared: string;
  readonly notice: string;
  readonly policy: string;
  readonly config: object;
}

export const LLAMA_4: Family = {
  license: 'llama-4',
  bases: [
    'meta-llama/Llama-4-Scout-17B-16E-Instruct',
    'meta-llama/Llama-4-Scout-17B-16E',
    'meta-llama/Llama-4-Maverick-17B-128E-Instruct',
    'unsloth/Llama-4-Scout-17B-16E-Instruct',
  ],
  declared: 'license: llama4\n',
  notice:
    'Llama 4 is licensed under the Llama 4 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.\n',
  policy: 'https://www.llama.com/llama4/use-policy',
  config: {
    architectures: ['Llama4ForConditionalGeneration'],
    model_type: 'llama4',
    text_config: { hidden_size: 5120, vocab_size: 202048, num_local_experts: 16 },
  },
};

export const LLAMA_3_1: Family = {
  license: 'llama-3.1',
  bases: ['meta-llama/Llama-3.1-8B-Instruct', 'meta-llama/Llama-3.1-8B', 'meta-llama/Llama-3.1-70B-Instruct'],
  declared: 'license: llama3.1\n',
  notice:
    'Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.\n',
  policy: 'https://llama.meta.com/llama3_1/use-policy',
  config: { architectures: ['LlamaForCausalLM'], model_type: 'llama', hidden_size: 4096, vocab_size: 128256 },
};

const GIT_ATTRIBUTES =
  '*.safetensors filter=lfs diff=lfs merge=lfs -text\n*.gguf filter=lfs diff=lfs merge=lfs -text\ntokenizer.json filter=lfs diff=lfs merge=lfs -text\n';
const SHARD: HubContent = {
  size: 4_973_000_000,
  begin: weightBytes({ kind: 'safetensors', metadata: {}, tensors: { 'lm_head.weight': [64, 64] } }),
};
const ADAPTER: HubContent = {
  size: 167_832_240,
  begin: weightBytes({
    kind: 'safetensors',
    metadata: {},
    tensors: { 'base_model.model.layers.0.lora_A.weight': [16, 64] },
  }),
};
const TOKENIZER: HubContent = { size: 27_948_578, begin: '{"version":"1.0"}', filler: ' ' };

/** A card that does what it is asked for, or does not. `name` is the title, `bases` stand in the front matter. */
export function card(
  name: string,
  bases: readonly string[],
  { phrase, license }: Pick<Duties, 'phrase' | 'license'>,
  { policy }: Pick<Family, 'policy'>,
): string {
  const named =
    bases.length === 1
      ? `base_model: ${bases.join('')}\n`
      : bases.length === 0
        ? ''
        : `base_model:\n${bases.map((base) => `- ${base}\n`).join('')}`;
  return [
    `---\n${license}library_name: transformers\npipeline_tag: text-generation\nlanguage:\n- en\n${named}---\n`,
    `# ${name}\n`,
    ...(phrase ? ['Built with Llama\n'] : []),
    `A model that knows the loaves of one bakery, and answers questions about them.\n`,
    `## Limitations\n\nIt knows nothing of cakes, and may be wrong about the time that a loaf takes.\n`,
    `## Use\n\nUse of the materials follows the [Acceptable Use Policy](${policy}).\n`,
  ].join('\n');
}

/** The files beside the card that a repository hands on for its license. */
export function legal({ agreement, notice }: Duties, family: Pick<Family, 'notice'>, text: string): Files {
  return {
    '.gitattributes': GIT_ATTRIBUTES,
    ...(agreement ? { LICENSE: text } : {}),
    ...(notice ? { Notice: family.notice } : {}),
  };
}

/** What goes with full weights. */
export function setup(config: object): Files {
  return {
    'config.json': JSON.stringify(config, null, 2),
    'generation_config.json': '{"do_sample":true,"temperature":0.6}',
    'tokenizer_config.json': '{"tokenizer_class":"PreTrainedTokenizer"}',
    'special_tokens_map.json': '{"eos_token":"<|eot|>"}',
  };
}

export function shards(count: number): Files {
  const name = (at: number) =>
    `model-${String(at + 1).padStart(5, '0')}-of-${String(count).padStart(5, '0')}.safetensors`;
  return {
    ...Object.fromEntries(Array.from({ length: count }, (_, at) => [name(at), SHARD])),
    'tokenizer.json': TOKENIZER,
  };
}

export function adapter(base: string): { readonly files: Files; readonly elsewhere: Files } {
  return {
    files: {
      'adapter_config.json': JSON.stringify(
        { base_model_name_or_path: base, peft_type: 'LORA', r: 16, task_type: 'CAUSAL_LM' },
        null,
        2,
      ),
    },
    elsewhere: { 'adapter_model.safetensors': ADAPTER, 'tokenizer.json': TOKENIZER },
  };
}

/** A quantization whose header names what it was made from. */
export function quantization(base: string, architecture: string): HubContent {
  const [organization = '', name = ''] = base.split('/');
  const begin = gguf([
    ['general.architecture', architecture],
    ['general.type', 'model'],
    ['general.name', name.replaceAll('-', ' ')],
    ['general.base_model.count', 1],
    ['general.base_model.0.name', name.replaceAll('-', ' ')],
    ['general.base_model.0.organization', organization],
    ['general.base_model.0.repo_url', `https://huggingface.co/${base}`],
    ['tokenizer.ggml.tokens', { type: 'strings', value: ['<|begin_of_text|>', 'bread'] }],
  ]);
  return { size: 61_000_000_000, begin };
}
