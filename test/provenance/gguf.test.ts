import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { GGUF_LIMIT, readGguf } from '../../src/provenance/gguf.ts';
import { ggufFiles, ggufOrigin } from '../../src/provenance/gguf-bases.ts';
import { openMemory } from '../../src/sources/memory.ts';
import { gguf, type Typed } from './build-gguf.ts';
import { counting } from './counting.ts';

type Entries = readonly (readonly [string, Typed | string | number])[];

const BASE: Entries = [
  ['general.architecture', 'llama4'],
  ['general.license', 'other'],
  ['general.license.name', 'llama4'],
  ['general.file_type', 15],
  ['general.base_model.count', 1],
  ['general.base_model.0.name', 'Llama 4 Scout 17B 16E Instruct'],
  ['general.base_model.0.organization', 'Meta Llama'],
  ['general.base_model.0.repo_url', 'https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct'],
  ['general.tags', { type: 'strings', value: ['llama', 'meta'] }],
];
const TOKENS: Typed = { type: 'strings', value: Array.from({ length: 200_000 }, (_, index) => `token ${index}`) };

const read = (bytes: Uint8Array) => readGguf(openMemory({ 'a.gguf': bytes }, null), 'a.gguf');
async function origin(entries: Entries) {
  const header = await read(gguf(entries));
  if (header === null) throw new Error('no header');
  return ggufOrigin(header);
}

describe('readGguf', () => {
  it.each([1, 2, 3] as const)('reads version %d in both byte orders', async (version) => {
    for (const littleEndian of [true, false]) {
      const header = await read(gguf(BASE, { version, littleEndian }));
      expect(header).toMatchObject({ path: 'a.gguf', version, littleEndian, whole: true });
      expect(header?.values.get('general.architecture')).toBe('llama4');
      expect(header?.values.get('general.file_type')).toBe(15);
      expect(header?.values.get('general.tags')).toEqual(['llama', 'meta']);
    }
  });

  it('finds keys behind a large tokenizer, nested arrays and a long text', async () => {
    const bytes = gguf([
      ['tokenizer.ggml.tokens', TOKENS],
      ['tokenizer.ggml.scores', { type: 'floats', count: 500_000 }],
      ['x.nested', { type: 'nested', value: [['a', 'b'], [], ['c']] }],
      ['tokenizer.chat_template', 'x'.repeat(300_000)],
      ...BASE,
    ]);
    const { snapshot, asked } = counting({ 'a.gguf': bytes });
    const header = await readGguf(snapshot, 'a.gguf');
    expect(header?.whole).toBe(true);
    expect(header?.values.size).toBe(BASE.length);
    expect(asked()).toBeLessThan(bytes.length);
  });

  it('asks for the first 64 KiB only when they hold all keys, however large the file', async () => {
    const bytes = Buffer.concat([gguf(BASE), Buffer.alloc(100_000)]);
    const { snapshot, asked } = counting({ 'a.gguf': bytes }, { 'a.gguf': 50 * 1024 ** 3 });
    expect((await readGguf(snapshot, 'a.gguf'))?.values.size).toBe(BASE.length);
    expect(asked()).toBe(64 * 1024);
  });

  it('keeps the first value of a key that comes twice', async () => {
    expect(
      (
        await read(
          gguf([
            ['general.name', 'one'],
            ['general.name', 'two'],
          ]),
        )
      )?.values.get('general.name'),
    ).toBe('one');
  });

  it('gives what stands before the end, wherever a file is cut', async () => {
    const bytes = gguf(BASE);
    for (let length = 0; length < bytes.length; length++) {
      const header = await read(bytes.subarray(0, length));
      expect(header === null).toBe(length < 8);
      expect(header?.whole ?? false).toBe(false);
    }
  });

  it.each([
    ['the number of keys', gguf(BASE, { keyCount: 2n ** 64n - 1n })],
    ['the length of a string', Buffer.concat([gguf(BASE, { keyCount: 99n }), Buffer.alloc(8, 0xff)])],
    [
      'the length of an array',
      Buffer.concat([
        gguf(BASE, { keyCount: 99n }),
        Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0x78, 9, 0, 0, 0, 8, 0, 0, 0]),
        Buffer.alloc(8, 0xff),
      ]),
    ],
    [
      'the size of an array',
      Buffer.concat([
        gguf(BASE, { keyCount: 99n }),
        Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0x78, 9, 0, 0, 0, 12, 0, 0, 0]),
        Buffer.from([0, 0, 0, 0, 0, 0, 0x20, 0]),
      ]),
    ],
    [
      'the type of a value',
      Buffer.concat([gguf(BASE, { keyCount: 99n }), Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0x78, 77, 0, 0, 0])]),
    ],
  ])('keeps what it read when %s is a lie', async (_, bytes) => {
    const header = await read(bytes);
    expect(header?.whole).toBe(false);
    expect(header?.values.size).toBe(BASE.length);
  });

  it('gives up on arrays that nest without end', async () => {
    const deep = Buffer.concat([
      gguf([], { keyCount: 1n }),
      Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0x78, 9, 0, 0, 0]),
      ...Array.from({ length: 5000 }, () => Buffer.from([9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])),
    ]);
    expect(await read(deep)).toMatchObject({ whole: false });
  });

  it.each([
    ['empty', ''],
    ['text', 'GGML and so on'],
    ['another version', Buffer.from('GGUF\x04\0\0\0')],
    ['a pointer', `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 123\n`],
  ])('gives null for %s', async (_, bytes) => {
    expect(await readGguf(openMemory({ 'a.gguf': bytes }, null), 'a.gguf')).toBeNull();
    expect(await readGguf(openMemory({}, null), 'a.gguf')).toBeNull();
  });

  it('takes any bytes, and asks for no more than its limit', async () => {
    const whole = gguf(BASE);
    const damaged = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 6 })
      .map((changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        return bytes;
      });
    const headed = fc
      .uint8Array({ maxLength: 400 })
      .map((tail) => Buffer.concat([Buffer.from('GGUF\x03\0\0\0'), tail]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, headed, fc.uint8Array()), fc.nat(50 * 1024 ** 3), async (bytes, size) => {
        const { snapshot, asked } = counting({ 'a.gguf': bytes }, { 'a.gguf': size });
        const header = await readGguf(snapshot, 'a.gguf');
        for (const base of header === null ? [] : ggufOrigin(header).bases) expect(base.written).not.toBe('');
        expect(asked()).toBeLessThanOrEqual(GGUF_LIMIT);
      }),
    );
  });

  it('stops at its limit in a tokenizer that is larger still', async () => {
    // Empty strings: as many lengths as there are bytes for.
    const start = Buffer.concat([
      gguf([], { keyCount: 2n }),
      Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0x78, 9, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
    ]);
    const { snapshot, asked } = counting({ 'a.gguf': Buffer.concat([start, Buffer.alloc(GGUF_LIMIT + 1000)]) });
    expect(await readGguf(snapshot, 'a.gguf')).toMatchObject({ whole: false });
    expect(asked()).toBeLessThanOrEqual(GGUF_LIMIT);
  });
});

