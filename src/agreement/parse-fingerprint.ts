import type { Anchor, ClauseSpan, Fingerprint, Part, Span, TextFingerprint } from './fingerprint.ts';
import { SHINGLE } from './hash.ts';

const ANCHORS: readonly Anchor['kind'][] = ['title', 'date', 'notice', 'mention'];
const PARTS: readonly Part[] = ['agreement', 'policy'];
const MAX_LIST_ITEMS = 200_000;

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_LIST_ITEMS;
}

/** All elements read, or null if one of them is invalid. */
function listOf<T>(value: unknown, read: (element: Fields) => T | null): readonly T[] | null {
  if (!Array.isArray(value)) return null;
  const elements: readonly unknown[] = value;
  const result = elements
    .map((element) => (isFields(element) ? read(element) : null))
    .filter((element) => element !== null);
  return result.length === elements.length ? result : null;
}

function spanOf({ start, end }: Fields, words: number): Span | null {
  return isCount(start) && isCount(end) && start < end && end <= words ? { start, end } : null;
}

function clauseOf(fields: Fields, words: number): ClauseSpan | null {
  const [span, clause] = [spanOf(fields, words), fields['clause']];
  return span && typeof clause === 'string' ? { clause, ...span } : null;
}

function anchorOf(fields: Fields, words: number): Anchor | null {
  const [span, kind] = [spanOf(fields, words), ANCHORS.find((each) => each === fields['kind'])];
  return span && kind ? { kind, ...span } : null;
}

function textOf({ part, words, clauses, anchors, hash, shingles }: Fields): TextFingerprint | null {
  const known = PARTS.find((each) => each === part);
  if (!known || !isCount(words) || words < SHINGLE || typeof shingles !== 'string') return null;
  if (Buffer.from(shingles, 'base64').length !== (words - SHINGLE + 1) * 4) return null;
  const spans = listOf(clauses, (fields) => clauseOf(fields, words));
  const held = listOf(anchors, (fields) => anchorOf(fields, words));
  return spans && held
    ? { part: known, words, clauses: spans, anchors: held, ...(typeof hash === 'string' ? { hash } : {}), shingles }
    : null;
}

/**
 * The fingerprint in a JSON file; null if it is invalid, or has another shingle length. Never throws.
 */
export function parseFingerprint(source: string): Fingerprint | null {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return null;
  }
  if (!isFields(value)) return null;
  const { license, shingle } = value;
  const texts = listOf(value['texts'], textOf);
  return typeof license === 'string' && shingle === SHINGLE && texts ? { license, shingle, texts } : null;
}
