import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { AGREEMENTS } from '../fixtures/repository.ts';
import { weightBytes } from '../fixtures/weights.ts';
import { gguf } from '../provenance/build-gguf.ts';

// Model repositories of which each file may or may not be there, and say this or that.

const SCOUT = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';
const LLAMA_3 = 'meta-llama/Llama-3.1-8B-Instruct';
const QWEN = 'Qwen/Qwen2.5-7B';
const UNKNOWN = 'acme/SuperScout';

const official = (license: string, text: string) =>
  existsSync(join(AGREEMENTS, license, text))
    ? readFileSync(join(AGREEMENTS, license, text), 'utf8')
    : `# ${license}\n\nThis agreement is not here, nor any policy.\n`;
const AGREEMENT = official('llama-4', 'LICENSE');
const AGREEMENT_3 = official('llama-3.1', 'LICENSE');
const POLICY = official('llama-4', 'USE_POLICY.md');
const ALTERED = AGREEMENT.replace('non-exclusive', 'exclusive');
const SHORTENED = AGREEMENT.slice(0, 3500);
const PERMISSIVE = `Permissive License\n\n${'You may use, copy and modify this software under these terms, without warranty of any kind. '.repeat(120)}`;
const SHORT = 'MIT License\n\nPermission is hereby granted, free of charge, to any person.\n';
const LINE =
  'Llama 4 is licensed under the Llama 4 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.\n';
const LINK = 'The [Acceptable Use Policy](https://www.llama.com/llama4/use-policy) applies.';
const PADDING = 'Bread is baked from flour, water and salt, and then it is eaten. '.repeat(80);

const one = (...values: (string | null)[]) => fc.constantFrom(...values);
/** Mostly nothing, so that not all repositories hold all there is. */
const seldom = (...values: (string | null)[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: one(...values) });

const base = one(
  null,
  SCOUT,
  SCOUT,
  LLAMA_3,
  QWEN,
  UNKNOWN,
  '/home/me/Llama-4-Scout-17B-16E',
  'someone/Llama-4-Scout-17B-16E-Instruct',
);

const card = fc
  .record({
    base,
    second: seldom(LLAMA_3, SCOUT, QWEN),
    relation: seldom('finetune', 'quantized', 'merge', 'adapter'),
    license: one(null, 'llama4', 'llama3.1', 'apache-2.0', 'other'),
    name: seldom('llama4', 'my-own'),
    link: seldom('LICENSE', './LICENSE-LLAMA.md', 'docs/AGREEMENT'),
    tag: seldom('lora', 'gguf', 'merge', `base_model:quantized:${SCOUT}`),
    phrase: one(null, 'Built with Llama', 'Built with llama', 'You must display Built with Llama.'),
    policy: one(null, LINK, 'The Acceptable Use Policy applies.', 'See https://www.llama.com/llama3_1/use-policy'),
    body: seldom(
      `It was fine-tuned from [Scout](https://huggingface.co/${SCOUT}).`,
      'Compared with Llama 3.1 8B.',
      'This is an official Meta release.',
      AGREEMENT,
      'It was trained on answers of Llama 3.1 405B.',
    ),
    risks: one(null, '## Limitations\n\nIt may be wrong.'),
  })
  .map((said) => {
    const lines = [
      said.base === null
        ? []
        : ['base_model:', `- ${said.base}`, ...(said.second === null ? [] : [`- ${said.second}`])],
      said.relation === null ? [] : `base_model_relation: ${said.relation}`,
      said.license === null ? [] : `license: ${said.license}`,
      said.name === null ? [] : `license_name: ${said.name}`,
      said.link === null ? [] : `license_link: ${said.link}`,
      said.tag === null ? [] : ['tags:', `- ${said.tag}`],
    ].flat();
    const front = lines.length === 0 ? '' : `---\n${lines.join('\n')}\n---\n\n`;
    return `${front}# Bread\n\n${[said.phrase, said.policy, said.body, said.risks].filter((part) => part !== null).join('\n\n')}\n`;
  });

const config = fc
  .record({
    model_type: fc.constantFrom('llama', 'llama4', 'qwen2', 'deberta-v2'),
    _name_or_path: seldom(SCOUT, LLAMA_3, '/tmp/checkpoint'),
    quantized: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  })
  .map(({ model_type, _name_or_path, quantized }) => {
    const sizes =
      model_type === 'llama4'
        ? {
            architectures: ['Llama4ForConditionalGeneration'],
            text_config: { hidden_size: 5120, vocab_size: 202048, num_local_experts: 16 },
          }
        : {
            architectures: ['LlamaForCausalLM'],
            hidden_size: 4096,
            num_hidden_layers: 32,
            max_position_embeddings: 131072,
            vocab_size: 128256,
          };
    return JSON.stringify({
      model_type,
      ...(model_type.startsWith('llama') ? sizes : {}),
      ...(_name_or_path === null ? {} : { _name_or_path }),
      ...(quantized ? { quantization_config: {} } : {}),
    });
  });

