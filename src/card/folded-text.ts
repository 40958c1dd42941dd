import { lastAtMost } from './positions.ts';
import type { Span } from './source-spans.ts';

/** A stretch of folded text, and its source. */
interface TextRun {
  readonly at: number;
  readonly from: number;
  to: number;
  length: number;
}

// Any white space is one space to a reader; the characters of the second group are invisible.
const PARTS =
  /(\s+)|([\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]+)|[^\s\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]+(?: [^\s\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]+)*/g;

/** Text as displayed: white space is folded to single spaces and trimmed, and the source of each character is known. */
export class FoldedText {
  private readonly pieces: string[] = [];
  private readonly runs: TextRun[] = [];
  private space: { from: number; to: number } | null = null;
  length = 0;

  /** Appends a span, folding white space across the seam. */
  add({ text, from, to }: Span): void {
    const same = text.length === to - from;
    for (const match of text.matchAll(PARTS)) {
      const start = same ? from + match.index : from;
      const end = same ? start + match[0].length : to;
      if (match[1] !== undefined) this.space = { from: this.space?.from ?? start, to: end };
      else if (match[2] === undefined) this.append(match[0], start, end);
    }
  }

  private append(text: string, from: number, to: number): void {
    if (this.space !== null && this.length > 0) this.push(' ', this.space.from, this.space.to);
    this.space = null;
    this.push(text, from, to);
  }

  private push(text: string, from: number, to: number): void {
    this.pieces.push(text);
    const run = { at: this.length, from, to, length: text.length };
    const last = this.runs.at(-1);
    this.length += text.length;
    if (last?.to !== from || !isVerbatim(last) || !isVerbatim(run)) {
      this.runs.push(run);
      return;
    }
    last.to = to;
    last.length += text.length;
  }

  /** The text so far. */
  toString(): string {
    return this.pieces.join('');
  }

  /** A mark for `since`. */
  get mark(): number {
    return this.pieces.length;
  }

  /** The text that was added after a mark. */
  since(mark: number): string {
    return this.pieces.slice(mark).join('');
  }

  /** The offsets in the source of `text[start..end)`. */
  source(start: number, end: number): { from: number; to: number } {
    const first = this.runs[this.runAt(start)];
    const last = this.runs[this.runAt(Math.max(start, end - 1))];
    if (first === undefined || last === undefined) return { from: 0, to: 0 };
    const inFirst = Math.min(Math.max(start - first.at, 0), first.length);
    const inLast = Math.min(Math.max(end - last.at, 0), last.length);
    const from = isVerbatim(first) ? first.from + inFirst : first.from;
    const to = isVerbatim(last) ? last.from + inLast : last.to;
    return { from, to: end > start ? to : from };
  }

  private runAt(index: number): number {
    return lastAtMost(this.runs.length, index, (run) => this.runs[run]?.at ?? 0);
  }
}

function isVerbatim(run: TextRun): boolean {
  return run.to - run.from === run.length;
}
