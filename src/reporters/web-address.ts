/** An `https:` address of characters that RFC 3986 allows, so that it is safe in a link; null for any other text. */
export function webAddress(text: string): string | null {
  return /^https:\/\/(?:[\w.~:/?@!$&()*+,;=-]|%[0-9a-f]{2}){1,500}$/i.test(text) && URL.canParse(text) ? text : null;
}
