// Controls (such as newline, tab and ESC), format characters (bidirectional overrides, zero-width and tag characters),
// line and paragraph separators, lone surrogates, noncharacters: each could move, hide or reorder text, or is not
// allowed in XML. Compiling the classes takes long, so the pattern is created only when it is needed.
const unsafe = (): RegExp => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;
const PLAIN = /^[ -~]*$/;

/** A longer quotation is cut: a line of megabytes is unreadable, and can overload a viewer. */
const MAX_LINE_CHARS = 600;

/** Text from a repository on one line of bounded length, with unsafe characters written visibly (`\x1b`). */
export function plainLine(text: string): string {
  const shown = text.length > MAX_LINE_CHARS ? `${text.slice(0, MAX_LINE_CHARS)}...` : text;
  return PLAIN.test(shown) ? shown : shown.replace(unsafe(), visible);
}

/** The escape of a character: `\n`, `\x1b`, `\u{e0041}`. */
export function visible(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}
