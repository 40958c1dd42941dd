import { CLOSE, DOT, HYPHEN, isBlank, isDigit, isWordUnit, LINE_BREAK, OPEN, SPACE } from './characters.ts';
import { EMPTY_WORD, extendWord, wordHash } from './hash.ts';
import type { Plain } from './plain.ts';
import { plain } from './plain.ts';
import { inOneForm, type Words } from './published-forms.ts';

export type { Words } from './published-forms.ts';

// After these words, a number belongs to a name or a reference, not to a list: “Llama 4. If you …”, “Section 2.”
const NUMBERED = new Set(['llama', 'version', 'section', 'sections', 'clause', 'article', 'paragraph'].map(wordHash));
const MAX_LABEL_CHARS = 5;

/**
 * The index after a hyphen and the gap after it (including a line end and the prefix of a comment or quote), or -1 if
 * no word continues there.
 */
function afterHyphen(text: Plain, hyphen: number): number {
  let at = hyphen + 1;
  let breaks = 0;
  while (at < text.length && isBlank(text.units[at])) {
    if (text.units[at] === LINE_BREAK) breaks += 1;
    at += 1;
  }
  return breaks <= 1 && at < text.length && isWordUnit(text.units[at]) ? at : -1;
}

function isLabelText(text: Plain, start: number, end: number): boolean {
  if (end - start > MAX_LABEL_CHARS) return false;
  const label = String.fromCharCode(...text.units.subarray(start, end));
  return /^(?:[a-z]|[ivx]+|\d{1,2})$/.test(label);
}

function unitAt(text: Plain, at: number): number | undefined {
  return at >= 0 && at < text.length ? text.units[at] : undefined;
}

/**
 * True for separate labels such as `a.`, `iv)`, `(1)`. Renderers renumber and drop them, so they are not wording.
 */
function isLabel(text: Plain, start: number, end: number): boolean {
  if (!isLabelText(text, start, end)) return false;
  const opened = unitAt(text, start - 1) === OPEN;
  if (opened)
    return unitAt(text, end) === CLOSE && !isWordUnit(unitAt(text, start - 2)) && !isWordUnit(unitAt(text, end + 1));
  if (!isBlank(unitAt(text, start - 1))) return false;
  if (unitAt(text, end) === CLOSE) return isBlank(unitAt(text, end + 1));
  if (unitAt(text, end) !== DOT) return false;
  const after = unitAt(text, end + 1) === CLOSE ? end + 2 : end + 1;
  return isBlank(unitAt(text, after));
}

function onlyBlanks(text: Plain, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    if (text.units[at] !== SPACE && text.units[at] !== LINE_BREAK) return false;
  }
  return true;
}

/**
 * The words of a text, without anything that does not affect its wording: markup, letter case, quotes, hyphens, line
 * ends, invisible characters, list labels, and differences between published forms. Never throws; linear in the text's
 * length.
 */
export function words(source: string): Words {
  const text = plain(source);
  const room = (text.length >>> 1) + 1;
  const [hashes, starts, ends] = [new Uint32Array(room), new Uint32Array(room), new Uint32Array(room)];
  let count = 0;
  let previousEnd = -1;
  let at = 0;
  while (at < text.length) {
    if (!isWordUnit(text.units[at])) {
      at += 1;
      continue;
    }
    const start = at;
    let hash = EMPTY_WORD;
    let end = at;
    while (at < text.length) {
      const unit = text.units[at] ?? 0;
      if (isWordUnit(unit)) hash = extendWord(hash, unit);
      else if (unit === DOT && isDigit(text.units[at - 1]) && isDigit(unitAt(text, at + 1)))
        hash = extendWord(hash, DOT);
      else if (unit === HYPHEN && afterHyphen(text, at) !== -1) {
        at = afterHyphen(text, at);
        continue;
      } else break;
      at += 1;
      end = at;
    }
    const numbered = count > 0 && NUMBERED.has(hashes[count - 1] ?? 0) && onlyBlanks(text, previousEnd, start);
    if (!numbered && isLabel(text, start, end)) continue;
    hashes[count] = hash;
    starts[count] = text.offsets[start] ?? 0;
    ends[count] = (text.offsets[end - 1] ?? 0) + 1;
    count += 1;
    previousEnd = end;
  }
  return inOneForm({ hashes: hashes.slice(0, count), starts: starts.slice(0, count), ends: ends.slice(0, count) });
}
