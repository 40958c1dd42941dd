import type { Report } from '../report.ts';
import { markdown } from '../reporters/markdown.ts';
import { outcomeOf } from './outcome.ts';

/** What a comment of this Action begins with, and what it is found by. Nobody sees it. */
export const MARKER = '<!-- llama-license-lint -->';

/** GitHub takes comments of 65,536 characters; as many bytes are never more characters. */
const LONGEST = 65_000;

/** The comment on a pull request: the report, below what the change made better or worse (`compared`, Markdown). */
export function commentText(report: Report, compared: string): string {
  const begin = `${MARKER}\n`;
  return begin + markdown(report, { quiet: false, limit: LONGEST - begin.length, lead: `${verdict(report)}${compared}` });
}

/** Where nothing is left to do, the comment says so in the place of what it said before. */
function verdict(report: Report): string {
  switch (outcomeOf(report)) {
    case 'met': return '**All duties that a repository can show are met.**\n\n';
    case 'not-applicable': return '**No duty was found to bind here.**\n\n';
    default: return '';
  }
}