describe('ggufOrigin', () => {
  it('prefers the link to the base, and gives the licenses as written', async () => {
    expect(await origin(BASE)).toEqual({
      bases: [
        {
          by: 'gguf',
          written: 'https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct',
          relation: null,
          most: 'stated',
          evidence: {
            file: 'a.gguf',
            line: null,
            column: null,
            says: 'general.base_model.0.repo_url: https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct',
          },
        },
      ],
      licenses: [
        { written: 'other', evidence: { file: 'a.gguf', line: null, column: null, says: 'general.license: other' } },
        {
          written: 'llama4',
          evidence: { file: 'a.gguf', line: null, column: null, says: 'general.license.name: llama4' },
        },
      ],
    });
  });

  const name: Entries[number] = ['general.base_model.0.name', 'Llama 4 Scout 17B 16E'];
  it.each<[string, Entries, string[]]>([
    [
      'organization and name',
      [name, ['general.base_model.0.organization', 'Meta Llama']],
      ['- stated Meta-Llama/Llama-4-Scout-17B-16E'],
    ],
    ['a name alone', [name], ['- likely Llama 4 Scout 17B 16E']],
    [
      'a link to an account only',
      [name, ['general.base_model.0.repo_url', 'https://huggingface.co/unsloth']],
      ['- likely Llama 4 Scout 17B 16E'],
    ],
    [
      'several, in the order of their numbers',
      [
        ['general.base_model.1.name', 'B 2'],
        ['general.base_model.10.name', 'C 3'],
        ['general.base_model.0.name', 'A 1'],
      ],
      ['- likely A 1', '- likely B 2', '- likely C 3'],
    ],
    ['an adapter', [['adapter.type', 'lora'], name], ['adapter likely Llama 4 Scout 17B 16E']],
    [
      'the source',
      [
        ['general.source.huggingface.repository', 'a/b'],
        ['general.source.url', 'https://huggingface.co/c/d'],
      ],
      ['- stated a/b', '- stated https://huggingface.co/c/d'],
    ],
    [
      'the model’s own page',
      [
        ['general.repo_url', 'https://huggingface.co/a/b'],
        ['general.url', 'https://example.org'],
      ],
      ['- likely https://huggingface.co/a/b'],
    ],
    [
      'nothing but a name of its own',
      [
        ['general.name', 'Llama 4 Foo'],
        ['general.base_model.0.name', ' '],
        ['general.base_model.1.name', 7],
      ],
      [],
    ],
  ])('%s', async (_, entries, expected) => {
    expect(
      (await origin(entries)).bases.map(({ relation, most, written }) => `${relation ?? '-'} ${most} ${written}`),
    ).toEqual(expected);
  });
});

describe('ggufFiles', () => {
  it('takes the first part of a set, models before projectors, and four at most', () => {
    const paths = [
      'mmproj-F16.gguf',
      'Q4/x-00001-of-00003.gguf',
      'Q4/x-00002-of-00003.gguf',
      'Q8.GGUF',
      'README.md',
      'Q2.gguf',
      'deep/er/y.gguf',
    ];
    const files = [
      ...paths.map((path) => ({ path, size: 1, pointer: false })),
      { path: 'a.gguf', size: 1, pointer: true },
    ];
    expect(ggufFiles(files)).toEqual(['Q8.GGUF', 'Q2.gguf', 'Q4/x-00001-of-00003.gguf', 'deep/er/y.gguf']);
  });
});
