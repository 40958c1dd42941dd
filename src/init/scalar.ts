import { stringify } from 'yaml';

/** Characters that move, hide or reorder text, and the ones that end a line in some reader of YAML. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text as a YAML scalar on one line, quoted where it has to be. Whoever reads it gets the same text back. */
export function scalar(text: string): string {
  if (text.search(UNSAFE) < 0 && stringify(text, { lineWidth: 0 }) === `${text}\n`) return text;
  // A string of JSON is one of YAML.
  return JSON.stringify(text).replace(UNSAFE, escaped);
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
