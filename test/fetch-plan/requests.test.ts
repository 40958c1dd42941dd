import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { examine } from '../../src/check.ts';
import { loadRulebook } from '../../src/rulebook-loader/load-rulebook.ts';
import { openMemory, type MemoryFiles } from '../../src/sources/memory.ts';
import { AGREEMENTS, NO_TEXTS } from '../fixtures/repository.ts';
import { counted } from './metered.ts';
import { gguf } from '../provenance/build-gguf.ts';

// What is read of repositories as most of them are, where each file that is read is a request.

const rulebook = loadRulebook([]);
const SCOUT = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';
const GIGABYTES = 5_000_000_000;
const official = (text: string) => (NO_TEXTS === null ? readFileSync(join(AGREEMENTS, 'llama-4', text), 'utf8') : '');

const TOOLS = {
  'generation_config.json': '{}',
  'tokenizer.json': '{}',
  'tokenizer_config.json': '{}',
  'special_tokens_map.json': '{}',
  'chat_template.jinja': '{{ x }}',
  '.gitattributes': '*.safetensors filter=lfs\n',
};
const SHARDS = {
  'model.safetensors.index.json': '{"weight_map":{}}',
  ...Object.fromEntries([1, 2, 3, 4].map((at) => [`model-0000${at}-of-00004.safetensors`, ''])),
};
const QUANTIZED_NAMES = [
  'Q2_K',
  'Q3_K_S',
  'Q3_K_M',
  'Q3_K_L',
  'Q4_0',
  'Q4_K_S',
  'Q4_K_M',
  'Q5_0',
  'Q5_K_S',
  'Q5_K_M',
  'Q6_K',
  'Q8_0',
  'IQ1_S',
  'IQ2_XS',
  'IQ2_M',
  'IQ3_XXS',
  'IQ3_M',
  'IQ4_XS',
  'F16',
  'BF16',
];

const CONFIG = JSON.stringify({
  architectures: ['Llama4ForConditionalGeneration'],
  model_type: 'llama4',
  text_config: { hidden_size: 5120, vocab_size: 202048, num_local_experts: 16 },
});
const QWEN = JSON.stringify({
  architectures: ['Qwen2ForCausalLM'],
  model_type: 'qwen2',
  hidden_size: 3584,
  vocab_size: 152064,
});
const PERMISSIVE = `Apache License\n${'Terms and conditions for use, reproduction, and distribution. '.repeat(190)}`;

const card = (front: string, body = '') => `---\n${front}\n---\n\n# Bread\n\n${body}\n`;
const COMPLIANT = `Built with Llama. The [Acceptable Use Policy](https://www.llama.com/llama4/use-policy) applies. As the model is multimodal, it is not licensed to residents of the EU (European Union).\n\n## Limitations\n\nIt may be wrong.`;
const NOTICE =
  'Llama 4 is licensed under the Llama 4 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.\n';

/** What was read of the files, and how they were judged; weights have the sizes of weights. */
async function checked(files: MemoryFiles, name = 'acme/Llama-Bread') {
  const sizes = Object.fromEntries(
    Object.keys(files)
      .filter((path) => /\.(?:gguf|safetensors)$/.test(path) && !path.includes('adapter'))
      .map((path) => [path, GIGABYTES]),
  );
  const { snapshot, read } = counted(openMemory(files, name), sizes);
  const { report } = await examine(snapshot, rulebook, { name });
  return { read: [...read].sort(), ...report };
}

