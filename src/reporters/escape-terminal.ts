import { plainLine, visible } from './plain-line.ts';

/** A line that begins like this is a command in a CI log; wrapping decides where a line begins. */
const WORKFLOW_COMMAND = /(?<!\S)::|##\[/g;

/** Text from a repository, safe for a terminal and a CI log: on one line, with control characters written visibly. */
export function escapeTerminal(text: string): string {
  return plainLine(text).replace(WORKFLOW_COMMAND, (mark) => mark.replace(/[:#]/, (first) => visible(first)));
}

/**
 * True for text of several lines that a terminal or a CI log shows as it is, without control characters or commands.
 */
export function isHarmless(text: string): boolean {
  return !/[\p{Cc}\p{Bidi_Control}]/u.test(text.replace(/\r?\n|\t/g, ' ')) && text.search(WORKFLOW_COMMAND) < 0;
}
