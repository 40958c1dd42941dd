import { isUtf8 } from 'node:buffer';

import { pointedSize } from './lfs-pointer.ts';
import type { FileText } from './file-text.ts';
import { TEXT_LIMIT } from './snapshot.ts';

/** A NUL within this many bytes identifies a binary file, as in Git. */
const BINARY_WINDOW = 8 * 1024;

/**
 * The characters of Windows-1252 in place of Latin-1's control characters 80 to 9F. TextDecoder gets them wrong:
 * nodejs/node#56542.
 */
const WINDOWS_1252 =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

/** One UTF-8 character of several bytes, or one byte of 80 to 9F, in bytes read as Latin-1. */
export const HIGH_BYTES = /[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}|[\x80-\x9F]/g;

/**
 * The text of a whole file: UTF-8, UTF-16 with a byte order mark, or else UTF-8 with every invalid byte read as
 * Windows-1252 (a cut character or one pasted quote must not garble the © of a notice). The byte order mark is removed.
 * A file beyond `TEXT_LIMIT` is `too-large`, and one with an early NUL is `binary`. Never throws.
 */
export function decodeText(bytes: Uint8Array): FileText {
  if (bytes.length > TEXT_LIMIT) return { text: null, unread: 'too-large' };
  if (pointedSize(bytes) !== null) return { text: null, unread: 'pointer' };
  const wide = wideEncoding(bytes);
  if (wide !== null) {
    const text = new TextDecoder(wide).decode(bytes);
    return text.slice(0, BINARY_WINDOW).includes('\0')
      ? { text: null, unread: 'binary' }
      : { text, unread: null, utf8: false };
  }
  if (bytes.subarray(0, BINARY_WINDOW).includes(0)) return { text: null, unread: 'binary' };
  if (isUtf8(bytes)) return { text: new TextDecoder().decode(bytes), unread: null, utf8: true };
  return { text: decodeMixed(bytes), unread: null, utf8: false };
}

/** UTF-16 by its byte order mark; null without one. */
export function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function decodeMixed(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const text = latin1.replace(HIGH_BYTES, (found) =>
    found.length === 1
      ? WINDOWS_1252.charAt(found.charCodeAt(0) - 0x80)
      : Buffer.from(found, 'latin1').toString('utf8'),
  );
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The byte of a character in Windows-1252; null if it has no such character. */
export function byteOfWindows1252(character: string): number | null {
  const at = WINDOWS_1252.indexOf(character);
  if (at >= 0) return 0x80 + at;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : null;
}
