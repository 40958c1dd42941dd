import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readMergeRecipes } from '../../src/provenance/merge-recipe.ts';
import { readTrainerConfigs } from '../../src/provenance/trainer-config.ts';
import { openMemory } from '../../src/sources/memory.ts';

const merge = async (text: string, path = 'mergekit_config.yml') =>
  (await readMergeRecipes(openMemory({ [path]: text }, null))).bases;
const train = async (text: string, path = 'config.yml') =>
  (await readTrainerConfigs(openMemory({ [path]: text }, null))).bases;
const written = (bases: readonly { readonly written: string }[]) => bases.map((base) => base.written);

describe('readMergeRecipes', () => {
  it.each([
    [
      'models and a base',
      'merge_method: ties\nbase_model: a/base\nmodels:\n  - model: a/one\n    parameters: {weight: 0.5}\n  - model: a/two\ntokenizer_source: base\n',
      ['a/base', 'a/one', 'a/two'],
    ],
    [
      'slices',
      'slices:\n- sources:\n  - model: a/one\n    layer_range: [0, 16]\n  - model: a/two\n- sources:\n  - model: a/one\ndtype: bfloat16\n',
      ['a/one', 'a/two'],
    ],
    [
      'experts',
      'base_model: a/base\nexperts:\n  - source_model: a/one\n    positive_prompts: ["model: x/y"]\nshared_experts:\n  - source_model: a/two\n',
      ['a/base', 'a/one', 'a/two'],
    ],
    [
      'adapters',
      'models:\n  - model: a/one@main+b/lora\n  - model: "a/two + /home/me/lora"\n',
      ['a/one@main', 'b/lora', 'a/two', '/home/me/lora'],
    ],
    [
      'models in full',
      'models:\n  - model:\n      model: {path: a/one, revision: main}\n      lora: {path: b/lora}\n',
      ['a/one', 'b/lora'],
    ],
    ['modules', 'modules:\n  text_decoder:\n    slices:\n      - sources:\n        - model: a/one\n', ['a/one']],
    ['one line', '{models: [{model: a/one}], base_model: a/two}', ['a/one', 'a/two']],
  ])('finds %s', async (_, text, expected) => {
    const bases = await merge(text);
    expect(written(bases)).toEqual(expected);
    expect(
      bases.every(({ by, relation, most }) => by === 'merge-recipe' && relation === 'merge' && most === 'stated'),
    ).toBe(true);
  });

  it('says where each stands', async () => {
    const bases = await merge(
      'models:\r\n  - model: a/one+b/lora\r\n  - model: "a/two"\r\n',
      'mergekit_moe_config.yaml',
    );
    expect(bases.map(({ evidence }) => evidence)).toEqual([
      { file: 'mergekit_moe_config.yaml', line: 2, column: 12, says: 'model: a/one+b/lora' },
      { file: 'mergekit_moe_config.yaml', line: 2, column: 18, says: 'model: a/one+b/lora' },
      { file: 'mergekit_moe_config.yaml', line: 3, column: 13, says: 'model: a/two' },
    ]);
  });

  it.each([
    '',
    ': [',
    'a/b',
    '- a',
    'model: 4',
    'models: {model: }',
    '[{model: '.repeat(500),
    'a: &a [*a]\nmodels: *a',
  ])('finds nothing in %j', async (text) => {
    expect(await merge(text)).toEqual([]);
  });

  it('finds the same with line ends of any kind, in the same lines', async () => {
    const recipe =
      'models:\n  - model: a/one\n    parameters:\n      weight: 1\n  - model: a/two\nbase_model: a/base\n';
    const bases = await merge(recipe);
    expect(written(bases)).toEqual(['a/one', 'a/two', 'a/base']);
    expect(await merge(recipe.replaceAll('\n', '\r'))).toEqual(bases);
    expect(await merge(recipe.replaceAll('\n', '\r\n'))).toEqual(bases);
  });

  it('looks only at recipes at the root', async () => {
    expect(await merge('base_model: a/b', 'examples/mergekit_config.yml')).toEqual([]);
    expect(written(await merge('base_model: a/b', 'merge.yaml'))).toEqual(['a/b']);
  });

  it('takes any text', async () => {
    const words = fc.constantFrom(
      'models:',
      '- ',
      'model: ',
      'a/b',
      '+',
      '\n',
      '  ',
      '"',
      '{',
      '[',
      '&x',
      '*x',
      'slices:',
      'base_model: ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(words, fc.string({ unit: 'binary' }))), async (parts) => {
        for (const { evidence, written: name } of await merge(parts.join(''))) {
          expect(name).not.toBe('');
          expect(evidence.line).toBeGreaterThan(0);
          expect(evidence.column).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('readTrainerConfigs', () => {
  it.each([
    [
      'axolotl',
      'axolotl_config.yaml',
      'base_model: a/b # comment\nload_in_4bit: true\ndatasets:\n  - path: c/d\nadapter: qlora\n',
      'stated a/b',
    ],
    ['axolotl under the usual name', 'config.yml', 'base_model: a/b\nmicro_batch_size: 2\n', 'stated a/b'],
    [
      'LLaMA-Factory',
      'llama4_lora_sft.yaml',
      '### model\nmodel_name_or_path: a/b\nfinetuning_type: lora\n',
      'stated a/b',
    ],
    [
      'TRL, nested',
      'recipe.yaml',
      'model_args:\n  model_name_or_path: a/b\ntraining_args:\n  learning_rate: 1e-5\n',
      'stated a/b',
    ],
    ['unsloth', 'train.json', '{\n\t"model_name": "a/b",\n\t"max_seq_length": 2048,\n\t"lora_r": 16\n}', 'stated a/b'],
    [
      'torchtune',
      'custom.yaml',
      'checkpointer:\n  checkpoint_dir: /tmp/Llama-4-Scout-17B-16E-Instruct/\noptimizer:\n  lr: 1\n',
      'likely /tmp/Llama-4-Scout-17B-16E-Instruct/',
    ],
    ['a base without any sign of training', 'settings.yaml', 'base_model: a/b\n', 'likely a/b'],
  ])('%s', async (_, path, text, expected) => {
    expect((await train(text, path)).map((base) => `${base.most} ${base.written}`)).toEqual([expected]);
  });

  it('says where', async () => {
    expect(await train('load: 1\nbase_model:   "a/b"\nlr: 1\n')).toEqual([
      {
        by: 'trainer-config',
        written: 'a/b',
        relation: null,
        most: 'stated',
        evidence: { file: 'config.yml', line: 2, column: 15, says: 'base_model: a/b' },
      },
    ]);
  });

  it.each([
    ['lm_eval.yaml', 'model_name_or_path: a/b\ntasks: [mmlu]\n'],
    ['server.yaml', 'model: a/b\nport: 8000\n'],
    ['app.json', '{"model_name": "a/b"}'],
    ['config.json', '{"base_model": "a/b", "lr": 1}'],
    ['adapter_config.json', '{"base_model_name_or_path": "a/b", "lora_alpha": 1}'],
    ['.github/workflows/train.yaml', 'base_model: a/b'],
    ['examples/train.yaml', 'base_model: a/b'],
    ['train.yaml', 'base_model: ${MODEL}\nlr: 1'],
    ['train.yaml', 'base_model:\nlr: 1'],
    ['train.yaml', 'base_model: [a/b'],
    ['mergekit_config.yml', 'base_model: a/b'],
  ])('gives nothing for %s: %j', async (path, text) => {
    expect(await train(text, path)).toEqual([]);
  });

  it('takes any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.constantFrom('base_model: ', 'lr: 1', '\n', 'a/b', '{', '"', 'model:\n  '),
            fc.string({ unit: 'binary' }),
          ),
        ),
        async (parts) => {
          for (const { evidence } of await train(parts.join(''))) expect(evidence.line).toBeGreaterThan(0);
        },
      ),
    );
  });
});
