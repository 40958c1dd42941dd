import published from '../../rules/agreements/forms.json' with { type: 'json' };
import { wordHash } from './hash.ts';

/**
 * The wording of a text: the hash of each word, and its position in the text (offsets, end exclusive).
 */
export interface Words {
  readonly hashes: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Words that a licensor has published in place of others, both as hashes. */
interface Form {
  readonly written: Uint32Array;
  readonly as: Uint32Array;
}

const hashesOf = (wording: string): Uint32Array => Uint32Array.from(wording.split(' '), wordHash);

const FORMS: readonly Form[] = published.map(({ written, as }) => ({ written: hashesOf(written), as: hashesOf(as) }));

/**
 * Replaces wordings that the licensor published differently in other copies (`rules/agreements/forms.json`) by those of
 * the fingerprints, so that a copy in any published form compares as equal. Every other word still counts.
 */
export function inOneForm(words: Words): Words {
  return FORMS.reduce(withForm, words);
}

function withForm(words: Words, { written, as }: Form): Words {
  const { hashes, starts, ends } = words;
  const found = occurrences(hashes, written);
  if (found.length === 0) return words;
  const length = hashes.length + found.length * (as.length - written.length);
  const result = { hashes: new Uint32Array(length), starts: new Uint32Array(length), ends: new Uint32Array(length) };
  let from = 0;
  let to = 0;
  const copyUntil = (end: number): void => {
    result.hashes.set(hashes.subarray(from, end), to);
    result.starts.set(starts.subarray(from, end), to);
    result.ends.set(ends.subarray(from, end), to);
    to += end - from;
  };
  for (const at of found) {
    copyUntil(at);
    result.hashes.set(as, to);
    const last = at + written.length - 1;
    as.forEach((_, word) => {
      const own = Math.min(at + word, last);
      result.starts[to + word] = starts[own] ?? 0;
      result.ends[to + word] = ends[word === as.length - 1 ? last : own] ?? 0;
    });
    to += as.length;
    from = last + 1;
  }
  copyUntil(hashes.length);
  return result;
}

/** The positions of `sought`, without overlaps. */
function occurrences(hashes: Uint32Array, sought: Uint32Array): readonly number[] {
  const found: number[] = [];
  const [first = 0] = sought;
  for (let at = hashes.indexOf(first); at !== -1; at = hashes.indexOf(first, at + 1)) {
    if (at < (found.at(-1) ?? -Infinity) + sought.length) continue;
    if (sought.every((hash, word) => hashes[at + word] === hash)) found.push(at);
  }
  return found;
}
