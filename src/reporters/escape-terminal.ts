// Controls (newline, tab and ESC among them), format characters (bidirectional overrides, zero-width and tag
// characters), line and paragraph separators, lone surrogates: each could move, hide or reorder what is shown.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** In the log of a CI, a line that begins so is a command. Where a line begins is for the wrapping to decide. */
const WORKFLOW_COMMAND = /(?<!\S)::|##\[/g;

/** A quotation longer than this is cut: nobody reads a line of megabytes, and a terminal may choke on it. */
const LONGEST = 600;

/** Makes text from a repository safe to show on a terminal: on one line, with what acts or hides written visibly (`\x1b`). */
export function escapeTerminal(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
  return shown.replace(UNSAFE, visible).replace(WORKFLOW_COMMAND, (mark) => mark.replace(/[:#]/, (first) => visible(first)));
}

function visible(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}
