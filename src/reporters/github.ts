import { isUnreadable, type Report, type RepositoryReport, type UnreadableReport } from '../report.ts';
import type { Place } from '../snapshot/place.ts';
import { anchorOf } from './anchor.ts';
import { escapeTerminal } from './escape-terminal.ts';
import { findingLabel, findingsOf, type FindingLabel } from './findings.ts';
import { placeText } from './place-text.ts';
import { prettyTotal } from './pretty/summary.ts';
import { workspacePath } from './workspace-path.ts';

type Level = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly level: Level;
  readonly title: string;
  /** Lines of text, escaped. */
  readonly says: readonly string[];
  readonly path: string | null;
  readonly place: Place | null;
}

const LEVELS: readonly Level[] = ['error', 'warning', 'notice'];
const LEVEL_OF: Readonly<Record<Exclude<FindingLabel, 'waived'>, Level>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  unclear: 'notice',
};

/** GitHub shows at most this many annotations per level and step (actions/toolkit, docs/problem-matchers.md). */
const SHOWN_PER_LEVEL = 10;

/** A message of the program itself, beside the findings. */
export interface Remark {
  readonly title: string;
  readonly says: string;
}

/**
 * The report as workflow commands of GitHub Actions: an annotation for each finding, the gravest first and at most ten
 * of a level, a notice that counts the rest, and a summary line for the log. A finding is shown where its duty is
 * unmet, else at the line that makes it bind; outside the workspace, its text names the place. Remarks are notices and
 * come first.
 */
export function github(report: Report, remarks: readonly Remark[] = []): string {
  const findings = report.repositories.flatMap((entry) =>
    isUnreadable(entry) ? [unreadable(entry)] : annotationsOf(entry, report.repositories.length > 1),
  );
  const all = [...remarks.map((remark) => ownAnnotation('notice', remark)), ...findings];
  const byLevel = LEVELS.map((level) => all.filter((annotation) => annotation.level === level));
  const tooMany = byLevel.some((some) => some.length > SHOWN_PER_LEVEL);
  // The notice that counts the rest is itself one of the ten.
  const shown = byLevel.flatMap((some, at) =>
    some.slice(0, tooMany && LEVELS[at] === 'notice' ? SHOWN_PER_LEVEL - 1 : SHOWN_PER_LEVEL),
  );
  const left = all.length - shown.length;
  return [...shown.map(command), ...(left === 0 ? [] : [command(rest(left))]), prettyTotal(report.summary)]
    .map((line) => `${line}\n`)
    .join('');
}

/** An error of the program itself, as a workflow command. */
export function errorCommand(remark: Remark): string {
  return `${command(ownAnnotation('error', remark))}\n`;
}

function annotationsOf(entry: RepositoryReport, oneOfSeveral: boolean): Annotation[] {
  return findingsOf(entry.obligations).flatMap((obligation): Annotation[] => {
    const label = findingLabel(obligation);
    if (label === 'waived') return [];
    const place = anchorOf(obligation);
    const path = place === null ? null : workspacePath(entry, place.file);
    const elsewhere = path === null && place !== null ? `${entry.target} ${placeText(place)}: ` : '';
    const whose = path === null && place === null && oneOfSeveral ? `${entry.target}: ` : '';
    const says = [
      `${elsewhere}${whose}${label === 'unclear' ? 'unclear: ' : ''}${obligation.message}`,
      ...(obligation.remedy === '' ? [] : [obligation.remedy]),
    ];
    return [
      {
        level: LEVEL_OF[label],
        title: `${obligation.rule} (${obligation.clause})`,
        says: says.map(escapeTerminal),
        path,
        place,
      },
    ];
  });
}

function ownAnnotation(level: Level, { title, says }: Remark): Annotation {
  return { level, title, says: [escapeTerminal(says)], path: null, place: null };
}

function unreadable({ target, error }: UnreadableReport): Annotation {
  const says = [
    `${target} could not be read: ${error.message} (${error.code})`,
    ...(error.hint === '' ? [] : [error.hint]),
  ];
  return {
    level: 'error',
    title: 'A target could not be read',
    says: says.map(escapeTerminal),
    path: null,
    place: null,
  };
}

function rest(left: number): Annotation {
  return ownAnnotation('notice', {
    title: 'More findings',
    says: `${left} more ${left === 1 ? 'finding is' : 'findings are'} not shown here; the report has all of them.`,
  });
}

function command({ level, title, says, path, place }: Annotation): string {
  const properties = [
    ...(path === null || place === null ? [] : placeProperties(path, place)),
    ['title', escapeTerminal(title)] as const,
  ];
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(',');
  return `::${level} ${written}::${escapeData(says.join('\n'))}`;
}

function placeProperties(path: string, { line, column, endLine, endColumn }: Place): (readonly [string, string])[] {
  const lines = [
    ['file', escapeTerminal(path)],
    ['line', String(line)],
  ] as const;
  // The checks API accepts columns only within one line; otherwise the runner drops them with a warning.
  if (line !== endLine) return [...lines, ['endLine', String(endLine)]];
  return [...lines, ['col', String(column)], ['endLine', String(endLine)], ['endColumn', String(endColumn)]];
}

// The escapes of @actions/core (command.ts), which the runner reverses.

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
