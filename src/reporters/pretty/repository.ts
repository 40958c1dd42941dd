import type { Obligation, RepositoryReport, UnreadableReport } from '../../report.ts';
import { escapeTerminal } from '../escape-terminal.ts';
import { findingsOf } from '../findings.ts';
import type { Paint } from '../paint.ts';
import { prettyLineage } from './lineage.ts';
import { paintLabel, placeOf, prettyObligation, rows, sayingOf, type Label } from './obligation.ts';
import { prettySummary } from './summary.ts';
import { dutyName } from '../rule-of.ts';
import { hang, TEXT_COLUMN, wrap } from '../wrap.ts';

export interface Layout {
  readonly paint: Paint;
  readonly quiet: boolean;
  readonly width: number;
}

/** One repository: head, lineage, findings, other duties by name, notes, summary. Empty if quiet and no duty binds. */
export function prettyRepository(entry: RepositoryReport, layout: Layout): string[] {
  const { paint, quiet, width } = layout;
  if (quiet && entry.obligations.length === 0) return [];
  const findings = findingsOf(entry.obligations)
    .filter(({ waived }) => !quiet || waived === null)
    .map((obligation) => prettyObligation(obligation, entry.lineage, paint, width));
  const blocks = [[...head(entry, layout), ...(quiet ? [] : lineage(entry, layout))], ...findings];
  if (!quiet)
    blocks.push(
      restByName(entry, layout),
      entry.notes.flatMap((note) => prettyNote(note, layout)),
    );
  if (entry.obligations.length > 0)
    blocks.push(wrap(escapeTerminal(prettySummary(entry)), width).map((line) => paint('bold', line)));
  return blocks.filter((lines) => lines.length > 0).flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]));
}

/** A target that could not be read: the error, and what can help. */
export function prettyUnreadable(entry: UnreadableReport, { paint, width }: Layout): string[] {
  const { code, message, hint } = entry.error;
  const says = `${escapeTerminal(entry.target)} could not be read: ${escapeTerminal(message)} (${code})`;
  return [
    ...labeled('error', says, paint, width),
    ...(hint === '' ? [] : rows('do', [escapeTerminal(hint)], paint, width)),
  ];
}

function head(entry: RepositoryReport, { paint, width }: Layout): string[] {
  const target = escapeTerminal(entry.target);
  const name = escapeTerminal(entry.name.value);
  const revision = entry.revision === null ? '' : ` @ ${escapeTerminal(entry.revision.slice(0, 12))}`;
  const title = name === '' ? target : name;
  const [first = '', ...further] = wrap(
    `${title}${name === '' || name === target ? '' : `  ${target}`}${revision}`,
    width,
  );
  return [
    first.startsWith(title) ? paint('bold', title) + first.slice(title.length) : paint('bold', first),
    ...further,
  ];
}

function lineage(entry: RepositoryReport, { paint, width }: Layout): string[] {
  return [
    ...wrap(escapeTerminal(prettyLineage(entry)), width),
    ...rows('why', entry.lineage.evidence.map(sayingOf), paint, width),
  ];
}

function restByName(entry: RepositoryReport, { paint, width }: Layout): string[] {
  const lines = (label: string, outcome: Obligation['outcome']): string[] => {
    const some = entry.obligations.filter((obligation) => obligation.outcome === outcome && obligation.waived === null);
    const names = some.map((obligation) => escapeTerminal(dutyName(obligation, entry.lineage.licenses)));
    return names.length === 0 ? [] : hang(label, names.join(', '), 16, width).map((line) => paint('dim', line));
  };
  return [...lines('met', 'met'), ...lines('not applicable', 'not-applicable'), ...lines('not checked', 'not-checked')];
}

/** A note on a repository. */
export function prettyNote(note: RepositoryReport['notes'][number], { paint, width }: Omit<Layout, 'quiet'>): string[] {
  return [
    ...labeled('note', escapeTerminal(note.message), paint, width),
    ...rows('at', note.locations.map(placeOf), paint, width),
  ];
}

function labeled(label: Label, text: string, paint: Paint, width: number): string[] {
  const [first = '', ...further] = hang('', text, TEXT_COLUMN, width);
  return [`${paintLabel(label, paint)}${first.slice(TEXT_COLUMN)}`, ...further];
}
