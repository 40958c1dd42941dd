/** The line end that a text uses most: LF, CRLF or a lone CR; LF for a text of one line. */
export function lineEndOf(text: string): string {
  const counts = new Map<string, number>();
  for (const [end] of text.matchAll(/\r\n|\n|\r/g)) counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '\n';
}

/** The text with line ends as `like` has them. */
export function withLineEndsOf(like: string, text: string): string {
  const end = lineEndOf(like);
  return end === '\n' ? text : text.replace(/\n/g, end);
}

/** Further back a blank line is not looked for. */
const MAX_BLANK_CHARS = 200;

/** What has to stand before new lines at the end of `text`, so that a blank line parts them from what is there. */
export function gapBehind(text: string): string {
  if (text.trim() === '') return '';
  const end = text.slice(-MAX_BLANK_CHARS).replace(/\r\n|\r/g, '\n');
  if (/\n[ \t]*\n$/.test(end)) return '';
  return end.endsWith('\n') ? '\n' : '\n\n';
}

/** A blank line parts what is put in at `at` from what follows, unless there is one. */
export function gapBefore(text: string, at: number): string {
  return at >= text.length || /^[ \t]*(?:\r|\n)/.test(text.slice(at, at + MAX_BLANK_CHARS)) ? '' : '\n';
}
