import type { Obligation, Report, ReportedLicense, RepositoryReport, UnreadableReport } from '../../report.ts';
import { htmlCode, htmlEvidence, htmlLink, htmlPlaces, htmlText } from './text.ts';
import { htmlDuty, htmlDutyRow } from './duty.ts';
import { prettyLineage } from '../pretty/lineage.ts';
import { prettySummary } from '../pretty/summary.ts';
import { rulesById } from '../rule-of.ts';

interface Numbered {
  readonly obligation: Obligation;
  readonly duty: number;
}

/** One repository: its lineage, a table of its duties, then each duty in full, in the order of licenses and clauses. */
export function htmlRepository(entry: RepositoryReport, licenses: Report['licenses'], repository: number): string {
  const rules = rulesById({ licenses });
  const groups = byLicense(entry, licenses);
  const rows = groups.map(
    ({ title, duties }) => `<tbody>
<tr class="license"><th scope="rowgroup" colspan="4">${title}</th></tr>
${duties.map(({ obligation, duty }) => htmlDutyRow(obligation, rules, { repository, duty })).join('')}</tbody>
`,
  );
  const overview =
    groups.length === 0
      ? ''
      : `<table class="overview"><caption>Duties at a glance</caption>
<thead><tr><th scope="col">Clause</th><th scope="col">Duty</th>
<th scope="col">Outcome</th><th scope="col">Severity</th></tr></thead>
${rows.join('')}</table>
`;
  const full = groups.map(({ title, duties }) => {
    const each = duties.map(({ obligation, duty }) => htmlDuty(obligation, entry.lineage, rules, { repository, duty }));
    return `<section class="license"><h3>${title}</h3>\n${each.join('')}</section>\n`;
  });
  const summary = entry.obligations.length === 0 ? '' : `<p class="summary">${htmlText(prettySummary(entry))}</p>\n`;
  return `${opening(repository)}
<h2 id="r${repository}-name">${htmlText(htmlName(entry))}</h2>
${summary}${about(entry)}${overview}${full.join('')}${notes(entry)}</section>
`;
}

function opening(repository: number): string {
  const id = `r${repository}`;
  return `<section class="repository" id="${id}" data-repository="${repository}" aria-labelledby="${id}-name">`;
}

/** A target that could not be read: the error, and what can help. */
export function htmlUnreadable({ target, error }: UnreadableReport, repository: number): string {
  return `${opening(repository)}
<h2 id="r${repository}-name">${htmlText(target)}</h2>
<p class="summary">This target could not be read, so its duties are unknown.</p>
<p class="message">${htmlText(error.message)} (${htmlText(error.code)})</p>
<p>${htmlText(error.hint)}</p>
</section>
`;
}

/** The repository's name, or else the target. */
export function htmlName(entry: RepositoryReport | UnreadableReport): string {
  return 'error' in entry || entry.name.value === '' ? entry.target : entry.name.value;
}

function about(entry: RepositoryReport): string {
  const { target, revision, lineage } = entry;
  const row = (term: string, description: string): string => `<dt>${term}</dt><dd>${description}</dd>\n`;
  const parents = lineage.otherParents.map(
    ({ id, evidence }) =>
      `<p>${htmlText(id)}: not a Llama model; its own terms bind too, and are not judged here</p>` +
      htmlEvidence(evidence),
  );
  const rows = [
    row('Target', htmlCode(target)),
    revision === null ? '' : row('Revision', htmlCode(revision)),
    row('Lineage', htmlText(prettyLineage(entry))),
    lineage.evidence.length === 0 ? '' : row('Seen in', htmlEvidence(lineage.evidence)),
    parents.length === 0 ? '' : row('Other parents', parents.join('')),
  ];
  return `<dl class="about">\n${rows.join('')}</dl>\n`;
}

/** The duties by license; those of a license that the report does not describe come last. */
function byLicense(
  { obligations }: RepositoryReport,
  licenses: Report['licenses'],
): { readonly title: string; readonly duties: readonly Numbered[] }[] {
  const numbered = obligations.map((obligation, at): Numbered => ({ obligation, duty: at + 1 }));
  const of = (license: ReportedLicense): readonly Numbered[] =>
    numbered.filter(({ obligation }) => license.rules.some(({ rule }) => rule === obligation.rule));
  const known = licenses.map((license) => ({ title: htmlLink(license.published, license.name), duties: of(license) }));
  const grouped = new Set(known.flatMap(({ duties }) => duties));
  return [...known, { title: 'Other duties', duties: numbered.filter((one) => !grouped.has(one)) }].filter(
    ({ duties }) => duties.length > 0,
  );
}

function notes({ notes: all }: RepositoryReport): string {
  if (all.length === 0) return '';
  const each = all.map(
    ({ message, locations }) => `<li>${htmlText(message)}${locations.length === 0 ? '' : htmlPlaces(locations)}</li>\n`,
  );
  return `<section class="notes"><h3>Notes</h3><ul>\n${each.join('')}</ul></section>\n`;
}
