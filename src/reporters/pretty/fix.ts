import type { FixReport, ReportedEdit, ReportedPatch } from '../../fix-report.ts';
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
  /** The changes as a patch, printed unchanged if it is safe to show; null if the changes are for a reader. */
  readonly patch: string | null;
}

/**
 * What `fix` did or would do: the changes, each with its rule, and what is left. The changes are either an exact patch
 * or in a form that no tool mistakes for one, since applying a shortened or escaped patch would corrupt a file.
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

/** Where the changes were published, without the changes themselves. */
export function prettyPublished(report: FixReport, { color, width }: ReporterOptions): string {
  return publishedLines(report.fix, width)
    .map((line) => `${painter(color)('bold', line)}\n`)
    .join('');
}

function shownChanges(files: readonly ReportedPatch[], patch: string | null, paint: Paint, width: number): string[][] {
  if (files.length === 0) return [];
  if (patch !== null && isHarmless(patch)) return [patch.replace(/\n$/, '').split('\n')];
  const read = files.filter((file) => !isOfficialText(file));
  const isAltered = (line: string) => withoutEnd(line) !== escapeTerminal(withoutEnd(line));
  const altered = read.some(({ diff }) => hunksOf(diff).some(isAltered));
  const note = 'Above, long lines are cut and control characters are escaped; --diff FILE writes the exact patch.';
  return [
    ...files.map((file) =>
      read.includes(file) ? diffLines(file, paint) : wrap(escapeTerminal(addition(file)), width),
    ),
    altered ? wrap(note, width) : [],
  ];
}

/** A longer new file is an official text, which is not shown in the diff. */
const MAX_NEW_LINES = 40;

function isOfficialText({ created, diff }: ReportedPatch): boolean {
  return created && hunksOf(diff).length > MAX_NEW_LINES;
}

function addition({ path, edits, diff }: ReportedPatch): string {
  const says = [...new Set(edits.map((edit) => edit.says))].join(', ');
  return `${path}: new file, ${hunksOf(diff).length - 1} lines: ${says}; --diff FILE shows it in full`;
}

/** A diff without its file headers. */
function hunksOf(diff: string): string[] {
  const lines = diff.split('\n').slice(0, -1);
  return lines.slice(lines.findIndex((line) => line.startsWith('@@')));
}

function withoutEnd(line: string): string {
  return line.replace(/\r$/, '');
}

const DIFF_COLORS: Readonly<Record<string, Color>> = { '+': 'green', '-': 'red' };

/** A diff for readers: it shows places instead of the headers by which `git apply` and `patch` recognize a diff. */
function diffLines({ path, diff }: ReportedPatch, paint: Paint): string[] {
  return hunksOf(diff).map((line) => {
    const begins = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(line)?.[1];
    if (begins !== undefined) return paint('bold', escapeTerminal(`${path}:${begins}`));
    const color = DIFF_COLORS[line.charAt(0)];
    const shown = `  ${line.charAt(0)} ${escapeTerminal(withoutEnd(line.slice(1)))}`.trimEnd();
    return color === undefined ? shown : paint(color, shown);
  });
}

function changeLines({ path, created, edits }: ReportedPatch, written: boolean, width: number): string[] {
  const label = `${written ? '' : 'would '}${created ? 'add' : 'edit'}`;
  const [first = '', ...further] = hang(label, escapeTerminal(path), LABEL_COLUMN + 2, width);
  return [first, ...further, ...listed(edits, LABEL_COLUMN + 4, width)];
}

/** The edits, each text once, with the rules that it serves. */
function listed(edits: readonly ReportedEdit[], indent: number, width: number): string[] {
  const rules = new Map<string, Set<string>>();
  for (const { says, rule } of edits) rules.set(says, (rules.get(says) ?? new Set()).add(rule));
  return [...rules].flatMap(([says, served]) =>
    hang('', escapeTerminal(`${says} (${[...served].join(', ')})`), indent, width),
  );
}

function withheldLines(withheld: readonly ReportedEdit[], width: number): string[] {
  if (withheld.length === 0) return [];
  return [
    ...wrap('Made only with --unsafe, as it changes what the author wrote:', width),
    ...listed(withheld, 2, width),
  ];
}

function missingLines(
  { license, from, tried, published }: FixReport['fix']['agreements'][number],
  width: number,
): string[] {
  if (from !== null) return [];
  return [
    ...wrap(`The text of the ${license} agreement was not found, so it was not added:`, width),
    ...tried.flatMap(({ where, why }) => hang('', escapeTerminal(`${where} ${why}`), 2, width)),
    ...wrap(`Save it from ${published} and pass it: llama-license-lint fix --agreement FILE`, width),
  ];
}

/** The open duties, except those that --unsafe would fix. */
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
  // Each message would repeat that the duty is only likely.
  const [base = 'ID'] = lineage.bases;
  return [
    [
      ...wrap(
        'No file states which Llama model this is made from, and fix does not act on a likely base. ' +
          'If you know the base, name it:',
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
  replaced: ['opened', ', which replaces an older one whose files have changed since'],
  closed: ['closed', ', because nothing is left to propose'],
  unchanged: ['open', ', already with these changes; nothing was done'],
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
