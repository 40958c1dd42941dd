// A cheap test before the comparison, which is needed only for a text that passes.

/** A text of fewer characters, and therefore a file of fewer bytes, cannot contain an agreement or a policy. */
export const SHORTEST_TEXT = 400;
const FEWEST_NAMES = 2;

/**
 * False for a text that is too short, or lacks words that every agreement or policy has. Very cheap.
 */
export function mayHoldAgreement(text: string): boolean {
  return text.length >= SHORTEST_TEXT && (text.match(/agreement|policy|materials/gi) ?? []).length >= FEWEST_NAMES;
}

const QUOTED = /this agreement|materials|this policy|prominently/i;

/** False for a text that cannot quote twelve words of an agreement about a display. */
export function mayQuoteAgreement(text: string): boolean {
  return QUOTED.test(text);
}
