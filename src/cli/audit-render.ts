import { auditCsv } from '../reporters/audit/csv.ts';
import { auditHtml } from '../reporters/audit/html.ts';
import { auditJson, auditNdjson } from '../reporters/audit/json.ts';
import { auditMarkdown } from '../reporters/audit/markdown.ts';
import type { AuditReport } from '../reporters/audit/audit-report.ts';
import { auditTable } from '../reporters/audit/table.ts';
import { escapeTerminal } from '../reporters/escape-terminal.ts';
import { JOB_SUMMARY_BYTES } from '../reporters/markdown.ts';
import { prettyTotal } from '../reporters/pretty/summary.ts';
import type { AuditSettings } from './audit-arguments.ts';
import { exitStatus, UNREADABLE, type ExitStatus } from './exit-status.ts';
import type { TextStyle, RuntimeContext } from './context.ts';
import { writeOutput } from './write-output.ts';

/** Prints the report of an audit piece by piece, and returns the exit status that follows from it. */
export async function printAudit(
  report: AuditReport,
  settings: AuditSettings,
  style: TextStyle<null>,
  { stdout, stderr }: RuntimeContext,
): Promise<ExitStatus> {
  const pieces = rendered(report, settings, style);
  if (settings.output === null) for (const piece of pieces) stdout.write(piece);
  else {
    await writeOutput(settings.output, pieces);
    if (!settings.quiet)
      stderr.write(`${prettyTotal(report.summary)}; report written to ${escapeTerminal(settings.output)}\n`);
  }
  return report.left > 0 ? UNREADABLE : exitStatus(report.summary, settings.failOn, settings.strict);
}

function rendered(
  report: AuditReport,
  { format, quiet }: AuditSettings,
  { color, width }: TextStyle<null>,
): Iterable<string> {
  switch (format) {
    case 'table':
      return auditTable(report, { color, quiet, width });
    case 'json':
      return auditJson(report);
    case 'ndjson':
      return auditNdjson(report);
    case 'csv':
      return auditCsv(report);
    case 'markdown':
      return [auditMarkdown(report, { quiet, limit: JOB_SUMMARY_BYTES })];
    case 'html':
      return auditHtml(report);
  }
}
