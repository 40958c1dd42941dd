import { isUnreadable, type Report } from '../report.ts';
import { escapeMarkdown } from '../reporters/escape-markdown.ts';
import { decisionsText } from '../reporters/headline.ts';
import { markdown } from '../reporters/markdown.ts';
import { outcomeOf } from './outcome.ts';

/** What a comment of this Action begins with, and what it is found by. Nobody sees it. */
export const MARKER = '<!-- llama-license-lint -->';

/** GitHub takes comments of 65,536 characters; as many bytes are never more characters. */
const MAX_COMMENT_CHARS = 65_000;
const MAX_DECLARED = 5;

/** The comment on a pull request: the report, below what the change made better or worse (`compared`, Markdown). */
export function commentText(report: Report, compared: string, about: (by: string) => string): string {
  const begin = `${MARKER}\n`;
  return (
    begin +
    markdown(report, {
      quiet: false,
      limit: MAX_COMMENT_CHARS - begin.length,
      lead: `${verdict(report, about)}${compared}`,
    })
  );
}

/** Where nothing is left to do, the comment says so in the place of what it said before. */
function verdict(report: Report, about: (by: string) => string): string {
  switch (outcomeOf(report)) {
    case 'met':
      return '**All duties that a repository can show are met.**\n\n';
    case 'not-applicable':
      return '**No duty was found to bind here.**\n\n';
    case 'configured':
      return `**Nothing is left open by declaration**: ${declared(report, about)}.\n\n`;
    default:
      return declared(report, about) === '' ? '' : `Decided by declaration: ${declared(report, about)}.\n\n`;
  }
}

/** Of several targets each file and flag is told once. */
function declared({ repositories }: Report, about: (by: string) => string): string {
  const texts = repositories.flatMap((entry) => (isUnreadable(entry) ? [] : [decisionsText(entry, about)]));
  return [...new Set(texts)]
    .filter((text) => text !== '')
    .slice(0, MAX_DECLARED)
    .map((text) => escapeMarkdown(text, false))
    .join('; ');
}
