import type { Gap } from './gaps.ts';
import { SHINGLE } from './hash.ts';

// A gap is compared word by word up to 200 words on each side; a larger one is reported as a whole.
const MAX_PAIRS = 40_000;
// Any two texts have an “of” and a “the” in common; a rewritten passage is reported as a whole.
const ENOUGH_SHARED = 1 / 3;
// At the edges, shingles can miss more than a change: those of the title occur again where the text names itself.
const MAX_EDGE_WORDS = 3 * SHINGLE;

/** A common word: its position in the reference and in the text. */
interface Pair {
  readonly reference: number;
  readonly at: number;
}

/**
 * Splits gaps at common words. Shingles miss single words between two changes, and the agreement's first and last
 * words; the hashes of the words themselves, which need the official text, find them.
 */
export function diffWords(gaps: readonly Gap[], reference: Uint32Array, text: Uint32Array): readonly Gap[] {
  return gaps.flatMap((gap) => {
    const first = gap.missing.start === 0;
    const last = gap.missing.end === reference.length;
    return first || last ? atEdge(gap, first, reference, text) : within(gap, reference, text);
  });
}

function within(gap: Gap, reference: Uint32Array, text: Uint32Array): readonly Gap[] {
  const pairs = sharedWords(gap, reference, text);
  const longer = Math.max(gap.missing.end - gap.missing.start, gap.added.end - gap.added.start);
  return pairs.length < ENOUGH_SHARED * longer ? [gap] : cutAt(gap, pairs);
}

/**
 * At the agreement's edges, the text around it follows, so only a short gap is searched, and words near the rest are
 * preferred.
 */
function atEdge(gap: Gap, first: boolean, reference: Uint32Array, text: Uint32Array): readonly Gap[] {
  const missing = gap.missing.end - gap.missing.start;
  if (missing > MAX_EDGE_WORDS) return [gap];
  const { start, end } = gap.added;
  const network = missing + SHINGLE;
  const added = first
    ? { start: Math.max(0, start - network), end }
    : { start, end: Math.min(text.length, end + network) };
  const wider = { ...gap, added };
  const pairs = sharedWords(wider, reference, text, first);
  const outer = first ? pairs[0] : pairs.at(-1);
  if (outer === undefined || pairs.length < ENOUGH_SHARED * missing) return [gap];
  return cutAt({ ...wider, added: first ? { start: outer.at, end } : { start, end: outer.at + 1 } }, pairs);
}

function cutAt(gap: Gap, pairs: readonly Pair[]): readonly Gap[] {
  let [reference, at] = [gap.missing.start, gap.added.start];
  const gaps: Gap[] = [];
  for (const pair of [...pairs, { reference: gap.missing.end, at: gap.added.end }]) {
    if (pair.reference > reference || pair.at > at)
      gaps.push({ missing: { start: reference, end: pair.reference }, added: { start: at, end: pair.at } });
    [reference, at] = [pair.reference + 1, pair.at + 1];
  }
  return gaps;
}

/**
 * The longest common subsequence of words in a gap; of several, the latest in the text (`late`), or else the earliest.
 */
function sharedWords(
  { missing, added }: Gap,
  reference: Uint32Array,
  text: Uint32Array,
  late = false,
): readonly Pair[] {
  const [rows, columns] = [missing.end - missing.start, added.end - added.start];
  if (rows * columns > MAX_PAIRS) return [];
  const wide = columns + 1;
  const longest = new Uint16Array((rows + 1) * wide);
  const same = (row: number, column: number): boolean => reference[missing.start + row] === text[added.start + column];
  const of = (row: number, column: number): number => longest[row * wide + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      longest[row * wide + column] = same(row, column)
        ? of(row + 1, column + 1) + 1
        : Math.max(of(row + 1, column), of(row, column + 1));
    }
  }
  const pairs: Pair[] = [];
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    if (late && of(row, column + 1) === of(row, column)) column += 1;
    else if (same(row, column)) {
      pairs.push({ reference: missing.start + row, at: added.start + column });
      row += 1;
      column += 1;
    } else if (of(row + 1, column) >= of(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}
