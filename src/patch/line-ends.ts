/** The line end that a text uses most: LF, CRLF or a lone CR; LF for a text of one line. */
export function lineEndOf(text: string): string {
  const counts = new Map<string, number>();
  for (const [end] of text.matchAll(/\r\n|\n|\r/g)) counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '\n';
}

/** The text with the line ends of `like`. */
export function withLineEndsOf(like: string, text: string): string {
  const end = lineEndOf(like);
  return end === '\n' ? text : text.replace(/\n/g, end);
}

/** How far a blank line is searched for. */
const MAX_BLANK_CHARS = 200;

/** The line ends to add to `text`, so that a blank line separates it from new lines. */
export function gapBehind(text: string): string {
  if (text.trim() === '') return '';
  const end = text.slice(-MAX_BLANK_CHARS).replace(/\r\n|\r/g, '\n');
  if (/\n[ \t]*\n$/.test(end)) return '';
  return end.endsWith('\n') ? '\n' : '\n\n';
}

/** The line end that separates an insertion at `at` from the text after it by a blank line. */
export function gapBefore(text: string, at: number): string {
  return at >= text.length || /^[ \t]*(?:\r|\n)/.test(text.slice(at, at + MAX_BLANK_CHARS)) ? '' : '\n';
}
