import type { Fingerprint, TextFingerprint } from './fingerprint.ts';

/** A fingerprint, prepared for comparisons. */
export interface Reference {
  readonly license: string;
  readonly text: TextFingerprint;
  readonly shingles: Uint32Array;
  /**
   * The positions of shingles that occur once; the others are found as their neighbors. Computed when it is first
   * needed.
   */
  unique(): ReadonlyMap<number, number>;
  /** The words with which a clause begins. */
  readonly clauseStarts: ReadonlySet<number>;
}

const prepared = new WeakMap<Fingerprint, readonly Reference[]>();

function decode(base64: string): Uint32Array {
  const bytes = Buffer.from(base64, 'base64');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shingles = new Uint32Array(bytes.length >>> 2);
  for (let at = 0; at < shingles.length; at += 1) shingles[at] = view.getUint32(at * 4, true);
  return shingles;
}

function uniquePositions(shingles: Uint32Array): Map<number, number> {
  const positions = new Map<number, number>();
  const repeated = new Set<number>();
  shingles.forEach((hash, at) => {
    if (positions.has(hash)) repeated.add(hash);
    positions.set(hash, at);
  });
  for (const hash of repeated) positions.delete(hash);
  return positions;
}

/** The texts of a fingerprint, decoded once and cached with it. */
export function references(fingerprint: Fingerprint): readonly Reference[] {
  const known = prepared.get(fingerprint);
  if (known) return known;
  const made = fingerprint.texts.map((text): Reference => {
    const shingles = decode(text.shingles);
    let unique: ReadonlyMap<number, number> | null = null;
    return {
      license: fingerprint.license,
      text,
      shingles,
      unique: () => (unique ??= uniquePositions(shingles)),
      clauseStarts: new Set(text.clauses.map(({ start }) => start)),
    };
  });
  prepared.set(fingerprint, made);
  return made;
}
