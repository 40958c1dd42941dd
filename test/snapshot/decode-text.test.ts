import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeText } from '../../src/snapshot/decode-text.ts';
import { TEXT_LIMIT } from '../../src/snapshot/snapshot.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const wide = (text: string, order: 'le' | 'be'): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16());
};
const textOf = (bytes: Uint8Array): string | null => decodeText(bytes).text;

describe('decodeText', () => {
  it('reads UTF-8', () => {
    expect(decodeText(utf8('Copyright © Meta, “Built with Llama” 🦙\r\n'))).toEqual({
      text: 'Copyright © Meta, “Built with Llama” 🦙\r\n',
      unread: null,
      utf8: true,
    });
  });

  it('reads an empty file as an empty text', () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: '', unread: null, utf8: true });
  });

  it('drops a byte order mark, so that line 1 begins after it', () => {
    expect(decodeText(utf8('\uFEFF---\n'))).toEqual({ text: '---\n', unread: null, utf8: true });
    expect(decodeText(utf8('\uFEFF'))).toEqual({ text: '', unread: null, utf8: true });
    expect(textOf(utf8('a\uFEFFb'))).toBe('a\uFEFFb');
  });

  it.each(['le', 'be'] as const)(
    'reads UTF-16 (%s) with its byte order mark, and says that it is not UTF-8',
    (order) => {
      expect(decodeText(wide('---\nlicense: llama4 © 🦙', order))).toEqual({
        text: '---\nlicense: llama4 © 🦙',
        unread: null,
        utf8: false,
      });
    },
  );

  it('reads Latin-1 and Windows-1252 leniently', () => {
    expect(decodeText(latin1('Copyright \xA9 Meta, caf\xE9'))).toEqual({
      text: 'Copyright © Meta, café',
      unread: null,
      utf8: false,
    });
    expect(textOf(latin1('\x93Built with Llama\x94 \x96 \x80\x92'))).toBe('“Built with Llama” – €’');
  });

  it('keeps the © of a UTF-8 text that has one stray byte, or is cut within a character', () => {
    expect(textOf(Buffer.concat([utf8('\uFEFFCopyright © Meta, Meta'), latin1('\x92s')]))).toBe(
      'Copyright © Meta, Meta’s',
    );
    expect(textOf(Buffer.concat([utf8('Copyright © Meta 🦙'), utf8('é').subarray(0, 1)]))).toBe('Copyright © Meta 🦙Ã');
  });

  it('calls a file with an early NUL binary, in UTF-16 too', () => {
    expect(decodeText(utf8('GGUF\u0003\0\0\0'))).toEqual({ text: null, unread: 'binary' });
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0, 0, 0x41, 0, 0, 0))).toEqual({ text: null, unread: 'binary' });
  });

  it('does not look for a NUL beyond the first 8 KiB', () => {
    expect(textOf(utf8(`${'x'.repeat(8192)}\0`))).toHaveLength(8193);
  });

  it('reads as much as the limit and no more', () => {
    expect(textOf(new Uint8Array(TEXT_LIMIT).fill(0x61))).toHaveLength(TEXT_LIMIT);
    expect(decodeText(new Uint8Array(TEXT_LIMIT + 1).fill(0x61))).toEqual({ text: null, unread: 'too-large' });
  });

  it('does not take a pointer for the text', () => {
    expect(
      decodeText(utf8(`version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 9\n`)),
    ).toEqual({ text: null, unread: 'pointer' });
  });

  it('survives any bytes, and gives a text or a reason', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const read = decodeText(bytes);
        expect(read.text === null).toBe(read.unread !== null);
      }),
    );
  });

  it('gives UTF-8 and UTF-16 back as they were written', () => {
    const text = fc
      .string({ unit: 'grapheme' })
      .filter((value) => !value.includes('\0') && !value.startsWith('\uFEFF'));
    fc.assert(
      fc.property(text, (value) => {
        expect(textOf(utf8(value))).toBe(value);
        expect(textOf(utf8(`\uFEFF${value}`))).toBe(value);
        expect(textOf(wide(value, 'le'))).toBe(value);
        expect(textOf(wide(value, 'be'))).toBe(value);
      }),
    );
  });

  it('reads each byte of a Latin-1 text that cannot be UTF-8 as one character', () => {
    const byte = fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xc1 }));
    fc.assert(
      fc.property(fc.array(byte), (bytes) => {
        const input = Uint8Array.from([...bytes, 0xe9]);
        expect(textOf(input)).toBe(Buffer.from(input).toString('latin1'));
      }),
    );
  });
});
