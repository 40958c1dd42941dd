import type { FixReport, FixedEdit, FixedFile } from '../../fix-report.ts';
import { isUnreadable, type Report, type RepositoryReport } from '../../report.ts';
import { escapeTerminal, isHarmless } from '../escape-terminal.ts';
import { painter, type Color, type Paint } from '../paint.ts';
import { prettyLineage } from './lineage.ts';
import { prettyObligation } from './obligation.ts';
import { prettyNote } from './repository.ts';
import { prettyTotal } from './summary.ts';
import type { ReporterOptions } from '../reporter.ts';
import { dutyName } from '../rule-of.ts';
import { hang, wrap } from '../wrap.ts';

const LABEL_COLUMN = 10;

export interface PrettyFixOptions extends ReporterOptions {
  /** The changes as a patch, printed as it is where it is harmless; null where a person is to read the changes. */
  readonly patch: string | null;
}

/**
 * What a fix does or would do: the changes, each with its rule, what is left and to whom. The changes are an exact patch
 * or, all of them, in a form that no tool takes for one: a patch that is cut or altered falsifies what it is applied to.
 */
export function prettyFix(report: FixReport, { color, quiet, width, patch }: PrettyFixOptions): string {
  const paint = painter(color);
  const [entry] = report.repositories;
  const known = entry === undefined || isUnreadable(entry) ? null : entry;
  const blocks = [
    ...(quiet ? [] : shownChanges(report.fix.files, patch, paint, width)),
    known === null || quiet ? [] : wrap(escapeTerminal(prettyLineage(known)), width),
    report.fix.files.flatMap((file) => changeLines(file, report.fix.written, width)),
    report.fix.agreements.flatMap(({ license, from }) =>
      from === null ? [] : wrap(escapeTerminal(`The text of the ${license} agreement comes from ${from}.`), width),
    ),
    withheldLines(report.fix.withheld, width),
    ...report.fix.agreements.map((agreement) => missingLines(agreement, width)),
    ...(known === null ? [] : leftLines(known, report.fix, paint, width)),
    ...(known === null || quiet ? [] : [known.notes.flatMap((note) => prettyNote(note, { paint, width }))]),
    [...closing(report, width), ...publishedLines(report.fix, width)].map((line) => paint('bold', line)),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** Where the changes are now, for whoever has seen them. */
export function prettyPublished(report: FixReport, { color, width }: ReporterOptions): string {
  return publishedLines(report.fix, width)
    .map((line) => `${painter(color)('bold', line)}\n`)
    .join('');
}

function shownChanges(files: readonly FixedFile[], patch: string | null, paint: Paint, width: number): string[][] {
  if (files.length === 0) return [];
  if (patch !== null && isHarmless(patch)) return [patch.replace(/\n$/, '').split('\n')];
  const read = files.filter((file) => !isOfficialText(file));
  const isAltered = (line: string) => withoutEnd(line) !== escapeTerminal(withoutEnd(line));
  const altered = read.some(({ diff }) => hunksOf(diff).some(isAltered));
  const note =
    'Above, long lines are cut and what acts on a terminal is written out; --diff FILE writes the exact patch.';
  return [
    ...files.map((file) =>
      read.includes(file) ? diffLines(file, paint) : wrap(escapeTerminal(addition(file)), width),
    ),
    altered ? wrap(note, width) : [],
  ];
}

/** New files that are longer are official texts, which nobody has to read in a diff. */
const MAX_NEW_LINES = 40;

function isOfficialText({ created, diff }: FixedFile): boolean {
  return created && hunksOf(diff).length > MAX_NEW_LINES;
}

function addition({ path, edits, diff }: FixedFile): string {
  const what = [...new Set(edits.map(({ says }) => says))].join(', ');
  return `${path}: new file, ${hunksOf(diff).length - 1} lines: ${what}; --diff FILE writes it out`;
}

/** A diff without the names of the files. */
function hunksOf(diff: string): string[] {
  const lines = diff.split('\n').slice(0, -1);
  return lines.slice(lines.findIndex((line) => line.startsWith('@@')));
}

function withoutEnd(line: string): string {
  return line.replace(/\r$/, '');
}

const DIFF_COLORS: Readonly<Record<string, Color>> = { '+': 'green', '-': 'red' };

/** For reading only: places instead of the lines by which `git apply` and `patch` know a diff. */
function diffLines({ path, diff }: FixedFile, paint: Paint): string[] {
  return hunksOf(diff).map((line) => {
    const begins = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(line)?.[1];
    if (begins !== undefined) return paint('bold', escapeTerminal(`${path}:${begins}`));
    const color = DIFF_COLORS[line.charAt(0)];
    const shown = `  ${line.charAt(0)} ${escapeTerminal(withoutEnd(line.slice(1)))}`.trimEnd();
    return color === undefined ? shown : paint(color, shown);
  });
}

function changeLines({ path, created, edits }: FixedFile, written: boolean, width: number): string[] {
  const label = `${written ? '' : 'would '}${created ? 'add' : 'edit'}`;
  const [first = '', ...further] = hang(label, escapeTerminal(path), LABEL_COLUMN + 2, width);
  return [first, ...further, ...listed(edits, LABEL_COLUMN + 4, width)];
}

/** What several duties ask for is said once, with the rules that it serves. */
function listed(edits: readonly FixedEdit[], indent: number, width: number): string[] {
  const rules = new Map<string, Set<string>>();
  for (const { says, rule } of edits) rules.set(says, (rules.get(says) ?? new Set()).add(rule));
  return [...rules].flatMap(([says, served]) =>
    hang('', escapeTerminal(`${says} (${[...served].join(', ')})`), indent, width),
  );
}

function withheldLines(withheld: readonly FixedEdit[], width: number): string[] {
  if (withheld.length === 0) return [];
  return [...wrap('Only with --unsafe, since it changes what the author wrote:', width), ...listed(withheld, 2, width)];
}

function missingLines(
  { license, from, tried, published }: FixReport['fix']['agreements'][number],
  width: number,
): string[] {
  if (from !== null) return [];
  return [
    ...wrap(`No text of the ${license} agreement was to be had, so it was not added:`, width),
    ...tried.flatMap(({ where, why }) => hang('', escapeTerminal(`${where} ${why}`), 2, width)),
    ...wrap(`Save it from ${published} and pass it: llama-license-lint fix --agreement FILE`, width),
  ];
}

/** What is open, save what --unsafe would mend. */
function leftLines(
  { lineage, obligations }: RepositoryReport,
  { withheld }: FixReport['fix'],
  paint: Paint,
  width: number,
): string[][] {
  const open = obligations.filter(
    ({ outcome, rule, waived }) =>
      (outcome === 'unmet' || outcome === 'unclear') && waived === null && !withheld.some((edit) => edit.rule === rule),
  );
  if (open.length === 0) return [];
  if (lineage.certainty !== 'likely')
    return [['Left for you:'], ...open.map((duty) => prettyObligation(duty, lineage, paint, width))];
  // Each would say at length that it is only likely due.
  const [base = 'ID'] = lineage.bases;
  return [
    [
      ...wrap(
        'Nothing states which Llama model this is made from, and what is only likely is not edited. If you know it, say so:',
        width,
      ),
      ...hang('', escapeTerminal(`llama-license-lint fix --base ${base}`), 2, width),
    ],
    hang('open', open.map((duty) => escapeTerminal(dutyName(duty, lineage.licenses))).join(', '), LABEL_COLUMN, width),
  ];
}

const PUBLISHED = {
  opened: ['opened', ''],
  updated: ['updated', ', which was open with other changes'],
  replaced: ['opened', ', in the place of an older one whose files have changed since'],
  closed: ['closed', ', since nothing of it is left to propose'],
  unchanged: ['open', ', with the same changes: nothing was done'],
  committed: ['committed', ''],
} as const;

function publishedLines({ published }: FixReport['fix'], width: number): string[] {
  if (published === null) return [];
  const [label, more] = PUBLISHED[published.outcome];
  return hang(label, escapeTerminal(`${published.url}${more}`), LABEL_COLUMN, width);
}

function closing({ fix, summary }: FixReport, width: number): string[] {
  if (fix.files.length === 0) return wrap(`nothing was changed; ${figures(summary)}`, width);
  return [
    ...hang('before', figures(fix.before), LABEL_COLUMN, width),
    ...hang(
      fix.written && fix.published?.kind !== 'pull-request' ? 'now' : 'then',
      figures(summary),
      LABEL_COLUMN,
      width,
    ),
  ];
}

function figures(summary: Report['summary']): string {
  return prettyTotal({ ...summary, repositories: 1, unreadable: 0 }).replace('1 repository: ', '');
}
