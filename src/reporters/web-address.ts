/** An address as a link may hold it: of the web, and of nothing but the characters of RFC 3986. Null for any other. */
export function webAddress(text: string): string | null {
  return /^https:\/\/(?:[\w.~:/?@!$&()*+,;=-]|%[0-9a-f]{2}){1,500}$/i.test(text) && URL.canParse(text) ? text : null;
}
