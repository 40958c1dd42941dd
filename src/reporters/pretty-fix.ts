import type { FixReport, FixedEdit, FixedFile } from '../fix-report.ts';
import { isUnreadable, type Obligation, type Report } from '../report.ts';
import { escapeTerminal } from './escape-terminal.ts';
import { painter, type Color, type Paint } from './paint.ts';
import { prettyObligation } from './pretty-obligation.ts';
import { prettyTotal } from './pretty-summary.ts';
import type { ReporterOptions } from './reporter.ts';
import { hang, wrap } from './wrap.ts';

const LABEL_COLUMN = 10;

/** What a fix does or would do, for a person at a terminal: the diff, each change and its rule, what is left and to whom. */
export function prettyFix(report: FixReport, { color, quiet, width }: ReporterOptions): string {
  const paint = painter(color);
  const blocks = [
    ...(quiet ? [] : report.fix.files.map((file) => diffLines(file, paint))),
    report.fix.files.flatMap((file) => changeLines(file, report.fix.written, width)),
    report.fix.agreements.flatMap(({ license, from }) => (from === null ? [] : wrap(escapeTerminal(`The text of the ${license} agreement comes from ${from}.`), width))),
    withheldLines(report.fix.withheld, width),
    ...leftLines(report, paint, width),
    closing(report, width).map((line) => paint('bold', line)),
  ];
  return blocks.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`).join('\n');
}

const DIFF_COLORS: Readonly<Record<string, Color>> = { '+': 'green', '-': 'red', '@': 'blue' };

function diffLines({ diff }: FixedFile, paint: Paint): string[] {
  return diff.trimEnd().split('\n').map((line) => {
    const shown = line.replace(/\r$/, '');
    const name = shown.startsWith('+++') || shown.startsWith('---') ? 'bold' : DIFF_COLORS[shown.charAt(0)];
    return name === undefined ? escapeTerminal(shown) : paint(name, escapeTerminal(shown));
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
  return [...rules].flatMap(([says, served]) => hang('', escapeTerminal(`${says} (${[...served].join(', ')})`), indent, width));
}

function withheldLines(withheld: readonly FixedEdit[], width: number): string[] {
  if (withheld.length === 0) return [];
  return [...wrap('Only with --unsafe, since it changes what the author wrote:', width), ...listed(withheld, 2, width)];
}

function leftLines(report: FixReport, paint: Paint, width: number): string[][] {
  const [entry] = report.repositories;
  if (entry === undefined || isUnreadable(entry)) return [];
  const open = entry.obligations.filter((duty) => (duty.outcome === 'unmet' || duty.outcome === 'unclear') && duty.waived === null);
  const shown = (duty: Obligation) => prettyObligation(duty, entry.lineage, paint, width);
  const withheld = new Set(report.fix.withheld.map(({ rule }) => rule));
  const missing = report.fix.agreements.filter(({ from }) => from === null);
  return [
    ...missing.map(({ license, tried, published }) => [
      ...wrap(`No text of the ${license} agreement was to be had, so it was not added:`, width),
      ...tried.flatMap(({ where, why }) => hang('', escapeTerminal(`${where}: ${why}`), 2, width)),
      ...wrap(`Save it from ${published} and pass it: llama-license-lint fix --agreement FILE`, width),
    ]),
    ...open.filter((duty) => !withheld.has(duty.rule)).map(shown),
  ];
}

function closing({ fix, summary }: FixReport, width: number): string[] {
  if (fix.files.length === 0) return wrap(`nothing was changed; ${figures(summary)}`, width);
  return [...hang('before', figures(fix.before), LABEL_COLUMN, width), ...hang(fix.written ? 'now' : 'then', figures(summary), LABEL_COLUMN, width)];
}

function figures({ errors, warnings, unclear }: Report['summary']): string {
  return prettyTotal({ repositories: 1, errors, warnings, unclear, unreadable: 0 }).replace('1 repository: ', '');
}
