import { RANGE_LIMIT } from './snapshot.ts';

/**
 * The range that `Snapshot.bytes` reads for these arguments: limited to `RANGE_LIMIT`; null if it is not a valid range.
 */
export function byteRange(start: number, length: number): { start: number; length: number } | null {
  if (!Number.isSafeInteger(start) || start < 0 || !Number.isSafeInteger(length) || length < 0) return null;
  return { start, length: Math.min(length, RANGE_LIMIT) };
}
