import { stringify } from 'yaml';

/** Characters that move, hide or reorder text, or that some YAML parsers treat as a line end. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text as a YAML scalar on one line, quoted if necessary, which parses to the same text. */
export function scalar(text: string): string {
  if (text.search(UNSAFE) < 0 && stringify(text, { lineWidth: 0 }) === `${text}\n`) return text;
  // A JSON string is a YAML string.
  return JSON.stringify(text).replace(UNSAFE, escaped);
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
