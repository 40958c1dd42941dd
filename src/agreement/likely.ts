// Told without the comparison itself, which is loaded only for a text that passes.

/** No text of fewer characters, and so no file of fewer bytes, holds an agreement or a policy. */
export const SHORTEST_TEXT = 400;
const FEWEST_NAMES = 2;

/**
 * False for a text that is too short, or does not speak of agreements or policies as these do; costs next to nothing.
 */
export function mayHoldAgreement(text: string): boolean {
  return text.length >= SHORTEST_TEXT && (text.match(/agreement|policy|materials/gi) ?? []).length >= FEWEST_NAMES;
}

const QUOTED = /this agreement|materials|this policy|prominently/i;

/** False for a text that cannot quote twelve words of an agreement about a display. */
export function mayQuoteAgreement(text: string): boolean {
  return QUOTED.test(text);
}
