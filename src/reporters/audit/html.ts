import { createHash } from 'node:crypto';

import type { Report } from '../../report.ts';
import { dutyColumns, type DutyColumn } from './duties.ts';
import { auditRow, type AuditRow } from './html-rows.ts';
import { AUDIT_SCRIPT } from './html-script.ts';
import { AUDIT_STYLE } from './html-style.ts';
import { leftOver, type AuditReport } from './audit-report.ts';
import { escapeXml } from '../escape-xml.ts';
import { STATES } from '../html/duty.ts';
import { DISCLAIMER } from '../html/text.ts';
import { prettyTotal } from '../pretty/summary.ts';

/**
 * An audit as one HTML file: a table to sort and filter, with one row for each repository and one column for each duty.
 * It needs no network, and its content security policy allows only its own style and script. The rows are data: the
 * script adds them as text when they scroll into view, so that the page can hold thousands.
 */
export function* auditHtml(report: AuditReport): Generator<string> {
  const columns = dutyColumns(report);
  yield head(report, columns);
  yield `<script type="application/json" id="rows">[`;
  // A text that many repositories share is written once.
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
  yield `]</script>
<script type="application/json" id="words">${data([...words.keys()])}</script>
<script>${AUDIT_SCRIPT}</script>
</body>
</html>
`;
}

/** JSON in which every character that HTML could interpret is escaped, such as the end of the element. */
function data(value: AuditRow | readonly string[]): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function head(report: AuditReport, columns: readonly DutyColumn[]): string {
  const left = leftOver(report);
  const total = report.summary.repositories;
  const policy = [
    "default-src 'none'",
    `style-src '${hash(AUDIT_STYLE)}'`,
    `script-src '${hash(AUDIT_SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const heads = [
    ...ABOUT.map(({ key, title, words }) => column(key, title, words, '')),
    ...columns.map(({ name, title }, at) => column(`duty${at}`, name, title, ' class="duty"')),
  ].join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Llama license audit: ${total} ${total === 1 ? 'repository' : 'repositories'}</title>
<style>${AUDIT_STYLE}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the table</a>
<header class="page">
<h1>Llama license audit</h1>
<p>${prettyTotal(report.summary)}${left === null ? '' : `; ${left}`}</p>
</header>
<noscript><p class="without">A script in this file builds the table, and this browser does not run it.
The formats csv and markdown need no script.</p></noscript>
${filters(report.licenses, columns)}<p id="shown" role="status"></p>
<main id="report" tabindex="-1">
<div class="wide" role="region" aria-label="Repositories" tabindex="0">
<table id="table" hidden>
<thead><tr>${heads}</tr></thead>
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
<p>${DISCLAIMER}</p>
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
  const label = title.length > 1 ? '' : ` aria-label="${escapeXml(words)}"`;
  const button = `<button type="button" title="${escapeXml(words)}"${label}><span>${escapeXml(title)}</span></button>`;
  return `<th scope="col" aria-sort="none" data-key="${key}"${attributes}>${button}</th>`;
}

const OUTCOME_FILTERS: readonly (readonly [value: string, words: string])[] = [
  ['', 'all'],
  ['errors', 'errors'],
  ['warnings', 'warnings'],
  ['unclear', 'unclear'],
  ['calm', 'nothing open'],
  ['none', 'no license found'],
  ['unreadable', 'could not be read'],
];

/** The filters, hidden until the script makes them work. */
function filters(licenses: Report['licenses'], columns: readonly DutyColumn[]): string {
  const options = (all: readonly (readonly [value: string, words: string])[]): string =>
    all.map(([value, words]) => `<option value="${escapeXml(value)}">${escapeXml(words)}</option>`).join('');
  const byLicense = licenses.map(({ license, name }) => [license, name] as const);
  const byDuty = columns.map(({ name }, at) => [String(at), name] as const);
  return `<form id="filters" aria-label="Filters" autocomplete="off" hidden>
<label>Name <input type="search" name="name" size="24"></label>
<label>Outcome <select name="outcome">${options(OUTCOME_FILTERS)}</select></label>
<label>License <select name="license">${options([['', 'all'], ...byLicense])}</select></label>
<label>Unmet or unclear <select name="duty">${options([['', 'any duty'], ...byDuty])}</select></label>
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
