// Hashes of words and of runs of words. They only have to be quick, alike on every machine, and well spread.

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** How many consecutive words a shingle spans. */
export const SHINGLE = 4;

export const EMPTY_WORD = OFFSET;

/** FNV-1a, one code unit further. */
export function extendWord(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}

/** The hash of an already normalized word. */
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
 * A hash of the words from `start` to before `end` together, in 16 hexadecimal digits; for the words of a whole text.
 */
export function wholeHash(words: Uint32Array, start = 0, end = words.length): string {
  let [one, other] = [OFFSET, PRIME];
  for (let at = start; at < end; at += 1) {
    one = Math.imul(mix(one ^ (words[at] ?? 0)), PRIME);
    other = mix(Math.imul(other, PRIME) + (words[at] ?? 0));
  }
  return [one, other].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The hashes of all shingles of a text, given its words' hashes; empty when it has fewer words than a shingle. */
export function shingles(words: Uint32Array): Uint32Array {
  const result = new Uint32Array(Math.max(0, words.length - SHINGLE + 1));
  for (let at = 0; at < result.length; at += 1) {
    let hash = OFFSET;
    for (let next = at; next < at + SHINGLE; next += 1) hash = Math.imul(mix(hash ^ (words[next] ?? 0)), PRIME);
    result[at] = hash;
  }
  return result;
}
