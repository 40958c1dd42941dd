import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeText } from '../../src/snapshot/decode-text.ts';
import { spliceBytes, spliceText, type Splice } from '../../src/snapshot/splice-text.ts';

const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r\n', '©', 'é', '“', '中', '😀'), maxLength: 60 });
const latin = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '©', 'é', 'ÿ'), minLength: 1, maxLength: 60 });

/** Places between whole characters, since nobody puts a line into the middle of one. */
function splicesIn(content: string): fc.Arbitrary<readonly Splice[]> {
  const borders = [0];
  for (const character of content) borders.push((borders.at(-1) ?? 0) + character.length);
  const splice = fc.tuple(
    fc.constantFrom(...borders),
    fc.constantFrom(...borders),
    fc.constantFrom('', 'x', '©\n', 'Llama'),
  );
  return fc
    .array(splice, { maxLength: 1 })
    .map((all) => all.map(([a, b, put]) => ({ start: Math.min(a, b), end: Math.max(a, b), text: put })));
}

const input = (content: fc.Arbitrary<string>) => content.chain((one) => fc.tuple(fc.constant(one), splicesIn(one)));

describe('splices in a file', () => {
  it.each<[string, (content: string) => Buffer]>([
    ['UTF-8', (content) => Buffer.from(content)],
    ['UTF-8 with a mark', (content) => Buffer.from(`\ufeff${content}`)],
    ['UTF-16, little end first', (content) => Buffer.from(`\ufeff${content}`, 'utf16le')],
    ['UTF-16, big end first', (content) => Buffer.from(`\ufeff${content}`, 'utf16le').swap16()],
  ])('of %s are what they are in its text, in the same encoding', (_, encode) => {
    fc.assert(
      fc.property(input(text), ([content, splices]) => {
        expect(Buffer.from(spliceBytes(encode(content), splices))).toEqual(encode(spliceText(content, splices)));
      }),
    );
  });

  it('of Windows-1252 are read as they were put in, and keep every other byte', () => {
    fc.assert(
      fc.property(input(latin.map((one) => `\u00e9${one}`)), ([content, splices]) => {
        const bytes = Buffer.from(content, 'latin1');
        const read = decodeText(bytes).text ?? '';
        fc.pre(read === content);
        expect(Buffer.from(spliceBytes(bytes, splices)).toString('latin1')).toBe(spliceText(content, splices));
      }),
    );
  });

  it('of bytes that are partly UTF-8 stand where the text has them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom([0x61], [0x0a], [0xe9], [0xc3, 0xa9], [0xf0, 0x9f, 0x98, 0x80], [0xff]), {
          maxLength: 30,
        }),
        fc.nat(),
        (pieces, place) => {
          const bytes = Uint8Array.from(pieces.flat());
          const content = decodeText(bytes).text ?? '';
          const borders = [0];
          for (const character of content) borders.push((borders.at(-1) ?? 0) + character.length);
          const at = borders[place % borders.length] ?? 0;
          const made = spliceBytes(bytes, [{ start: at, end: at, text: '<here>' }]);
          expect(decodeText(made).text).toBe(`${content.slice(0, at)}<here>${content.slice(at)}`);
          expect(Buffer.from(made).toString('latin1').replace('<here>', '')).toBe(
            Buffer.from(bytes).toString('latin1'),
          );
        },
      ),
    );
  });

  it('writes a copyright sign as the file would', () => {
    const sign = (bytes: Uint8Array) => [...spliceBytes(bytes, [{ start: 0, end: 0, text: '©' }])];
    expect(sign(Buffer.from('é', 'latin1'))).toEqual([0xa9, 0xe9]);
    expect(sign(Buffer.from('é'))).toEqual([0xc2, 0xa9, 0xc3, 0xa9]);
    expect(sign(new Uint8Array())).toEqual([0xc2, 0xa9]);
  });
});
