import { isUnreadable, type Report } from '../report.ts';
import { escapeMarkdown } from '../reporters/escape-markdown.ts';
import { decisionsText } from '../reporters/headline.ts';
import { markdown } from '../reporters/markdown.ts';
import { outcomeOf } from './outcome.ts';

/** The invisible start of this Action's comments, by which they are found. */
export const MARKER = '<!-- llama-license-lint -->';

/** Below GitHub's limit of 65,536 characters. */
const MAX_COMMENT_CHARS = 65_000;
const MAX_DECLARED = 5;

/** The comment on a pull request: the report, below what the change makes better or worse (`compared`, Markdown). */
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

/** If nothing is left to do, the comment says so. */
function verdict(report: Report, about: (by: string) => string): string {
  switch (outcomeOf(report)) {
    case 'met':
      return '**All duties that a repository can show are met.**\n\n';
    case 'not-applicable':
      return '**No duty was found to bind here.**\n\n';
    case 'configured':
      return `**Nothing is open, by declaration**: ${declared(report, about)}.\n\n`;
    default:
      return declared(report, about) === '' ? '' : `Decided by declaration: ${declared(report, about)}.\n\n`;
  }
}

/** The decisions of all targets, each text once. */
function declared({ repositories }: Report, about: (by: string) => string): string {
  const texts = repositories.flatMap((entry) => (isUnreadable(entry) ? [] : [decisionsText(entry, about)]));
  return [...new Set(texts)]
    .filter((text) => text !== '')
    .slice(0, MAX_DECLARED)
    .map((text) => escapeMarkdown(text, false))
    .join('; ');
}
