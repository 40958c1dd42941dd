import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mayBePointer, pointedSize } from '../../src/snapshot/lfs-pointer.ts';

const OID = `oid sha256:${'4d'.repeat(32)}`;
const VERSION = 'version https://git-lfs.github.com/spec/v1';
const sizeIn = (text: string): number | null => pointedSize(new TextEncoder().encode(text));

describe('pointedSize', () => {
  it('reads the size of the file that a pointer stands for', () => {
    expect(sizeIn(`${VERSION}\n${OID}\nsize 4976698672\n`)).toBe(4976698672);
    expect(sizeIn(`${VERSION}\next-0-foo sha256:${'0'.repeat(64)}\n${OID}\nsize 0\n`)).toBe(0);
    expect(sizeIn(`${VERSION}\r\n${OID}\r\nsize 12\r\n`)).toBe(12);
  });

  it.each([
    ['a text that only quotes one', `See:\n${VERSION}\n${OID}\nsize 1\n`],
    ['no oid', `${VERSION}\n${'x'.repeat(80)}\nsize 1\n`],
    ['another hash', `${VERSION}\noid md5:${'0'.repeat(64)}\nsize 1\n`],
    ['no size', `${VERSION}\n${OID}\n`],
    ['a size that is no number of bytes', `${VERSION}\n${OID}\nsize -1\n`],
    ['a size beyond all files', `${VERSION}\n${OID}\nsize ${'9'.repeat(400)}\n`],
    ['a text longer than any pointer', `${VERSION}\n${OID}\nsize 1\n${'x'.repeat(1024)}`],
    ['nothing', ''],
  ])('is null for %s', (_, text) => {
    expect(sizeIn(text)).toBeNull();
  });

  it('survives any bytes after the first line', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1100 }), (bytes) => {
        expect(pointedSize(Buffer.concat([Buffer.from(`${VERSION}\n`), bytes]))).toBeNull();
      }),
    );
  });
});

describe('mayBePointer', () => {
  it('looks at small files only, and not at texts', () => {
    expect(mayBePointer('model-00001-of-00050.safetensors', 135)).toBe(true);
    expect(mayBePointer('gguf/model.Q4_K_M.gguf', 135)).toBe(true);
    expect(mayBePointer('tokenizer.json', 133)).toBe(true);
    expect(mayBePointer('model.gguf', 99)).toBe(false);
    expect(mayBePointer('model.gguf', 1025)).toBe(false);
    expect(mayBePointer('README.MD', 135)).toBe(false);
    expect(mayBePointer('notes.txt', 135)).toBe(false);
    expect(mayBePointer('v1.0/LICENSE', 135)).toBe(true);
  });
});