describe('of a repository where each file is a request', () => {
  it.skipIf(NO_TEXTS !== null)(
    'a compliant fine-tune costs the card, the configuration, the agreement and the Notice',
    async () => {
      const files = {
        ...TOOLS,
        ...SHARDS,
        'config.json': CONFIG,
        LICENSE: official('LICENSE'),
        NOTICE: NOTICE,
        'USE_POLICY.md': official('USE_POLICY.md'),
        'docs/usage.md': '# Usage of Llama\n\nAsk it.\n',
      };
      const linked = await checked({ ...files, 'README.md': card(`license: llama4\nbase_model: ${SCOUT}`, COMPLIANT) });
      expect(linked.read).toEqual(['LICENSE', 'NOTICE', 'README.md', 'config.json']);
      expect(linked.summary).toMatchObject({ unmet: 0, unclear: 0 });
      expect(linked.lineage).toMatchObject({ relation: 'finetune', certainty: 'stated', bases: [SCOUT] });

      const copied = await checked({
        ...files,
        'README.md': card(
          `license: llama4\nbase_model: ${SCOUT}\nbase_model_relation: finetune`,
          COMPLIANT.replace(/The \[.*?applies\. /, ''),
        ),
      });
      expect(copied.read).toEqual(['LICENSE', 'NOTICE', 'README.md', 'USE_POLICY.md']);
      expect(copied.summary).toMatchObject({ unmet: 0, unclear: 0 });
    },
  );

  it('a bare fine-tune costs the card and the configuration', async () => {
    const { read, lineage, summary } = await checked({
      ...TOOLS,
      ...SHARDS,
      'config.json': CONFIG,
      'README.md': card(`base_model: ${SCOUT}`),
    });
    expect(read).toEqual(['README.md', 'config.json']);
    expect(lineage).toMatchObject({ relation: 'finetune', certainty: 'stated' });
    expect(summary.unmet).toBeGreaterThan(5);
  });

  it('an adapter costs the card and its configuration', async () => {
    const files = {
      ...TOOLS,
      'README.md': card(`base_model: ${SCOUT}\nlibrary_name: peft`),
      'adapter_config.json': `{"base_model_name_or_path":"${SCOUT}","peft_type":"LORA"}`,
      'adapter_model.safetensors': '',
    };
    const { read, lineage } = await checked({
      ...files,
      'checkpoint-500/adapter_model.safetensors': '',
      'training_args.bin': '',
      'trainer_state.json': '{}',
    });
    expect(read).toEqual(['README.md', 'adapter_config.json']);
    expect(lineage).toMatchObject({ relation: 'adapter', certainty: 'stated' });
  });

  it('twenty quantizations cost the card, whether small ones are adapters asks one header more', async () => {
    const quantizations = Object.fromEntries(
      QUANTIZED_NAMES.map((format) => [`Llama-Bread-${format}.gguf`, gguf([['general.architecture', 'llama4']])]),
    );
    const large = await checked({ 'README.md': card(`license: llama4\nbase_model: ${SCOUT}`), ...quantizations });
    expect(large.read).toEqual(['README.md']);
    expect(large.lineage).toMatchObject({ relation: 'quantized', certainty: 'stated' });

    const { snapshot, read } = counted(
      openMemory({ 'README.md': card(`base_model: ${SCOUT}`), ...quantizations }, null),
    );
    expect((await examine(snapshot, rulebook, { name: 'acme/Llama-Bread-GGUF' })).lineage.relation).toBe('quantized');
    expect(read).toHaveLength(2);
  });

  it('quantizations whose card names no base cost a range of four headers', async () => {
    const header = gguf([
      ['general.architecture', 'llama4'],
      ['general.base_model.0.repo_url', `https://huggingface.co/${SCOUT}`],
      ['tokenizer.ggml.tokens', { type: 'strings', value: Array.from({ length: 50_000 }, (_, at) => `token ${at}`) }],
    ]);
    const { read, lineage } = await checked({
      'README.md': '# Bread\n',
      ...Object.fromEntries(QUANTIZED_NAMES.map((format) => [`bread-${format}.gguf`, header])),
    });
    expect(read).toHaveLength(5);
    expect(lineage).toMatchObject({ relation: 'quantized', certainty: 'stated', bases: [SCOUT] });
  });

  it('a merge costs the card and the recipe', async () => {
    const recipe = `models:\n- model: ${SCOUT}\n- model: meta-llama/Llama-3.1-8B-Instruct\nmerge_method: slerp\n`;
    const { read, lineage } = await checked({
      ...TOOLS,
      ...SHARDS,
      'config.json': CONFIG,
      'mergekit_config.yml': recipe,
      'README.md': card(`base_model:\n- ${SCOUT}\ntags:\n- merge`),
    });
    expect(read).toEqual(['README.md', 'mergekit_config.yml']);
    expect(lineage).toMatchObject({ relation: 'merge', licenses: ['llama-3.1', 'llama-4'] });
  });

  it('a model of another maker costs the card, the configuration and a license that is large enough', async () => {
    const others = {
      ...TOOLS,
      ...SHARDS,
      'config.json': QWEN,
      'vocab.json': '{}',
      'merges.txt': 'a b\n',
      'finetune.py': 'print("train")\n',
      'docs/usage.md': '# Usage\n',
    };
    const own = await checked(
      { ...others, 'README.md': card('license: apache-2.0'), LICENSE: PERMISSIVE },
      'Qwen/Qwen2.5-7B',
    );
    expect(own.read).toEqual(['LICENSE', 'README.md', 'config.json']);
    const derived = await checked(
      { ...others, 'README.md': card('base_model: Qwen/Qwen2.5-7B'), LICENSE: 'MIT License\n' },
      'acme/Bread',
    );
    expect(derived.read).toEqual(['README.md', 'config.json']);
    expect([own, derived].map(({ lineage, obligations }) => [lineage.relation, obligations.length])).toEqual([
      ['none', 0],
      ['none', 0],
    ]);
  });

  it('no more than 24 texts cost anything, and what is left out is told', async () => {
    const documents = Object.fromEntries(
      Array.from({ length: 100 }, (_, at) => [`docs/page-${String(at).padStart(3, '0')}.md`, '# Llama\n\nAsk it.\n']),
    );
    const { read, notes } = await checked({
      'README.md': card(`base_model: ${SCOUT}\nbase_model_relation: finetune`),
      ...documents,
    });
    expect(read).toHaveLength(24);
    expect(notes).toContainEqual(
      expect.objectContaining({ code: 'left-out', message: expect.stringContaining('77 text files') as string }),
    );
  });

  it('reading ends where the phrase is found', async () => {
    const documents = Object.fromEntries(
      Array.from({ length: 100 }, (_, at) => [
        `docs/page-${String(at).padStart(3, '0')}.md`,
        '# Llama\n\nBuilt with Llama. The [Acceptable Use Policy](https://www.llama.com/llama4/use-policy) applies. Not licensed in the EU, as it is multimodal.\n',
      ]),
    );
    const { read } = await checked({
      'README.md': card(`base_model: ${SCOUT}\nbase_model_relation: finetune`),
      NOTICE: NOTICE,
      ...documents,
    });
    expect(read).toHaveLength(8);
  });

  it('a stage goes out at once', async () => {
    const { snapshot } = counted(
      openMemory(
        {
          'README.md': card(`base_model: ${SCOUT}`),
          LICENSE: official('LICENSE').padEnd(5000),
          NOTICE: 'Ours.\n',
          'USE_POLICY.md': official('USE_POLICY.md').padEnd(5000),
        },
        null,
      ),
    );
    let [open, most] = [0, 0];
    const slow = {
      ...snapshot,
      text: async (path: string) => {
        most = Math.max(most, (open += 1));
        await new Promise((resolve) => setTimeout(resolve, 5));
        open -= 1;
        return snapshot.text(path);
      },
    };
    await examine(slow, rulebook, { name: 'acme/Bread' });
    expect(most).toBe(3);
  });
});
