import { auditReport } from '../audit/audit-report.ts';
import { openJoined } from '../audit/joined.ts';
import { escapeTerminal } from '../reporters/escape-terminal.ts';
import type { Auditing } from './audit-arguments.ts';
import { printAudit } from './audit-render.ts';
import { UNREADABLE, type ExitStatus } from './exit-status.ts';
import type { TextStyle, RuntimeContext } from './context.ts';

/**
 * Prints the report of what journals of one audit hold together. Gives the exit status: 3 as well when a part is missing.
 * Throws a `UsageError` for what is no journal, or that of another audit.
 */
export async function merge(
  paths: readonly string[],
  given: Auditing,
  look: TextStyle<null>,
  context: RuntimeContext,
): Promise<ExitStatus> {
  const { journals, remarks, whole, close } = openJoined(paths);
  try {
    // Missing parts are told even to whoever wants it quiet: the report does not show them.
    for (const remark of remarks) context.stderr.write(`llama-license-lint: ${escapeTerminal(remark)}\n`);
    const status = await printAudit(auditReport(journals), given, look, context);
    return whole ? status : UNREADABLE;
  } finally {
    close();
  }
}
