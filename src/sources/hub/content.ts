import { hashInTag, isContent, type ContentHash } from '../content-hash.ts';
import { RemoteError } from '../../errors/remote-error.ts';

// A proxy or the login of a network answers with status 200 as well, and an answer may end too early: what is no
// content of the file may neither be judged nor kept.

/** A file that is asked for, as far as the Hub has told of it. */
export interface WantedFile {
  readonly path: string;
  /** Bytes of the whole file. */
  readonly size: number | null;
  readonly hash: ContentHash | null;
}

/**
 * The same with what the headers of an answer tell beyond it: those of a redirect to a large file tell of that file.
 */
export function toldOf(file: WantedFile, headers: Headers): WantedFile {
  const size = headers.get('x-linked-size') ?? '';
  return {
    path: file.path,
    size: file.size ?? (/^\d{1,15}$/.test(size) ? Number(size) : null),
    hash: file.hash ?? hashInTag(headers.get('x-linked-etag') ?? headers.get('etag')),
  };
}

/** The whole file. Throws a `RemoteError` for what is not its content, or cannot be known for it. */
export function checkedWhole(bytes: Uint8Array, { size, hash }: WantedFile): Uint8Array {
  if (size !== null && bytes.length !== size) throw shorter(bytes.length, size);
  if (hash !== null ? isContent(bytes, hash) : size !== null) return bytes;
  throw new RemoteError('network', hash === null ? UNKNOWN : OTHER);
}

/**
 * A part of the file, from an answer that may hold more. Throws a `RemoteError` as `checkedWhole` does, as far as a
 * part can be checked.
 */
export function checkedPart(
  body: Uint8Array,
  { start, length }: { readonly start: number; readonly length: number },
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  { size, hash }: WantedFile,
): Uint8Array {
  const whole =
    status === 206 ? /\/(\d{1,15})$/.exec(headers.get('content-range') ?? '')?.[1] : headers.get('content-length');
  if (size === null || status === 416 || whole === undefined || whole === null)
    throw new RemoteError('network', UNKNOWN);
  if (Number(whole) !== size) throw shorter(Number(whole), size);
  const bytes = status === 206 ? body.subarray(0, length) : body.subarray(start, start + length);
  const expected = Math.min(length, Math.max(0, size - start));
  if (bytes.length !== expected) throw shorter(bytes.length, expected);
  if (hash !== null && bytes.length === size && !isContent(bytes, hash)) throw new RemoteError('network', OTHER);
  return bytes;
}

const BETWEEN = 'a proxy or a login may stand in between';
const OTHER = `gave another content than that of the file: ${BETWEEN}`;
const UNKNOWN = `gave what cannot be told to be the file: ${BETWEEN}`;

function shorter(bytes: number, size: number): RemoteError {
  return new RemoteError('network', `gave ${bytes} bytes of a file in the place of ${size}: ${BETWEEN}`);
}
