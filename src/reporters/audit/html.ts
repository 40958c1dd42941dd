import { createHash } from 'node:crypto';

import type { Report } from '../../report.ts';
import { dutyColumns, type DutyColumn } from './duties.ts';
import { auditRow, type AuditRow } from './html-rows.ts';
import { AUDIT_SCRIPT } from './html-script.ts';
import { AUDIT_STYLE } from './html-style.ts';
import { leftOver, type AuditReport } from './audit-report.ts';
import { escapeXml } from '../escape-xml.ts';
import { STATES } from '../html/duty.ts';
import { prettyTotal } from '../pretty/summary.ts';

/**
 * An audit as one HTML file: a table to sort and to filter, one row for each repository and one column for each duty. It
 * needs no network, and forbids the browser everything but its own style and script. The rows are data that the script
 * puts into the page as they come into sight, as text and nothing else, so that thousands of them are no burden.
 */
export function* auditHtml(report: AuditReport): Generator<string> {
  const columns = dutyColumns(report);
  yield head(report, columns);
  yield `<script type="application/json" id="rows">[`;
  // What thousands of repositories are told alike stands in the file once.
  const words = new Map<string, number>();
  const intern = (text: string): number => {
    const known = words.get(text);
    if (known !== undefined) return known;
    words.set(text, words.size);
    return words.size - 1;
  };
  let first = true;
  for (const entry of report.repositories) {
    yield `${first ? '' : ','}\n${data(auditRow(entry, columns, intern))}`;
    first = false;
  }
  yield `]</script>\n<script type="application/json" id="words">${data([...words.keys()])}</script>\n<script>${AUDIT_SCRIPT}</script>\n</body>\n</html>\n`;
}

/** Nothing that ends the element, or that a parser of HTML takes for anything, is left in it. */
function data(value: AuditRow | readonly string[]): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function head(report: AuditReport, columns: readonly DutyColumn[]): string {
  const left = leftOver(report);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hash(AUDIT_STYLE)}'; script-src '${hash(AUDIT_SCRIPT)}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Llama license audit: ${report.summary.repositories} ${report.summary.repositories === 1 ? 'repository' : 'repositories'}</title>
<style>${AUDIT_STYLE}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the table</a>
<header class="page">
<h1>Llama license audit</h1>
<p>${prettyTotal(report.summary)}${left === null ? '' : `; ${left}`}</p>
</header>
<noscript><p class="without">The table is put together by the script in this file, which this browser does not run. The formats csv and markdown need none.</p></noscript>
${filters(report.licenses, columns)}<p id="shown" role="status"></p>
<main id="report" tabindex="-1">
<div class="wide" role="region" aria-label="Repositories" tabindex="0">
<table id="table" hidden>
<thead><tr>${ABOUT.map(({ key, title, words }) => column(key, title, words, '')).join('')}${columns.map(({ name, title }, at) => column(`duty${at}`, name, title, ' class="duty"')).join('')}</tr></thead>
</table>
<p id="more" aria-hidden="true"></p>
</div>
</main>
<footer class="page">
<p class="legend">${[
    ['Unmet', 'unmet'],
    ['Unclear', 'unclear'],
    ['Waived', 'waived'],
    ['Met', 'met'],
    ['Not applicable', 'not-applicable'],
    ['Not checked', 'not-checked'],
  ]
    .map(
      ([words = '', state = '']) =>
        `<span class="${state}"><span aria-hidden="true">${markOf(state)}</span> ${words}</span>`,
    )
    .join(' ')}</p>
<p>This is an engineer's reading of the licenses and no legal advice. What no repository can show is listed as not checked.</p>
<p>${escapeXml(`${report.tool.name} ${report.tool.version}`)}</p>
</footer>
`;
}

const ABOUT = [
  { key: 'target', title: 'Repository', words: 'Repository' },
  { key: 'license', title: 'License', words: 'License' },
  { key: 'relation', title: 'Relation', words: 'Relation' },
  { key: 'errors', title: 'E', words: 'Errors' },
  { key: 'warnings', title: 'W', words: 'Warnings' },
  { key: 'unclear', title: '?', words: 'Unclear' },
] as const;

function column(key: string, title: string, words: string, attributes: string): string {
  return `<th scope="col" aria-sort="none" data-key="${key}"${attributes}><button type="button" title="${escapeXml(words)}"${title.length > 1 ? '' : ` aria-label="${escapeXml(words)}"`}><span>${escapeXml(title)}</span></button></th>`;
}

/** Hidden until the script makes them work. */
function filters(licenses: Report['licenses'], columns: readonly DutyColumn[]): string {
  const option = (value: string, words: string): string =>
    `<option value="${escapeXml(value)}">${escapeXml(words)}</option>`;
  return `<form id="filters" aria-label="Filters" autocomplete="off" hidden>
<label>Name <input type="search" name="name" size="24"></label>
<label>Outcome <select name="outcome"><option value="">all</option><option value="errors">errors</option><option value="warnings">warnings</option><option value="unclear">unclear</option><option value="calm">nothing left open</option><option value="none">no license found</option><option value="unreadable">could not be read</option></select></label>
<label>License <select name="license"><option value="">all</option>${licenses.map(({ license, name }) => option(license, name)).join('')}</select></label>
<label>Unmet or unclear <select name="duty"><option value="">any duty</option>${columns.map(({ name }, at) => option(String(at), name)).join('')}</select></label>
<button type="reset">Show all</button>
</form>
`;
}

function markOf(state: string): string {
  return Object.entries(STATES).find(([name]) => name === state)?.[1].mark ?? '';
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
