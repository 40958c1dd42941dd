import { createHash } from 'node:crypto';

import { UsageError } from '../errors/usage-error.ts';

/** A part of an audit: the `index`-th of `of` parts, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

const MAX_SHARDS = 1000;
const HASH_BYTES = 6;

/** Reads `3/8`. Throws a `UsageError` for anything else. */
export function readShard(written: string): Shard {
  const [, index = '', of = ''] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(written) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!isInDivision(shard))
    throw new UsageError(
      `--shard “${written}” is not a part of an audit`,
      `write --shard 1/4 up to --shard 4/4; there can be at most ${MAX_SHARDS} parts`,
    );
  return shard;
}

/** True for a valid part. */
export function isInDivision({ index, of }: Shard): boolean {
  return index >= 1 && index <= of && of <= MAX_SHARDS;
}

/** True for a target of this part. Each target is in exactly one part, which is the same on every machine. */
export function isInShard(target: string, shard: Shard | null): boolean {
  if (shard === null) return true;
  return createHash('sha256').update(target).digest().readUIntBE(0, HASH_BYTES) % shard.of === shard.index - 1;
}
