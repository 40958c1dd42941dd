import { createHash } from 'node:crypto';

/** The hash by which a server's list knows the content of a file. */
export interface ContentHash {
  /** Git hashes a header before the content; LFS hashes the content alone. */
  readonly by: 'git' | 'lfs';
  /** 40 or 64 hexadecimal digits: SHA-1 or SHA-256. LFS has the latter alone. */
  readonly hex: string;
}

const SHA_1 = /^[0-9a-f]{40}$/;
const SHA_256 = /^[0-9a-f]{64}$/;

/** The hash that Git gives to a content, as a server writes it; null for what is none. */
export function gitHash(hex: unknown): ContentHash | null {
  return typeof hex === 'string' && (SHA_1.test(hex) || SHA_256.test(hex)) ? { by: 'git', hex } : null;
}

/** The hash that LFS gives to a content, as a server writes it; null for what is none. */
export function lfsHash(hex: unknown): ContentHash | null {
  return typeof hex === 'string' && SHA_256.test(hex) ? { by: 'lfs', hex } : null;
}

/** The hash in an entity tag of the Hub: Git's for small files, that of LFS for large ones. Null for any other tag. */
export function hashInTag(tag: string | null): ContentHash | null {
  const hex = /^(?:W\/)?"?([0-9a-f]+)"?$/.exec(tag ?? '')?.[1];
  return hex?.length === 40 ? gitHash(hex) : lfsHash(hex);
}

/** True when the bytes are the whole content that a hash stands for. */
export function isContent(bytes: Uint8Array, { by, hex }: ContentHash): boolean {
  const hash = createHash(hex.length === 40 ? 'sha1' : 'sha256');
  if (by === 'git') hash.update(`blob ${bytes.length}\0`);
  return hash.update(bytes).digest('hex') === hex;
}
