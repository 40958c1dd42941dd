import type { Obligation, RepositoryReport, UnreadableReport } from '../report.ts';
import { escapeMarkdown, markdownCode } from './escape-markdown.ts';
import { findingLabel, findingsOf, waiverText } from './findings.ts';
import { ownEvidence } from './own-evidence.ts';
import { placeText } from './place-text.ts';
import { prettyLineage } from './pretty/lineage.ts';
import { prettySummary } from './pretty/summary.ts';
import { dutyName } from './rule-of.ts';

/** A piece of the report that is kept or omitted as a whole. */
export interface Piece {
  readonly text: string;
  /** How many findings it shows. */
  readonly findings: number;
  /** True for a piece that is kept only if all others are. */
  readonly extra: boolean;
}

/** The first few places are shown; `--format json` has all. */
const SHOWN_PLACES = 4;

const HEAD = '| outcome | rule | message | place |\n|---|---|---|---|\n';

/** One repository: its lineage, a table of findings, their evidence (collapsed), and the other duties by name. */
export function markdownRepository(entry: RepositoryReport, quiet: boolean): Piece[] {
  const findings = findingsOf(entry.obligations).filter(({ waived }) => !quiet || waived === null);
  if (quiet && findings.length === 0) return [];
  const rows = findings.map((finding, at) => ({
    text: `${at === 0 ? `\n${HEAD}` : ''}${row(finding)}`,
    findings: 1,
    extra: false,
  }));
  return [
    plain(`\n${head(entry)}`),
    ...rows,
    ...(findings.length === 0 ? [] : [{ text: evidence(entry, findings), findings: 0, extra: true }]),
    ...(quiet
      ? []
      : [
          plain(rest(entry)),
          plain(
            entry.notes
              .map(
                ({ message, locations }) =>
                  `\n**Note** ${escapeMarkdown(message, false)} ${places(locations, false)}\n`,
              )
              .join(''),
          ),
        ]),
  ].filter(({ text }) => text !== '');
}

/** A target that could not be read, which counts as one finding. */
export function markdownUnreadable({ target, error }: UnreadableReport): Piece[] {
  const { code, message, hint } = error;
  const why = `${escapeMarkdown(`${message} (${code})`, false)}<br>${escapeMarkdown(hint, false)}`;
  return [
    {
      text: `\n### ${markdownCode(target, false)}\n\n**could not be read** ${why}\n`,
      findings: 1,
      extra: false,
    },
  ];
}

function plain(text: string): Piece {
  return { text, findings: 0, extra: false };
}

function head(entry: RepositoryReport): string {
  const { target, name, obligations } = entry;
  const title =
    name.value === '' || name.value === target
      ? markdownCode(target, false)
      : `${markdownCode(name.value, false)} in ${markdownCode(target, false)}`;
  const summary = obligations.length === 0 ? '' : `\n**${escapeMarkdown(prettySummary(entry), false)}**\n`;
  return `### ${title}\n\n${escapeMarkdown(prettyLineage(entry), false)}\n${summary}`;
}

function row(finding: Obligation): string {
  const { rule, clause, message, remedy, waived, locations } = finding;
  const reason = waived === null ? remedy : waiverText(waived);
  const then = reason === '' ? '' : `<br>*${waived === null ? 'Do' : 'Reason'}:* ${escapeMarkdown(reason, true)}`;
  const cells = [
    `**${findingLabel(finding)}**`,
    `${markdownCode(rule, true)} ${escapeMarkdown(clause, true)}`,
    `${escapeMarkdown(message, true)}${then}`,
    places(locations, true),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

function places(locations: Obligation['locations'], inTable: boolean): string {
  const shown = locations.slice(0, SHOWN_PLACES).map((place) => markdownCode(placeText(place), inTable));
  const left = locations.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join(inTable ? '<br>' : ', ') || '–';
}

function evidence({ lineage }: RepositoryReport, findings: readonly Obligation[]): string {
  const named = [
    { name: 'lineage', all: lineage.evidence },
    ...findings.map((finding) => ({ name: dutyName(finding, lineage.licenses), all: ownEvidence(finding, lineage) })),
  ];
  const lines = named
    .filter(({ all }) => all.length > 0)
    .map(({ name, all }) => {
      const each = all.map((one) => `  * ${markdownCode(placeText(one), false)} ${markdownCode(one.says, false)}\n`);
      return `* ${markdownCode(name, false)}\n${each.join('')}`;
    });
  return lines.length === 0
    ? ''
    : `\n<details>\n<summary>Why these duties bind</summary>\n\n${lines.join('')}\n</details>\n`;
}

function rest({ obligations, lineage }: RepositoryReport): string {
  const line = (label: string, outcome: Obligation['outcome']): string => {
    const some = obligations.filter((obligation) => obligation.outcome === outcome && obligation.waived === null);
    const names = some.map((obligation) => markdownCode(dutyName(obligation, lineage.licenses), false));
    return names.length === 0 ? '' : `\n${label}: ${names.join(', ')}\n`;
  };
  return line('Met', 'met') + line('Not applicable', 'not-applicable') + line('Not checked', 'not-checked');
}
