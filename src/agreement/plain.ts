import { foldCharacter, isWordUnit } from './characters.ts';
import type { Markup } from './markup.ts';
import { addressStart, entity, escape, linkTarget, misread, slashes, tag, underscore } from './markup.ts';

/** A text without its markup, as code units; `offsets` has the position of each in the original text. */
export interface Plain {
  readonly units: Uint16Array;
  readonly offsets: Uint32Array;
  readonly length: number;
}

const MARKUP = new Map<string, (text: string, offset: number) => Markup | null>([
  ['<', tag],
  ['&', entity],
  ['\\', escape],
  [']', linkTarget],
  ['_', underscore],
  ['/', slashes],
  ['â', misread],
  ['Â', misread],
  ['ï', misread],
]);
const ADDRESS = new Set(['h', 'H', 'w', 'W', 'm', 'M']);

/**
 * By ASCII code, the code unit to which a character folds, if it neither begins markup nor ends a line; otherwise 0.
 */
const SIMPLE = Uint16Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  const folded = foldCharacter(character);
  const simple = folded.length === 1 && folded !== '\n' && !MARKUP.has(character) && !ADDRESS.has(character);
  return simple ? folded.charCodeAt(0) : 0;
});

/** Drops markup and folds the rest, in one pass. Never throws; linear in the text's length. */
export function plain(text: string): Plain {
  let units = new Uint16Array(text.length + 64);
  let offsets = new Uint32Array(text.length + 64);
  let length = 0;
  const folded = new Map<string, string>();

  const fold = (character: string): string => {
    const known = folded.get(character);
    if (known !== undefined) return known;
    const result = foldCharacter(character);
    folded.set(character, result);
    return result;
  };
  const write = (shown: string, offset: number): void => {
    if (length + shown.length > units.length) {
      const larger = new Uint16Array(units.length * 2);
      larger.set(units);
      units = larger;
      const further = new Uint32Array(offsets.length * 2);
      further.set(offsets);
      offsets = further;
    }
    for (let at = 0; at < shown.length; at += 1) {
      units[length] = shown.charCodeAt(at);
      offsets[length] = offset;
      length += 1;
    }
  };

  let at = 0;
  while (at < text.length) {
    const simple = SIMPLE[text.charCodeAt(at)] ?? 0;
    if (simple !== 0 && length < units.length) {
      units[length] = simple;
      offsets[length] = at;
      length += 1;
      at += 1;
      continue;
    }
    const code = text.codePointAt(at) ?? 0;
    const character = String.fromCodePoint(code);
    const startsAddress = ADDRESS.has(character) && !isWordUnit(units[length - 1]);
    const found = startsAddress ? addressStart(text, at) : MARKUP.get(character)?.(text, at);
    if (found) {
      for (const shown of found.shows) write(fold(shown), at);
      at = found.end;
      continue;
    }
    write(character === '\n' && text[at - 1] === '\r' ? '' : fold(character), at);
    at += character.length;
  }
  return { units, offsets, length };
}
