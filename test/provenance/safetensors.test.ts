import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readSafetensorsHeader, SAFETENSORS_LIMIT } from '../../src/provenance/safetensors.ts';
import { readSafetensorsOrigin } from '../../src/provenance/safetensors-bases.ts';
import { openMemory, type MemoryFiles } from '../../src/sources/memory.ts';
import { counting } from './counting.ts';

const tensor = (...shape: number[]) => ({ dtype: 'BF16', shape, data_offsets: [0, 1] });
const SCOUT = {
  'language_model.model.embed_tokens.weight': tensor(202048, 5120),
  'language_model.model.layers.0.feed_forward.router.weight': tensor(16, 5120),
  'language_model.model.layers.0.feed_forward.experts.gate_up_proj': tensor(16, 5120, 16384),
  'language_model.model.layers.0.feed_forward.shared_expert.up_proj.weight': tensor(8192, 5120),
  'vision_model.patch_embedding.linear.weight': tensor(1408, 588),
  'multi_modal_projector.linear_1.weight': tensor(5120, 4096),
};
const SHAPE = { names: true, hiddenSize: 5120, vocabSize: 202048, experts: 16 };

function file(header: unknown, claimed?: bigint): Buffer {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(claimed ?? BigInt(json.length));
  return Buffer.concat([length, json]);
}
const read = (bytes: Uint8Array) =>
  readSafetensorsHeader(openMemory({ 'model.safetensors': bytes }, null), 'model.safetensors');
const origin = (files: MemoryFiles) => readSafetensorsOrigin(openMemory(files, null));

describe('readSafetensorsHeader', () => {
  it('knows Llama 4 by its tensors, and gives the sizes', async () => {
    expect(await read(file({ __metadata__: { format: 'pt' }, ...SCOUT }))).toMatchObject({
      whole: true,
      llama4Shape: SHAPE,
    });
  });

  it.each([
    [
      'a small model of the same names',
      {
        'model.layers.0.feed_forward.router.weight': tensor(4, 16),
        'model.layers.0.feed_forward.experts.gate_up_proj': tensor(4, 16, 64),
        'model.embed_tokens.weight': tensor(1000, 16),
      },
      { names: true, hiddenSize: 16, vocabSize: 1000, experts: 4 },
    ],
    [
      'Guard 4, which is dense',
      {
        'language_model.model.layers.0.feed_forward.gate_proj.weight': tensor(8192, 5120),
        'vision_model.x': tensor(1),
        'multi_modal_projector.linear_1.weight': tensor(1),
      },
      { names: true, experts: null },
    ],
    [
      'Llama 3',
      { 'model.layers.0.mlp.gate_proj.weight': tensor(1, 1), 'lm_head.weight': tensor(128256, 4096) },
      { names: false, hiddenSize: 4096, vocabSize: 128256 },
    ],
    [
      'Llama 3.2 Vision',
      {
        'language_model.model.layers.0.mlp.up_proj.weight': tensor(1),
        'vision_model.x': tensor(1),
        'multi_modal_projector.weight': tensor(1),
      },
      { names: false },
    ],
    [
      'Jamba',
      {
        'model.layers.0.feed_forward.router.weight': tensor(16, 4096),
        'model.layers.0.feed_forward.experts.0.gate_proj.weight': tensor(1),
      },
      { names: false },
    ],
  ])('tells apart: %s', async (_, tensors, expected) => {
    expect((await read(file(tensors)))?.llama4Shape).toMatchObject(expected);
  });

  it('gives what stands before the end, wherever the header is cut', async () => {
    const bytes = file(SCOUT);
    for (let length = 10; length < bytes.length; length++) {
      expect(await read(bytes.subarray(0, length))).toMatchObject({ whole: false, metadata: new Map() });
    }
    expect((await read(bytes.subarray(0, bytes.length - 2)))?.llama4Shape).toEqual(SHAPE);
  });

  it('reads the beginning of a header that is larger than its limit, and no more', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 80_000 }, (_, index) => [`layers.${index}.x`, tensor(1, 2, 3)]),
    );
    const bytes = file({ ...SCOUT, ...many });
    const { snapshot, asked } = counting({ 'model.safetensors': bytes }, { 'model.safetensors': 5 * 1024 ** 3 });
    expect(await readSafetensorsHeader(snapshot, 'model.safetensors')).toMatchObject({
      whole: false,
      llama4Shape: SHAPE,
    });
    expect(bytes.length).toBeGreaterThan(SAFETENSORS_LIMIT);
    expect(asked()).toBeLessThanOrEqual(SAFETENSORS_LIMIT);
  });

  it('takes an escaped key, a nested value and a blank for what they are', async () => {
    const header = await read(
      file(
        ' {"__metadata__" : {"base_model":"a\\/b","x":1,"y":{"z":"}"}} , "lm_head.weight":{"shape":[3,"x"]}, "embed\\u005ftokens.weight":{"shape":[7,2]} } ',
      ),
    );
    expect(header).toMatchObject({
      whole: true,
      metadata: new Map([['base_model', 'a/b']]),
      llama4Shape: { vocabSize: 7, hiddenSize: 2 },
    });
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['a length alone', Buffer.alloc(8)],
    ['no JSON', file('hello world')],
    ['a list', file('[1, 2]')],
  ])('gives null for %s', async (_, bytes) => {
    expect(await read(bytes)).toBeNull();
  });

  it.each([
    '{'.repeat(300_000),
    `{"a":${'['.repeat(300_000)}`,
    `{"${'\\'.repeat(300_000)}`,
    `{${'"a":{},'.repeat(100_000)}`,
    `{"__metadata__":${'{"a":'.repeat(60_000)}`,
  ])('survives a header that begins like %.12s', async (json) => {
    expect(await read(file(json))).toMatchObject({ whole: false });
  });

  it('takes any bytes and any length, and asks for no more than its limit', async () => {
    const json = JSON.stringify({ __metadata__: { base_model: 'a/b' }, ...SCOUT });
    const damaged = fc
      .tuple(fc.nat(json.length), fc.string({ unit: 'binary', maxLength: 5 }))
      .map(([at, added]) => json.slice(0, at) + added + json.slice(at + 3));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(damaged, fc.json(), fc.string({ unit: 'binary' })),
        fc.option(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
        fc.nat(5 * 1024 ** 3),
        async (header, claimed, size) => {
          const { snapshot, asked } = counting(
            { 'model.safetensors': file(header, claimed ?? undefined) },
            { 'model.safetensors': size },
          );
          const { bases } = await readSafetensorsOrigin(snapshot);
          for (const { written } of bases) expect(written).not.toBe('');
          expect(asked()).toBeLessThanOrEqual(SAFETENSORS_LIMIT);
        },
      ),
    );
  });
});

