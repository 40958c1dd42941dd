import { isUnreadable, type RepositoryReport, type UnreadableReport } from '../../report.ts';
import { countsOf } from './counts.ts';
import { shortName } from './duties.ts';
import { leftOver, type AuditReport } from './audit-report.ts';
import { needsAttention } from './table.ts';
import { escapeMarkdown, markdownCode } from '../escape-markdown.ts';
import { findingsOf } from '../findings.ts';
import { calmHeadline } from '../headline.ts';
import { prettyTotal } from '../pretty/summary.ts';

export interface AuditMarkdownOptions {
  /** Shows only repositories that need attention, and the total. */
  readonly quiet: boolean;
  /** The maximum size in bytes, at least about 1,000. */
  readonly limit: number;
}

const HEAD = `
| repository | license | relation | errors | warnings | unclear | unmet or unclear |
|---|---|---|--:|--:|--:|---|
`;
const CLOSING = '\nThis is not legal advice.\n';
/** Room for the line that counts the omitted rows. */
const LEFT_OUT_BYTES = 200;

/**
 * The audit for a job summary on GitHub: one table, with the repositories that need attention first. Rows beyond the
 * limit are omitted from the end, and a line counts them. Text from a repository is shown as text or code.
 */
export function auditMarkdown(report: AuditReport, { quiet, limit }: AuditMarkdownOptions): string {
  const left = leftOver(report);
  const head = `## Llama license audit\n\n${prettyTotal(report.summary)}${left === null ? '' : `; ${left}`}\n`;
  let room = limit - Buffer.byteLength(head + HEAD + CLOSING) - LEFT_OUT_BYTES;
  const rows: string[] = [];
  let without = 0;
  for (const attention of quiet ? [true] : [true, false]) {
    for (const entry of report.repositories) {
      if (needsAttention(entry) !== attention) continue;
      const row = isUnreadable(entry) ? unreadable(entry) : readable(entry);
      // After the first row that does not fit, shorter ones are omitted, too.
      const bytes = without > 0 ? Infinity : Buffer.byteLength(row);
      if (bytes > room) without += 1;
      else {
        room -= bytes;
        rows.push(row);
      }
    }
  }
  const cut =
    without === 0
      ? ''
      : `\n**${without} ${without === 1 ? 'repository' : 'repositories'} did not fit here; see the full report.**\n`;
  return `${head}${rows.length === 0 ? '' : HEAD}${rows.join('')}${cut}${CLOSING}`;
}

function readable(entry: RepositoryReport): string {
  const { target, lineage, obligations } = entry;
  const { errors, warnings, unclear } = countsOf(obligations);
  const names = [
    ...new Set(
      findingsOf(obligations)
        .filter(({ waived }) => waived === null)
        .map(({ rule }) => markdownCode(shortName(rule), true)),
    ),
  ];
  const licenses = lineage.licenses.map((license) => markdownCode(license, true)).join(' ') || '–';
  const duties = names.join(' ') || escapeMarkdown(calmHeadline(entry), true);
  const cells = [markdownCode(target, true), licenses, lineage.relation, errors, warnings, unclear, duties];
  return `| ${cells.join(' | ')} |\n`;
}

function unreadable({ target, error }: UnreadableReport): string {
  const why = escapeMarkdown(`${error.message} (${error.code})`, true);
  return `| ${markdownCode(target, true)} | | | | | | **could not be read** ${why} |\n`;
}
