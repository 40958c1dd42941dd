import { createHash } from 'node:crypto';

/** A file of any size that needs no memory: it begins so, and goes on with one letter. */
export interface LargeContent {
  readonly size: number;
  readonly begin: string | Uint8Array;
  /** A zero byte where nothing is said. */
  readonly filler?: string;
}

export type HubContent = string | Uint8Array | LargeContent;

/** So much of a large content is made at once. */
const PIECE = 256 * 1024;

export function sizeOf(content: HubContent): number {
  return isLarge(content) ? content.size : Buffer.byteLength(content);
}

/** The bytes from `start` to before `end`, in pieces. */
export function* piecesOf(content: HubContent, start = 0, end = sizeOf(content)): Generator<Buffer> {
  if (!isLarge(content)) {
    yield Buffer.from(content).subarray(start, end);
    return;
  }
  const begin = Buffer.from(content.begin);
  if (start < begin.length) yield begin.subarray(start, end);
  for (let at = Math.max(start, begin.length); at < end; at += PIECE)
    yield Buffer.alloc(Math.min(PIECE, end - at), content.filler ?? '\0');
}

/** All bytes of what is small enough. */
export function bytesOf(content: HubContent): Buffer {
  return Buffer.concat([...piecesOf(content)]);
}

/**
 * The hash that Git gives to it. That of gigabytes stands for what they are made of: hashing them takes too long, and
 * nobody reads them whole.
 */
export function blobOid(content: HubContent): string {
  return createHash('sha1')
    .update(`blob ${sizeOf(content)}\0`)
    .update(hashed(content))
    .digest('hex');
}

/** The hash that LFS gives to it, with the same exception. */
export function lfsOid(content: HubContent): string {
  return createHash('sha256')
    .update(isHuge(content) ? `${content.size} ${content.filler ?? ''} ` : '')
    .update(hashed(content))
    .digest('hex');
}

/** What Git itself holds of a file that LFS holds. */
export function pointerOf(content: HubContent): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${lfsOid(content)}\nsize ${sizeOf(content)}\n`;
}

const HUGE = 4 * 1024 * 1024;

function isHuge(content: HubContent): content is LargeContent {
  return isLarge(content) && content.size > HUGE;
}

function hashed(content: HubContent): string | Uint8Array {
  return isHuge(content) ? content.begin : bytesOf(content);
}

export function isLarge(content: HubContent): content is LargeContent {
  return typeof content === 'object' && 'begin' in content;
}
