// Controls (newline, tab and ESC among them), format characters (bidirectional overrides, zero-width and tag
// characters), line and paragraph separators, lone surrogates, noncharacters: each could move, hide or reorder what is
// shown, or is not allowed in XML. Their classes take long to make, even where nothing asks for them.
const unsafe = (): RegExp => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;
const PLAIN = /^[ -~]*$/;

/** A quotation longer than this is cut: nobody reads a line of megabytes, and what shows it may choke on it. */
const MAX_LINE_CHARS = 600;

/** Text from a repository on one line of bounded length, with what acts or hides written visibly (`\x1b`). */
export function plainLine(text: string): string {
  const shown = text.length > MAX_LINE_CHARS ? `${text.slice(0, MAX_LINE_CHARS)}...` : text;
  return PLAIN.test(shown) ? shown : shown.replace(unsafe(), visible);
}

/** A character as programmers write it: `\n`, `\x1b`, `\u{e0041}`. */
export function visible(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}
