import { isConfigured, isUnreadable, type RepositoryReport, type UnreadableReport } from '../../report.ts';
import { countsOf } from './counts.ts';
import { shortName } from './duties.ts';
import { leftOver, type AuditReport } from './audit-report.ts';
import { escapeTerminal } from '../escape-terminal.ts';
import { findingsOf } from '../findings.ts';
import { calmHeadline } from '../headline.ts';
import { painter, type Color, type Paint } from '../paint.ts';
import { prettyTotal } from '../pretty/summary.ts';

export interface TableOptions {
  readonly color: boolean;
  /** Shows only repositories that need attention, and the total. */
  readonly quiet: boolean;
  /** The width of a line in columns. */
  readonly width: number;
}

/** Errors, warnings, unclear duties. */
const COUNTS = ['E', 'W', '?'] as const;
const COUNT_WIDTH = 2;
const LICENSE_COLUMN_CHARS = 'llama-3.3'.length;
const GAP = '  ';
/** The minimum width of the last column. */
const NARROWEST_LAST = 26;

/** One line for each repository, for a terminal: the license, the counts, and the open duties. */
export function* auditTable(report: AuditReport, { color, quiet, width }: TableOptions): Generator<string> {
  const paint = painter(color);
  const before = LICENSE_COLUMN_CHARS + COUNTS.length * (COUNT_WIDTH + 1) + GAP.length * 3;
  const owner = commonOwner(report);
  const heading = owner === '' ? 'repository' : `${owner}…`;
  const names = longestName(report, owner, heading, quiet);
  const nameWidth = Math.max(Math.min(names, width - before - NARROWEST_LAST), 10);
  const lastWidth = width - before - nameWidth;
  const line = (name: string, license: string, counts: readonly string[], last: string): string => {
    const numbers = counts.map((count) => count.padStart(COUNT_WIDTH)).join(' ');
    return `${[fitted(name, nameWidth), fitted(license, LICENSE_COLUMN_CHARS), numbers, last].join(GAP).trimEnd()}\n`;
  };
  if (names > 0) yield paint('dim', line(heading, 'license', COUNTS, 'unmet or unclear').trimEnd()).concat('\n');
  for (const entry of report.repositories) {
    const name = escapeTerminal(entry.target.slice(owner.length));
    if (isUnreadable(entry))
      yield `${fitted(name, nameWidth)}${GAP}${paint('red', cut(unreadable(entry), width - nameWidth - GAP.length))}\n`;
    else if (!quiet || needsAttention(entry)) {
      const { licenses } = entry.lineage;
      yield colored(
        line(
          name,
          licenses.length === 0 ? '–' : escapeTerminal(licenses.join('+')),
          counts(entry),
          duties(entry, lastWidth),
        ),
        entry,
        nameWidth,
        paint,
      );
    }
  }
  const left = leftOver(report);
  yield `${names > 0 ? '\n' : ''}${prettyTotal(report.summary)}${left === null ? '' : `; ${left}`}\n`;
}

/** True if a duty is unmet or unclear, or the target could not be read. */
export function needsAttention(entry: RepositoryReport | UnreadableReport): boolean {
  if (isUnreadable(entry)) return true;
  return entry.obligations.some(
    ({ outcome, waived }) => waived === null && (outcome === 'unmet' || outcome === 'unclear'),
  );
}

/** `hf:acme/` if several repositories all belong to this owner: the lines then omit it. */
function commonOwner({ repositories }: AuditReport): string {
  let common: string | null = null;
  let count = 0;
  for (const { target } of repositories) {
    const [owner = ''] = /^(?:hf|github):[\w.-]{1,100}\/(?=.)/.exec(target) ?? [];
    if (owner === '' || (common !== null && owner !== common)) return '';
    common = owner;
    count += 1;
  }
  return count > 1 ? (common ?? '') : '';
}

function longestName({ repositories }: AuditReport, owner: string, heading: string, quiet: boolean): number {
  let longest = 0;
  for (const entry of repositories)
    if (!quiet || needsAttention(entry))
      longest = Math.max(longest, escapeTerminal(entry.target.slice(owner.length)).length, heading.length);
  return longest;
}

function unreadable({ error }: UnreadableReport): string {
  return `could not be read (${error.code}): ${escapeTerminal(error.message)}`;
}

function counts({ obligations }: RepositoryReport): string[] {
  const { errors, warnings, unclear } = countsOf(obligations);
  return [errors, warnings, unclear].map((count) => (count === 0 ? '–' : String(count)));
}

/** The names of as many duties as fit, the gravest first, and how many more there are. */
function duties(entry: RepositoryReport, width: number): string {
  const { obligations } = entry;
  const names = [
    ...new Set(
      findingsOf(obligations)
        .filter(({ waived }) => waived === null)
        .map(({ rule }) => escapeTerminal(shortName(rule))),
    ),
  ];
  if (names.length === 0) return cut(escapeTerminal(calmHeadline(entry)), width);
  const fit = (shown: number): string =>
    `${names.slice(0, shown).join(', ')}${shown < names.length ? ` +${names.length - shown}` : ''}`;
  let shown = names.length;
  while (shown > 1 && fit(shown).length > width) shown -= 1;
  return cut(fit(shown), width);
}

function colored(line: string, entry: RepositoryReport, nameWidth: number, paint: Paint): string {
  const { errors, warnings, unclear } = countsOf(entry.obligations);
  const tone: Color | null =
    errors > 0
      ? 'red'
      : warnings > 0
        ? 'yellow'
        : unclear > 0
          ? 'magenta'
          : entry.obligations.length > 0 && !isConfigured(entry)
            ? 'green'
            : null;
  return tone === null ? line : `${line.slice(0, nameWidth)}${paint(tone, line.slice(nameWidth).trimEnd())}\n`;
}

/** Shortens a name at its start: names and paths tend to differ at the end. */
function fitted(name: string, width: number): string {
  return (name.length <= width ? name : `…${name.slice(name.length - (width - 1))}`).padEnd(width);
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
