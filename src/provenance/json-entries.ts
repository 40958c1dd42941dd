/** A key of a JSON object, and the position of its value: `text.slice(start, end)`. */
export interface JsonEntry {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The complete entries of the JSON object at the start of `text`, which can be cut off anywhere. Values are not parsed.
 * Linear; never throws.
 */
export function* jsonEntries(text: string): Generator<JsonEntry> {
  let at = afterBlank(text, 0);
  if (text.charAt(at) !== '{') return;
  for (;;) {
    at = afterBlank(text, at + 1);
    const keyEnd = stringEnd(text, at);
    if (keyEnd === null) return;
    const colon = afterBlank(text, keyEnd);
    if (text.charAt(colon) !== ':') return;
    const start = afterBlank(text, colon + 1);
    const end = valueEnd(text, start);
    if (end === null) return;
    yield { key: unescaped(text.slice(at, keyEnd)), start, end };
    at = afterBlank(text, end);
    if (text.charAt(at) !== ',') return;
  }
}

function afterBlank(text: string, at: number): number {
  let next = at;
  while (next < text.length && ' \t\r\n'.includes(text.charAt(next))) next++;
  return next;
}

/** The end of the string that begins at `at`; null if there is no complete string. */
function stringEnd(text: string, at: number): number | null {
  if (text.charAt(at) !== '"') return null;
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text.charAt(quote - 1 - slashes) === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return null;
}

const [QUOTE, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA] = Array.from('"{}[],', (mark) => mark.charCodeAt(0));

function valueEnd(text: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = stringEnd(text, at);
      if (end === null || depth === 0) return end;
      at = end - 1;
    } else if (code === OPEN || code === OPEN_LIST) {
      depth++;
    } else if (code === CLOSE || code === CLOSE_LIST) {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (code === COMMA && depth === 0) {
      return at;
    }
  }
  return null;
}

function unescaped(written: string): string {
  if (!written.includes('\\')) return written.slice(1, -1);
  try {
    return String(JSON.parse(written));
  } catch {
    return written.slice(1, -1);
  }
}
