import { plainLine, visible } from './plain-line.ts';

/** In the log of a CI, a line that begins so is a command. Where a line begins is for the wrapping to decide. */
const WORKFLOW_COMMAND = /(?<!\S)::|##\[/g;

/** Makes text from a repository safe to show on a terminal or in a CI's log: on one line, with what acts or hides written visibly. */
export function escapeTerminal(text: string): string {
  return plainLine(text).replace(WORKFLOW_COMMAND, (mark) => mark.replace(/[:#]/, (first) => visible(first)));
}

/** True for text of several lines that does nothing on a terminal or in a CI's log but be shown, in its order. */
export function isHarmless(text: string): boolean {
  return !/[\p{Cc}\p{Bidi_Control}]/u.test(text.replace(/\r?\n|\t/g, ' ')) && text.search(WORKFLOW_COMMAND) < 0;
}
