/** A pattern that is asked whether it stands in a text. */
export interface PatternTest {
  test(text: string): boolean;
}

/**
 * A pattern whose letters are all lower case, for texts in any letter case. Compiling it is cheaper than with the flag
 * `i`.
 */
export function ignoreCase(pattern: RegExp): PatternTest {
  return { test: (text) => pattern.test(lowerCase(text)) };
}

/**
 * A text that is longer in lower case, and the sign for Kelvin, which becomes a plain k: no pattern takes it for one.
 */
const KELVIN = '\u212a';

/** The text in lower case, with every character in its place. */
export function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length && !text.includes(KELVIN)
    ? lower
    : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
