import type { BodyPart } from './body-parts.ts';

/** Neighboring parts of a body that are parsed together, or a single part that is too large to be parsed. */
export interface Document {
  readonly parts: readonly BodyPart[];
  readonly start: number;
  readonly end: number;
  readonly cost: number;
  readonly tooLarge: boolean;
}

// The Markdown parser takes superlinear time, and is slow for markup: small documents keep it fast.
const DOCUMENT_COST = 12_000;
const PART_COST = 4 * DOCUMENT_COST;
const PART_LENGTH = 16 * 1024;

/**
 * Combines parts into documents of bounded cost, which begin after a blank line where possible. Lazy.
 */
export function* gather(parts: Iterable<BodyPart>): Generator<Document> {
  let gathered: BodyPart[] = [];
  let cost = 0;
  let clean = 0;
  for (const part of parts) {
    const tooLarge = part.cost > PART_COST || part.end - part.start > PART_LENGTH;
    if (gathered.length > 0 && (tooLarge || cost + part.cost > DOCUMENT_COST)) {
      const count = tooLarge || part.clean || clean === 0 ? gathered.length : clean;
      yield documentOf(gathered.slice(0, count), false);
      gathered = gathered.slice(count);
      cost = sumOf(gathered);
      clean = 0;
    }
    if (tooLarge) {
      yield documentOf([part], true);
      continue;
    }
    if (part.clean) clean = gathered.length;
    gathered.push(part);
    cost += part.cost;
  }
  if (gathered.length > 0) yield documentOf(gathered, false);
}

function documentOf(parts: readonly BodyPart[], tooLarge: boolean): Document {
  return { parts, start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0, cost: sumOf(parts), tooLarge };
}

function sumOf(parts: readonly BodyPart[]): number {
  return parts.reduce((sum, { cost }) => sum + cost, 0);
}
