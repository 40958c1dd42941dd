import { plainLine } from './plain-line.ts';

/** Breaks a word for what would link it, and shows nothing. */
const BREAK = '&#8203;';

/** What is shown as code: what is written so, and addresses, which then are no links and still can be copied. */
const CODE = /(`[^`]+`|https?:\/\/[^\s`]*[^\s`.,;:!?)”"'])/i;

/**
 * Text for GitHub's Markdown, with what stands between backticks, and addresses, as code. Else all of it is rendered as what it is: no
 * markup, table cell, HTML, entity or formula, and, which GitHub looks for in the rendered text, so that no escape
 * helps, no address, mention, issue, commit or emoji.
 */
export function escapeMarkdown(text: string, inTable: boolean): string {
  const parts = plainLine(text).split(CODE);
  return parts
    .map((part, at) => {
      if (at % 2 === 1) return codeSpan(part.startsWith('`') ? part.slice(1, -1) : part, inTable);
      // Without something in between, the fences of two codes would be one.
      return part === '' && at > 0 && at < parts.length - 1 ? BREAK : escaped(part);
    })
    .join('');
}

/** Text from a repository as code: a file's name, a quotation. Nothing in it is read as markup, nor linked. */
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

/** In a table, pipes part cells even within code, save for those behind a backslash, which is then not shown. */
function codeSpan(line: string, inTable: boolean): string {
  // Behind a backslash of its own a pipe cannot be escaped in a code span.
  if (inTable && line.includes('\\|')) return `<code>${escaped(line)}</code>`;
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // One space inside each fence keeps a backtick apart from it and is not shown, save in code of nothing but spaces.
  const space = line === '' || (/^[ `]|[ `]$/.test(line) && /[^ ]/.test(line)) ? ' ' : '';
  return `${fence}${space}${inTable ? line.replaceAll('|', '\\|') : line}${space}${fence}`;
}
