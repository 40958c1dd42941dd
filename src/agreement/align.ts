import type { Hit } from './chain.ts';
import { chains } from './chain.ts';
import { SHINGLE } from './hash.ts';
import type { Reference } from './reference.ts';

/** Consecutive words that a text and a reference have in common: their position in each, and their number. */
export interface MatchingRun {
  readonly at: number;
  readonly reference: number;
  readonly length: number;
}

function grown(hit: Hit, shingles: Uint32Array, reference: Uint32Array, after: MatchingRun | undefined): MatchingRun {
  const lowestAt = after ? after.at + after.length : 0;
  const lowestReference = after ? after.reference + after.length : 0;
  let { at, reference: position } = hit;
  while (at > lowestAt && position > lowestReference && shingles[at - 1] === reference[position - 1]) {
    at -= 1;
    position -= 1;
  }
  let end = hit.at + 1;
  while (
    end < shingles.length &&
    hit.reference + end - hit.at < reference.length &&
    shingles[end] === reference[hit.reference + end - hit.at]
  )
    end += 1;
  // If a word is added or removed next to the same word, two shingles claim it; the first one gets it.
  const shared = Math.max(0, lowestAt - at, lowestReference - position);
  return { at: at + shared, reference: position + shared, length: end - at + SHINGLE - 1 - shared };
}

/**
 * How many words at the end of `last` can also belong to `next`, so that a difference between the two begins with a
 * clause: if two clauses begin with “If you”, it is ambiguous whose “If you” was cut.
 */
function slide(last: MatchingRun, next: MatchingRun, shingles: Uint32Array, reference: Reference): number {
  const end = last.reference + last.length;
  const adjacent = next.at === last.at + last.length || next.reference === end;
  if (!adjacent) return 0;
  for (let words = 0; words <= last.length - SHINGLE; words += 1) {
    if (words > 0 && shingles[next.at - words] !== reference.shingles[next.reference - words]) return 0;
    if (reference.clauseStarts.has(end - words)) return words;
  }
  return 0;
}

function runsOf(chain: readonly Hit[], shingles: Uint32Array, reference: Reference): readonly MatchingRun[] {
  const runs: MatchingRun[] = [];
  for (const hit of chain) {
    const last = runs.at(-1);
    const within =
      last && hit.at - hit.reference === last.at - last.reference && hit.at + SHINGLE <= last.at + last.length;
    if (within) continue;
    const run = grown(hit, shingles, reference.shingles, last);
    if (run.length <= 0) continue;
    const moved = last ? slide(last, run, shingles, reference) : 0;
    if (last && moved > 0) runs.splice(-1, 1, { ...last, length: last.length - moved });
    runs.push({ at: run.at - moved, reference: run.reference - moved, length: run.length + moved });
  }
  return runs;
}

/**
 * The words that a text has in common with a reference, as one list of runs for each copy in the text. Within a list,
 * both positions increase and no word is used twice, so a list of one run over all words is a word-for-word copy.
 */
export function align(shingles: Uint32Array, reference: Reference): readonly (readonly MatchingRun[])[] {
  return chains(shingles, reference).map((chain) => runsOf(chain, shingles, reference));
}
