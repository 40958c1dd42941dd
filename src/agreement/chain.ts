import type { Reference } from './reference.ts';

/** A shingle that a text shares with a reference: its position in each. */
export interface Hit {
  readonly at: number;
  readonly reference: number;
}

// A word skipped in the text costs a tenth of a shingle: chance matches in the page around an agreement do not pay,
// while a foreign clause of a thousand words does not split the agreement.
const SKIPPED = 0.1;
// Breaks ties in favor of the nearer place in the reference.
const LEFT_OUT = 0.001;
// A second copy in the same text must have this share of the reference's shingles; otherwise it is a repetition.
const NEW_COPY = 0.1;
const NONE = -1;

/** The best value so far below a reference position (a Fenwick tree of maxima). */
class PrefixBest {
  readonly #values: Float64Array;
  readonly #nodes: Int32Array;

  constructor(size: number) {
    this.#values = new Float64Array(size + 2).fill(-Infinity);
    this.#nodes = new Int32Array(size + 2).fill(NONE);
  }

  /** The best node whose position is below `position`, or -1. */
  below(position: number): number {
    let best = -Infinity;
    let node = NONE;
    for (let at = position; at > 0; at -= at & -at) {
      const value = this.#values[at] ?? -Infinity;
      if (value <= best) continue;
      best = value;
      node = this.#nodes[at] ?? NONE;
    }
    return node;
  }

  put(position: number, value: number, node: number): void {
    for (let at = position + 1; at < this.#values.length; at += at & -at) {
      if (value <= (this.#values[at] ?? -Infinity)) continue;
      this.#values[at] = value;
      this.#nodes[at] = node;
    }
  }
}

function hitsOf(shingles: Uint32Array, reference: Reference): readonly Hit[] {
  const hits: Hit[] = [];
  const seen = new Set<number>();
  const unique = reference.unique();
  shingles.forEach((hash, at) => {
    const position = unique.get(hash);
    if (position === undefined) return;
    hits.push({ at, reference: position });
    seen.add(position);
  });
  return seen.size < NEW_COPY * reference.shingles.length ? [] : hits;
}

/**
 * The shingles that a text shares with a reference, as one chain for each whole or partial copy in the text. Within a
 * chain, both positions increase; the chains have the most shingles in the shortest stretches. The time is n log m for
 * n words and a reference of m.
 */
export function chains(shingles: Uint32Array, reference: Reference): readonly (readonly Hit[])[] {
  const hits = hitsOf(shingles, reference);
  const totals = new Float64Array(hits.length);
  const previous = new Int32Array(hits.length).fill(NONE);
  const before = new Int32Array(hits.length).fill(NONE);
  const best = new PrefixBest(reference.shingles.length);
  const toll = NEW_COPY * reference.shingles.length;
  let top = NONE;
  hits.forEach((hit, node) => {
    const way = SKIPPED * hit.at + LEFT_OUT * hit.reference;
    const last = best.below(hit.reference);
    const from = hits[last];
    const continued = from ? (totals[last] ?? 0) + SKIPPED * from.at + LEFT_OUT * from.reference - way + 1 : -Infinity;
    const begun = Math.max(0, totals[top] ?? 0) - toll + 1;
    if (continued >= begun) previous[node] = last;
    else before[node] = top;
    const total = Math.max(continued, begun);
    totals[node] = total;
    best.put(hit.reference, total + way, node);
    if (total > Math.max(0, totals[top] ?? 0)) top = node;
  });
  return traced(hits, previous, before, top);
}

function traced(hits: readonly Hit[], previous: Int32Array, before: Int32Array, top: number): Hit[][] {
  const found: Hit[][] = [];
  let chain: Hit[] = [];
  for (let node = top; node !== NONE;) {
    const hit = hits[node];
    if (hit) chain.push(hit);
    const next = previous[node] ?? NONE;
    if (next === NONE) {
      found.push(chain.reverse());
      chain = [];
    }
    node = next === NONE ? (before[node] ?? NONE) : next;
  }
  return found.reverse();
}
