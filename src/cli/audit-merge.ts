import { auditReport } from '../audit/audit-report.ts';
import { openJoined } from '../audit/joined.ts';
import { escapeTerminal } from '../reporters/escape-terminal.ts';
import type { AuditSettings } from './audit-arguments.ts';
import { printAudit } from './audit-render.ts';
import { UNREADABLE, type ExitStatus } from './exit-status.ts';
import type { TextStyle, RuntimeContext } from './context.ts';

/**
 * Prints one report of several journals of an audit. Returns the exit status, which is also 3 if a part is missing.
 * Throws a `UsageError` for a file that is not a journal, or that belongs to another audit.
 */
export async function merge(
  paths: readonly string[],
  settings: AuditSettings,
  style: TextStyle<null>,
  context: RuntimeContext,
): Promise<ExitStatus> {
  const { journals, remarks, whole, close } = openJoined(paths);
  try {
    // Missing parts are reported even with --quiet, because the report does not show them.
    for (const remark of remarks) context.stderr.write(`llama-license-lint: ${escapeTerminal(remark)}\n`);
    const status = await printAudit(auditReport(journals), settings, style, context);
    return whole ? status : UNREADABLE;
  } finally {
    close();
  }
}
