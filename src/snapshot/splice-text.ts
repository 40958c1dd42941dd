import { isUtf8 } from 'node:buffer';

import { byteOfWindows1252, HIGH_BYTES, wideEncoding } from './decode-text.ts';

/** Text to put in the place of `text.slice(start, end)`, where `text` is what `decodeText` makes of a file. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text with the splices made. They may stand in any order, but must not overlap; those at one place keep their
 * order.
 */
export function spliceText(text: string, splices: readonly Splice[]): string {
  let made = '';
  let at = 0;
  for (const splice of inOrder(splices)) {
    made += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return made + text.slice(at);
}

/**
 * The bytes of a file with splices made in its text: what is put in has the file's own encoding, and every other byte
 * stays as it is, the byte order mark and bytes that are no text included.
 */
export function spliceBytes(bytes: Uint8Array, splices: readonly Splice[]): Uint8Array {
  const { encode, offset } = codec(bytes);
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const splice of inOrder(splices)) {
    parts.push(bytes.subarray(at, offset(splice.start)), encode(splice.text));
    at = offset(splice.end);
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}

function inOrder(splices: readonly Splice[]): Splice[] {
  return [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
}

interface Codec {
  readonly encode: (text: string) => Uint8Array;
  /** The byte at which a character of the decoded text begins. */
  readonly offset: (at: number) => number;
}

function codec(bytes: Uint8Array): Codec {
  const wide = wideEncoding(bytes);
  if (wide !== null) {
    const encode = (text: string) =>
      wide === 'utf-16le' ? Buffer.from(text, 'utf16le') : Buffer.from(text, 'utf16le').swap16();
    // The byte of a character that is cut off stays the last one, so that what is put in before it can be read.
    const end = bytes.length - (bytes.length % 2);
    return { encode, offset: (at) => Math.min(2 + 2 * at, end) };
  }
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (isUtf8(bytes)) {
    const text = new TextDecoder().decode(bytes);
    return { encode: (added) => Buffer.from(added), offset: (at) => mark + Buffer.byteLength(text.slice(0, at)) };
  }
  return mixedCodec(bytes, mark);
}

/**
 * For a file that is no UTF-8: what is put in is Windows-1252 if the file has no character of several bytes, as its
 * readers will take it.
 */
function mixedCodec(bytes: Uint8Array, mark: number): Codec {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const long = [...latin1.slice(mark).matchAll(HIGH_BYTES)].filter(([found]) => found.length > 1);
  const encode = (text: string) => (long.length === 0 ? windows1252(text) : null) ?? Buffer.from(text);
  return {
    encode,
    offset(at) {
      let shift = mark;
      for (const { 0: found, index } of long) {
        const begins = index + mark - shift;
        if (begins >= at) break;
        shift += found.length - Buffer.from(found, 'latin1').toString('utf8').length;
      }
      return at + shift;
    },
  };
}

/** Null when a character has no byte there. */
function windows1252(text: string): Uint8Array | null {
  const bytes = Array.from(text, byteOfWindows1252);
  return bytes.every((byte) => byte !== null) ? Uint8Array.from(bytes) : null;
}
