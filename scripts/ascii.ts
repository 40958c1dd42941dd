/** JavaScript or JSON with every character beyond ASCII escaped. One beyond Latin-1 would double the whole text in memory. */
export function ascii(source: string): string {
  return source.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
