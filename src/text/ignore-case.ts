/** A pattern that tests whether it matches in a text. */
export interface PatternTest {
  test(text: string): boolean;
}

/**
 * A pattern in lower case that ignores letter case. It compiles faster than with the flag `i`.
 */
export function ignoreCase(pattern: RegExp): PatternTest {
  return { test: (text) => pattern.test(lowerCase(text)) };
}

/**
 * Characters that become longer in lower case, and the Kelvin sign, which would become a plain k: they are kept.
 */
const KELVIN = '\u212a';

/** The text in lower case, with all offsets unchanged. */
export function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length && !text.includes(KELVIN)
    ? lower
    : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
