import { plainLine } from './plain-line.ts';

/** An invisible break, which keeps GitHub from linking a word. */
const BREAK = '&#8203;';

/** Text between backticks, and addresses: as code they are not linked, and can still be copied. */
const CODE = /(`[^`]+`|https?:\/\/[^\s`]*[^\s`.,;:!?)”"'])/i;

/**
 * Text for GitHub's Markdown, with addresses and text between backticks as code. The rest is shown literally: it has no
 * effect as markup, table cell, HTML, entity or formula, nor as the address, mention, issue, commit or emoji that
 * GitHub looks for in rendered text, where a backslash does not help.
 */
export function escapeMarkdown(text: string, inTable: boolean): string {
  const parts = plainLine(text).split(CODE);
  return parts
    .map((part, at) => {
      if (at % 2 === 1) return codeSpan(part.startsWith('`') ? part.slice(1, -1) : part, inTable);
      // Without a break, the fences of two adjacent code spans would merge.
      return part === '' && at > 0 && at < parts.length - 1 ? BREAK : escaped(part);
    })
    .join('');
}

/** Text from a repository as code, such as a file name or a quotation: no markup in it has an effect. */
export function markdownCode(text: string, inTable: boolean): string {
  return codeSpan(plainLine(text), inTable);
}

function escaped(line: string): string {
  return line
    .replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&')
    .replaceAll('$', '<span>$</span>')
    .replace(/@(?=\w)|#(?=\w)|:(?=\S)|\bwww(?=\.)|\bgh(?=-\d)/gi, `$&${BREAK}`)
    .replace(/\b(?=[a-f]*\d)[0-9a-f]{7,}\b/gi, (commit) => commit.replace(/.{6}(?=.)/g, `$&${BREAK}`));
}

/** In a table, a pipe separates cells even in code, unless a backslash (which is not shown) precedes it. */
function codeSpan(line: string, inTable: boolean): string {
  // In a code span, a pipe that follows a backslash cannot be escaped.
  if (inTable && line.includes('\\|')) return `<code>${escaped(line)}</code>`;
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // A space inside each fence separates it from a backtick. It is not shown, except in code of spaces alone.
  const space = line === '' || (/^[ `]|[ `]$/.test(line) && /[^ ]/.test(line)) ? ' ' : '';
  return `${fence}${space}${inTable ? line.replaceAll('|', '\\|') : line}${space}${fence}`;
}
