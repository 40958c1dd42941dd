import { decodeHTMLStrict } from 'entities/decode';

/**
 * The character that `&name;` stands for, or false. The Markdown parser asks for it; the build lets it ask here, so that
 * the HTML parser's table of names serves both.
 */
export function decodeNamedCharacterReference(name: string): string | false {
  const reference = `&${name};`;
  const decoded = decodeHTMLStrict(reference);
  return decoded === reference ? false : decoded;
}