const header = (named: string | null) =>
  weightBytes({
    kind: 'safetensors',
    metadata: named === null ? {} : { base_model: named },
    tensors: { 'model.layers.0.mlp.up_proj.weight': [1, 1] },
  });
const ggufHeader = (named: string | null, adapter: boolean) =>
  gguf([
    ['general.architecture', 'llama4'],
    ...(adapter ? [['general.type', 'adapter'] as const] : []),
    ...(named === null ? [] : [['general.base_model.0.repo_url', `https://huggingface.co/${named}`] as const]),
  ]);

type Files = Record<string, string | Uint8Array>;

/** The files of a repository; what is null is not there. */
export const repository: fc.Arbitrary<{ readonly files: Files; readonly name: string }> = fc
  .record({
    name: one(
      'acme/Llama-Bread',
      'acme/Bread',
      'acme/Llama-4-Scout-17B-16E-Instruct-AWQ',
      'meta-llama/Bread',
      'acme/Bread-GGUF',
    ).map(String),
    files: fc.record({
      'README.md': fc.oneof({ weight: 9, arbitrary: card }, { weight: 1, arbitrary: fc.constant(null) }),
      LICENSE: one(null, AGREEMENT, AGREEMENT_3, ALTERED, SHORTENED, PERMISSIVE, SHORT),
      'LICENSE-LLAMA.md': seldom(AGREEMENT, AGREEMENT_3),
      COPYING: seldom(AGREEMENT, PERMISSIVE),
      'docs/AGREEMENT': seldom(AGREEMENT, ALTERED),
      'docs/notes.txt': seldom(AGREEMENT, PADDING, SHORTENED),
      NOTICE: one(null, LINE, 'All rights are ours.\n', `${LINK}\n`, AGREEMENT + LINE),
      'docs/NOTICE.txt': seldom(LINE),
      'USE_POLICY.md': one(null, POLICY, POLICY.slice(0, 3000), 'Be good.\n'),
      'docs/policy.md': seldom(POLICY),
      'docs/a.md': seldom(
        '# About\n\nBuilt with Llama\n',
        `# About Llama\n\n${LINK}\n`,
        `# Llama\n\n${LINE}`,
        '# EU\n\nThis Llama model is not licensed in the EU (European Union), as it is multimodal.\n',
      ),
      'docs/b.html': seldom(
        '<p>This is the official Meta release of Llama.</p>',
        '<p>Compared with Llama 3.1.</p>',
        `<p>${PADDING} Llama</p>`,
      ),
      'config.json': fc.oneof({ weight: 3, arbitrary: config }, { weight: 1, arbitrary: one(null, '[]', '{ no') }),
      'adapter_config.json': seldom(
        JSON.stringify({ base_model_name_or_path: SCOUT, peft_type: 'LORA' }),
        JSON.stringify({ base_model_name_or_path: '/tmp/x' }),
      ),
      'mergekit_config.yml': seldom(`models:\n- model: ${SCOUT}\n- model: ${LLAMA_3}\n`, `models:\n- model: ${QWEN}\n`),
      Modelfile: seldom(
        `FROM ${LLAMA_3}\n`,
        `FROM hf.co/${SCOUT}\nADAPTER ./lora.gguf\n`,
        'FROM ./model.gguf\nLICENSE llama4\n',
      ),
      'train_config.yaml': seldom(
        `base_model: ${SCOUT}\nlearning_rate: 1\n`,
        `base_model: ${QWEN}\nlearning_rate: 1\n`,
      ),
      'infer.py': seldom(`AutoModel.from_pretrained("${LLAMA_3}")\n`, 'print("hello")\n'),
      'model.safetensors': one(null, '', SCOUT, QWEN),
      'model-Q4.gguf': seldom('', SCOUT, 'adapter'),
    }),
  })
  .map(({ name, files }) => {
    const present = Object.entries(files).flatMap(([path, content]): [string, string | Uint8Array][] => {
      if (content === null) return [];
      if (path === 'model.safetensors') return [[path, header(content === '' ? null : content)]];
      if (path === 'model-Q4.gguf') return [[path, ggufHeader(content === '' ? null : SCOUT, content === 'adapter')]];
      return [[path, content]];
    });
    return { name, files: Object.fromEntries(present) };
  });
