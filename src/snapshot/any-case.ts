/** A pattern that is asked whether it stands in a text. */
export interface Asked {
  test(text: string): boolean;
}

/**
 * A pattern of plain English letters, all of them small, for texts in which letter case does not matter. To have the
 * pattern ignore it would take twice as long to compile, which takes far longer than matching a short text.
 */
export function anyCase(pattern: RegExp): Asked {
  return { test: (text) => pattern.test(inSmallLetters(text)) };
}

/** A text that is longer in small letters, and the sign for Kelvin, which becomes a plain k: no pattern takes it for one. */
const KELVIN = '\u212a';

/** What a pattern has to look at that is to ignore letter case: every character stays in its place. */
export function inSmallLetters(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length && !text.includes(KELVIN) ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
