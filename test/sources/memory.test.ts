import { win32 } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { TargetError } from '../../src/errors/target-error.ts';
import { TEXT_LIMIT } from '../../src/snapshot/snapshot.ts';
import { openFolder } from '../../src/sources/local/local.ts';
import { openMemory } from '../../src/sources/memory.ts';
import { lfsPointer, temporaryFolder } from './temporary-folder.ts';

describe('openMemory', () => {
  it('gives a snapshot of the files, sorted by path', async () => {
    const snapshot = openMemory({ 'b.txt': 'é', './README.md': '# Foo', 'a//c': Uint8Array.of(1, 2) }, 'org/Llama-Foo');
    expect(snapshot).toMatchObject({
      target: 'memory',
      source: 'memory',
      revision: null,
      name: { value: 'org/Llama-Foo', from: 'target' },
      omissions: [],
    });
    expect(snapshot.files).toEqual([
      { path: 'README.md', size: 5, pointer: false },
      { path: 'a/c', size: 2, pointer: false },
      { path: 'b.txt', size: 2, pointer: false },
    ]);
    expect((await snapshot.text('README.md')).text).toBe('# Foo');
    expect(await snapshot.bytes('a/c', 1, 5)).toEqual(Uint8Array.of(2));
  });

  it('takes a map, and no name', () => {
    const snapshot = openMemory(new Map<string, string | Uint8Array>([['LICENSE', 'x']]), null);
    expect(snapshot.name).toEqual({ value: '', from: 'target' });
    expect(snapshot.files.map(({ path }) => path)).toEqual(['LICENSE']);
  });

  it.each(['/etc/passwd', '../up', 'a/../../up', '..', '', '.', 'a/', 'C:\\x', '\\x'])(
    'refuses the path %j',
    (path) => {
      expect(() => openMemory({ [path]: 'x' }, null)).toThrow(TargetError);
      expect(() => openMemory({ [path]: 'x' }, null)).toThrow(expect.objectContaining({ code: 'invalid' }) as Error);
    },
  );

  it('refuses two contents for one path', () => {
    expect(() => openMemory({ 'a/b': '1', 'a/./b': '2' }, null)).toThrow('comes twice');
  });

  it('behaves as a folder with the same files would', async () => {
    const files = {
      'README.md': '\uFEFF# Foo ©',
      latin: Buffer.from('caf\xE9', 'latin1'),
      wide: Buffer.from('\uFEFFx', 'utf16le'),
      binary: 'a\0b',
      most: 'x'.repeat(TEXT_LIMIT),
      more: 'x'.repeat(TEXT_LIMIT + 1),
      'model.gguf': lfsPointer(123456789),
      LICENSE: lfsPointer(5),
      'small.gguf': 'GGUF',
      '.git/config': 'x',
      'a/node_modules/b': 'x',
      empty: '',
    };
    const memory = openMemory(files, null);
    const folder = await openFolder(temporaryFolder(files));
    expect(memory.files).toEqual(folder.files);
    for (const path of [...Object.keys(files), 'none', '../x', './README.md']) {
      expect(await memory.text(path)).toEqual(await folder.text(path));
      for (const [start, length] of [
        [0, 4],
        [2, 100],
        [-1, 4],
        [0, Infinity],
        [10, 0],
      ] as const)
        expect(await memory.bytes(path, start, length)).toEqual(await folder.bytes(path, start, length));
    }
  });

  it('is not changed by what happens to the bytes that it was given or gave', async () => {
    const input = Buffer.from('Llama');
    const snapshot = openMemory({ file: input }, null);
    input.fill(0x78);
    (await snapshot.bytes('file', 0, 5))?.fill(0x79);
    expect((await snapshot.text('file')).text).toBe('Llama');
  });

  it('holds files of any other name', async () => {
    const segment = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((name) => !/^\.\.?$|\//.test(name) && !win32.isAbsolute(`${name}/x`));
    await fc.assert(
      fc.asyncProperty(fc.oneof(segment, fc.constantFrom('__proto__', 'constructor', 'toString')), async (name) => {
        const snapshot = openMemory(new Map([[`dir/${name}`, 'x']]), null);
        expect((await snapshot.text(`dir/${name}`)).text).toBe('x');
        expect((await snapshot.text(name)).unread).toBe('missing');
      }),
    );
  });
});