describe('readSafetensorsOrigin', () => {
  it('gives bases and licenses that the metadata names', async () => {
    const header = {
      __metadata__: {
        format: 'pt',
        base_model: 'meta-llama/Llama-4-Scout-17B-16E',
        ss_base_model_version: 'llama 4',
        'modelspec.architecture': 'llama-4/lora',
        'modelspec.merged_from': 'a/b, c/d',
        'modelspec.license': 'llama4',
      },
    };
    const { bases, licenses } = await origin({ 'adapter_model.safetensors': file(header) });
    expect(bases.map(({ written, relation, most }) => [written, relation, most])).toEqual([
      ['meta-llama/Llama-4-Scout-17B-16E', 'adapter', 'stated'],
      ['llama 4', 'adapter', 'likely'],
      ['a/b', 'merge', 'likely'],
      ['c/d', 'merge', 'likely'],
    ]);
    expect(bases[0]?.evidence).toEqual({
      file: 'adapter_model.safetensors',
      line: null,
      column: null,
      says: 'base_model: meta-llama/Llama-4-Scout-17B-16E',
    });
    expect(licenses.map(({ written }) => written)).toEqual(['llama4']);
  });

  it('reads of sixty shards the index and those headers that tell the sizes', async () => {
    const names = Object.keys(SCOUT);
    const shard = (index: number) => `model-${String(index + 1).padStart(5, '0')}-of-00060.safetensors`;
    const files = new Map<string, string | Uint8Array>(
      Array.from({ length: 60 }, (_, index) => [shard(index), file({})]),
    );
    files.set(shard(0), file(SCOUT));
    files.set(
      'model.safetensors.index.json',
      JSON.stringify({
        metadata: {},
        weight_map: Object.fromEntries(names.map((name, index) => [name, shard(index < 3 ? 0 : index)])),
      }),
    );
    const { snapshot, asked } = counting(
      files,
      Object.fromEntries([...files.keys()].map((path) => [path, 4 * 1024 ** 3])),
    );
    expect(await readSafetensorsOrigin(snapshot)).toMatchObject({
      llama4Shape: SHAPE,
      shapeFrom: 'model.safetensors.index.json',
    });
    expect(asked()).toBeLessThanOrEqual(3 * 64 * 1024);
  });

  it('reads the first shard when there is no index that can be read', async () => {
    expect(
      await origin({
        'model-00001-of-00002.safetensors': file(SCOUT),
        'model-00002-of-00002.safetensors': file({}),
        'model.safetensors.index.json': '{',
      }),
    ).toMatchObject({ llama4Shape: SHAPE, shapeFrom: 'model-00001-of-00002.safetensors' });
  });

  it('says nothing without such files', async () => {
    expect(await origin({ 'README.md': '' })).toEqual({
      bases: [],
      licenses: [],
      llama4Shape: { names: false, hiddenSize: null, vocabSize: null, experts: null },
      shapeFrom: null,
    });
  });
});
