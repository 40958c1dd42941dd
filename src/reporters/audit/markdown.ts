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
  /** Only what is unmet, unclear or could not be read, and the total. */
  readonly quiet: boolean;
  /** Bytes that the text may take; some 1,000 at least. */
  readonly limit: number;
}

const HEAD =
  '\n| repository | license | relation | errors | warnings | unclear | unmet or unclear |\n|---|---|---|--:|--:|--:|---|\n';
const CLOSING = '\nThis is not legal advice.\n';
/** More bytes than the line that counts what is left out takes. */
const LEFT_OUT_BYTES = 200;

/**
 * The audit for a job's summary on GitHub: one table, what asks for attention first. What goes beyond the limit is left
 * out from the end, in whole rows, and a line says how much. Whatever comes from a repository is shown as text or code.
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
      // Once a row had no room, no later and shorter one takes its place.
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
      : `\n**${without} ${without === 1 ? 'repository' : 'repositories'} had no room here; the whole report has all of them.**\n`;
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
  return `| ${markdownCode(target, true)} | ${licenses} | ${lineage.relation} | ${errors} | ${warnings} | ${unclear} | ${duties} |\n`;
}

function unreadable({ target, error }: UnreadableReport): string {
  return `| ${markdownCode(target, true)} | | | | | | **could not be read** ${escapeMarkdown(`${error.message} (${error.code})`, true)} |\n`;
}
