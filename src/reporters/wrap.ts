/** The column at which texts start; `warning` and `unclear` fit before it. */
export const TEXT_COLUMN = 9;

/**
 * Breaks a text at spaces so that no line is longer than `width`. A longer word is kept whole on its own line, so that
 * a path or URL can be copied. Spaces within a line are kept. The time is linear in the text.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let empty = true;
  for (const word of text.split(' ')) {
    if (empty) {
      line = word;
      empty = word === '';
    } else if (line.length + 1 + word.length <= width) {
      line += ` ${word}`;
    } else {
      lines.push(line.trimEnd());
      line = word;
      empty = word === '';
    }
  }
  if (!empty) lines.push(line.trimEnd());
  return lines.length > 0 ? lines : [''];
}

/** A label, and beside it a text with a hanging indent. */
export function hang(label: string, text: string, column: number, width: number): string[] {
  const lines = wrap(text, Math.max(width - column, 20));
  return lines.map((line, at) => `${(at === 0 ? label : '').padEnd(column)}${line}`.trimEnd());
}
