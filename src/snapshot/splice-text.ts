import { isUtf8 } from 'node:buffer';

import { byteOfWindows1252, HIGH_BYTES, wideEncoding } from './decode-text.ts';

/** Text that replaces `text.slice(start, end)`, where `text` is a file decoded by `decodeText`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text with the splices made. They can be in any order, but must not overlap; splices at one place keep their
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
 * The bytes of a file with splices made in its text: new text has the file's own encoding, and every other byte stays
 * as it is, including the byte order mark and invalid bytes.
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
    // The byte of a cut-off character stays the last one, so that text before it is readable.
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
 * For a file that is not UTF-8: new text is Windows-1252 if the file has no multi-byte character, as readers will
 * decode it.
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

/** Null if a character has no byte there. */
function windows1252(text: string): Uint8Array | null {
  const bytes = Array.from(text, byteOfWindows1252);
  return bytes.every((byte) => byte !== null) ? Uint8Array.from(bytes) : null;
}
