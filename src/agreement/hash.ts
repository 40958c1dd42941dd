// Hashes of words and of runs of words. They need to be fast, the same on every machine, and well distributed.

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** The number of consecutive words in a shingle. */
export const SHINGLE = 4;

export const EMPTY_WORD = OFFSET;

/** One step of FNV-1a, for one code unit. */
export function extendWord(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}

/** The hash of a normalized word. */
export function wordHash(word: string): number {
  let hash = EMPTY_WORD;
  for (let at = 0; at < word.length; at += 1) hash = extendWord(hash, word.charCodeAt(at));
  return hash >>> 0;
}

function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/**
 * A hash of all words from `start` to before `end`, in 16 hexadecimal digits; meant for a whole text.
 */
export function wholeHash(words: Uint32Array, start = 0, end = words.length): string {
  let [one, other] = [OFFSET, PRIME];
  for (let at = start; at < end; at += 1) {
    one = Math.imul(mix(one ^ (words[at] ?? 0)), PRIME);
    other = mix(Math.imul(other, PRIME) + (words[at] ?? 0));
  }
  return [one, other].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The hashes of all shingles of a text, from its words' hashes; empty if it has fewer words than a shingle. */
export function shingles(words: Uint32Array): Uint32Array {
  const result = new Uint32Array(Math.max(0, words.length - SHINGLE + 1));
  for (let at = 0; at < result.length; at += 1) {
    let hash = OFFSET;
    for (let next = at; next < at + SHINGLE; next += 1) hash = Math.imul(mix(hash ^ (words[next] ?? 0)), PRIME);
    result[at] = hash;
  }
  return result;
}
