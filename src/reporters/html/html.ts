import { createHash } from 'node:crypto';

import { isUnreadable, SEVERITIES, type Report } from '../../report.ts';
import { escapeXml } from '../escape-xml.ts';
import { calmHeadline } from '../headline.ts';
import { STATES, stateOf } from './duty.ts';
import { htmlName, htmlRepository, htmlUnreadable } from './repository.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { DISCLAIMER, htmlText } from './text.ts';
import { prettySummary, prettyTotal } from '../pretty/summary.ts';

/**
 * The report as one HTML file to read, print or mail. It needs no network, works without its script, and its content
 * security policy allows only its own style and script. Text from a repository is shown as text.
 */
export function html(report: Report): string {
  const { repositories } = report;
  const [only] = repositories;
  const title =
    repositories.length === 1 && only !== undefined ? htmlName(only) : `${repositories.length} repositories`;
  const policy = [
    "default-src 'none'",
    `style-src '${hash(STYLE)}'`,
    `script-src '${hash(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const sections = repositories.map((entry, at) =>
    isUnreadable(entry) ? htmlUnreadable(entry, at + 1) : htmlRepository(entry, report.licenses, at + 1),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Llama license report: ${escapeXml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<header class="page">
<h1>Llama license report</h1>
<p>${prettyTotal(report.summary)}</p>
</header>
${repositories.length > 1 ? contents(report) : ''}${filters(report)}<main id="report">
${sections.join('')}</main>
<footer class="page">
<p>${DISCLAIMER}</p>
<p>${escapeXml(`${report.tool.name} ${report.tool.version}`)}</p>
</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function contents({ repositories }: Report): string {
  const rows = repositories.map((entry, at) => {
    const says = isUnreadable(entry)
      ? 'could not be read'
      : htmlText(entry.obligations.length === 0 ? calmHeadline(entry) : prettySummary(entry));
    const name = `<a href="#r${at + 1}">${htmlText(htmlName(entry))}</a>`;
    const target = `<span class="place">${escapeXml(entry.target)}</span>`;
    return `<tr><th scope="row">${name} ${target}</th><td>${says}</td></tr>\n`;
  });
  return `<nav aria-label="Repositories"><table class="contents"><caption>Repositories</caption>
<thead><tr><th scope="col">Repository</th><th scope="col">Outcome</th></tr></thead>
<tbody>
${rows.join('')}</tbody></table></nav>
`;
}

/** The filters, hidden until the script makes them work. */
function filters({ repositories }: Report): string {
  const obligations = repositories.flatMap((entry) => (isUnreadable(entry) ? [] : entry.obligations));
  const box = (name: string, value: string, words: string, count: number): string =>
    count === 0
      ? ''
      : `<label><input type="checkbox" name="${name}" value="${value}" checked> ${words} ` +
        `<span class="count">${count}</span></label>\n`;
  const states = Object.entries(STATES).map(([state, { words }]) =>
    box('state', state, words, obligations.filter((one) => stateOf(one) === state).length),
  );
  const severities = SEVERITIES.map((severity) =>
    box('severity', severity, severity, obligations.filter((one) => one.severity === severity).length),
  );
  const options = repositories.map((entry, at) => `<option value="${at + 1}">${escapeXml(entry.target)}</option>`);
  const select =
    repositories.length < 2
      ? ''
      : `<label>Repository
<select name="repository"><option value="">all</option>${options.join('')}</select></label>\n`;
  if (obligations.length === 0) return '';
  return `<form id="filters" aria-label="Filters" autocomplete="off" hidden>
<fieldset><legend>Outcome</legend>
${states.join('')}</fieldset>
<fieldset><legend>Severity</legend>
${severities.join('')}</fieldset>
${select}<button type="reset">Show all</button>
</form>
<p id="shown" role="status"></p>
`;
}
