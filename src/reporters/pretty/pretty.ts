import { isUnreadable, type Report } from '../../report.ts';
import { escapeTerminal } from '../escape-terminal.ts';
import { painter } from '../paint.ts';
import { prettyRepository, prettyUnreadable, type Layout } from './repository.ts';
import { prettyTotal } from './summary.ts';
import type { Reporter } from '../reporter.ts';
import { dutyName } from '../rule-of.ts';
import { wrap } from '../wrap.ts';

/**
 * The report for a terminal: for each repository its lineage, the findings and how to fix them, and a summary line.
 * Empty if quiet and no duty binds. The layout is plain ASCII; text from a repository is escaped.
 */
export const pretty: Reporter = (report, options) => {
  const layout: Layout = { paint: painter(options.color), quiet: options.quiet, width: options.width };
  const blocks = report.repositories.map((entry) =>
    isUnreadable(entry) ? prettyUnreadable(entry, layout) : prettyRepository(entry, layout),
  );
  if (report.repositories.length > 1)
    blocks.push(wrap(prettyTotal(report.summary), options.width).map((line) => layout.paint('bold', line)));
  if (!options.quiet) blocks.push(closing(report, options.width).map((line) => layout.paint('dim', line)));
  const shown = blocks.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
  return shown.join('\n');
};

function closing(report: Report, width: number): string[] {
  const hidden = new Set(report.repositories.flatMap(uncheckedDuties));
  const blind =
    hidden.size === 0
      ? ''
      : ` No repository can show these duties, so they are not checked: ${[...hidden].join(', ')}.`;
  return wrap(`This is not legal advice.${blind}`, width);
}

function uncheckedDuties(entry: Report['repositories'][number]): string[] {
  if (isUnreadable(entry)) return [];
  const unchecked = entry.obligations.filter(({ outcome }) => outcome === 'not-checked');
  return unchecked.map((obligation) => escapeTerminal(dutyName(obligation, entry.lineage.licenses)));
}
