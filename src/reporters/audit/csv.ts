import { isUnreadable, type Obligation, type RepositoryReport, type UnreadableReport } from '../../report.ts';
import { dutyColumns, gravest, type DutyColumn } from './duties.ts';
import type { AuditReport } from './audit-report.ts';
import { countsOf } from './counts.ts';
import { decisionsText } from '../headline.ts';
import { plainLine } from '../plain-line.ts';

const ABOUT = [
  'target',
  'source',
  'revision',
  'name',
  'licenses',
  'relation',
  'certainty',
  'bases',
  'errors',
  'warnings',
  'unclear',
];

/**
 * CSV as in RFC 4180, with one row for each repository and one column for each duty. A spreadsheet runs no text of a
 * repository as a formula.
 */
export function* auditCsv(report: AuditReport): Generator<string> {
  const columns = dutyColumns(report);
  yield record([...ABOUT, ...columns.map(({ name }) => name), 'error', 'message']);
  for (const entry of report.repositories)
    yield record(isUnreadable(entry) ? unreadable(entry, columns) : readable(entry, columns));
}

function readable(entry: RepositoryReport, columns: readonly DutyColumn[]): readonly string[] {
  const { target, source, revision, name, lineage, obligations } = entry;
  const { errors, warnings, unclear } = countsOf(obligations);
  return [
    target,
    source,
    revision ?? '',
    name.value,
    lineage.licenses.join(' '),
    lineage.relation,
    lineage.certainty ?? '',
    lineage.bases.join(' '),
    String(errors),
    String(warnings),
    String(unclear),
    ...columns.map((column) => outcomeOf(gravest(obligations, column.name))),
    '',
    entry.decisions === undefined ? '' : decisionsText(entry),
  ];
}

function unreadable({ target, source, error }: UnreadableReport, columns: readonly DutyColumn[]): readonly string[] {
  return [target, source, ...ABOUT.slice(2).map(() => ''), ...columns.map(() => ''), error.code, error.message];
}

function outcomeOf(obligation: Obligation | null): string {
  if (obligation === null) return '';
  return obligation.waived === null ? obligation.outcome : 'waived';
}

function record(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/**
 * Where a formula can begin: at the start of a cell and, for a spreadsheet that separates cells by semicolons, after
 * each semicolon. Full-width signs count as well.
 */
const FORMULA = /(^|;)(?=[ \u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** A leading apostrophe marks a cell as text. https://owasp.org/www-community/attacks/CSV_Injection */
function cell(text: string): string {
  const shown = plainLine(text).replace(FORMULA, "$1'");
  const guarded = /^[\t\r]/.test(text) ? `'${shown}` : shown;
  return /[",;\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
