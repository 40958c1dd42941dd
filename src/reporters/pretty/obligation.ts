import type { Lineage, Obligation, Waived } from '../../report.ts';
import type { Evidence, Place } from '../../snapshot/place.ts';
import { escapeTerminal } from '../escape-terminal.ts';
import { findingLabel, waiverText, type FindingLabel } from '../findings.ts';
import { ownEvidence } from '../own-evidence.ts';
import type { Color, Paint } from '../paint.ts';
import { placeText } from '../place-text.ts';
import { prettyClauses } from './clauses.ts';
import { hang, TEXT_COLUMN } from '../wrap.ts';

/** The first few places are shown; `--format json` has all. */
const SHOWN_PLACES = 4;

export type Label = FindingLabel | 'note';

const LABEL_COLORS: Readonly<Record<Label, Color>> = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
  unclear: 'magenta',
  waived: 'dim',
  note: 'blue',
};

/** A finding: the message, its places, why the duty binds, what to do. */
export function prettyObligation(obligation: Obligation, lineage: Lineage, paint: Paint, width: number): string[] {
  const label = findingLabel(obligation);
  const rule = escapeTerminal(obligation.rule);
  const [hung = '', ...further] = hang('', `${rule}  ${escapeTerminal(obligation.message)}`, TEXT_COLUMN, width);
  const first = hung.padEnd(TEXT_COLUMN);
  const body = first.slice(TEXT_COLUMN);
  const painted =
    paintLabel(label, paint) + (body.startsWith(rule) ? paint('bold', rule) + body.slice(rule.length) : body);
  return [
    ...withClause([first, ...further], escapeTerminal(obligation.clause), width).map((line, at) =>
      at === 0 ? painted + line.slice(first.length) : line,
    ),
    ...rows('at', obligation.locations.map(placeOf), paint, width),
    ...rows('why', ownEvidence(obligation, lineage).map(sayingOf), paint, width),
    ...(obligation.waived === null ? remedy(obligation, paint, width) : waiver(obligation.waived, paint, width)),
    ...(obligation.clauses === undefined ? [] : prettyClauses(obligation.clauses, paint, width)),
  ];
}

/** A label, padded to the column of the texts. */
export function paintLabel(label: Label, paint: Paint): string {
  return `${paint(LABEL_COLORS[label], label)}${' '.repeat(TEXT_COLUMN - label.length)}`;
}

/** A place, with line and column even if the file name is cut. */
export function placeOf(place: Place | Evidence): string {
  return placeText({ ...place, file: escapeTerminal(place.file) });
}

/** A place and the quotation from it. */
export function sayingOf(evidence: Evidence): string {
  return `${placeOf(evidence)}  ${escapeTerminal(evidence.says)}`;
}

/** The first rows below a label, and the number of the others. */
export function rows(label: string, texts: readonly string[], paint: Paint, width: number): string[] {
  const shown = texts.slice(0, SHOWN_PLACES);
  const left = texts.length - shown.length;
  if (left > 0) shown.push(`and ${left} more`);
  return shown.flatMap((text, at) => row(at === 0 ? label : '', text, paint, width));
}

function row(label: string, text: string, paint: Paint, width: number): string[] {
  const [first = '', ...further] = hang('', text, TEXT_COLUMN, width);
  return [
    `  ${paint('dim', label)}${' '.repeat(TEXT_COLUMN - 2 - label.length)}${first.slice(TEXT_COLUMN)}`.trimEnd(),
    ...further,
  ];
}

/** Puts the clause at the right margin, on the last line of the message if it fits. */
function withClause(lines: readonly string[], clause: string, width: number): string[] {
  const last = lines.at(-1) ?? '';
  const shown = `(${clause})`;
  const room = width - last.length - shown.length;
  if (room < 2) return [...lines, shown.padStart(Math.max(width, TEXT_COLUMN + shown.length))];
  return [...lines.slice(0, -1), `${last}${' '.repeat(room)}${shown}`];
}

function remedy(obligation: Obligation, paint: Paint, width: number): string[] {
  return obligation.remedy === '' ? [] : row('do', escapeTerminal(obligation.remedy), paint, width);
}

function waiver(waived: Waived, paint: Paint, width: number): string[] {
  return row('reason', escapeTerminal(waiverText(waived)), paint, width);
}
