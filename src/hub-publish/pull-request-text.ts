import type { ReportedEdit, ReportedPatch, FixReport } from '../fix-report.ts';
import { isUnreadable, type Obligation, type RepositoryReport } from '../report.ts';
import { escapeMarkdown, markdownCode } from '../reporters/escape-markdown.ts';
import { findingsOf } from '../reporters/findings.ts';
import { placeText } from '../reporters/place-text.ts';
import { plainLine } from '../reporters/plain-line.ts';

/** The invisible start of this program's descriptions, by which its pull requests are found. */
export const MARKER = '<!-- llama-license-lint -->';

const PAGE = 'https://github.com/llama-license-lint/llama-license-lint';
const BY = ' (llama-license-lint)';
/** The Hub's limit for titles is 200 characters. */
const MAX_NAMES_CHARS = 120;
/** The number of lines of each kind: the first with which the text fits in a comment. */
const MAX_LINES = [60, 20, 5];
const MAX_BODY_CHARS = 60_000;

/** The title of the pull request, and of each commit: `Meet the Llama 4 Community License (llama-license-lint)`. */
export function title({ licenses }: Pick<FixReport, 'licenses'>): string {
  const names = plainLine(licenses.map(({ name }) => name).join(' and the '));
  return `Meet the ${names === '' || names.length > MAX_NAMES_CHARS ? 'Llama licenses' : names}${BY}`;
}

/** True for a title that `title` made. */
export function isOurTitle(text: string): boolean {
  return text.startsWith('Meet the ') && text.endsWith(BY);
}

/**
 * The changes and what is left, as Markdown for the owner of the repository. Text from the repository is shown as text
 * or code: it cannot become a link, an image, HTML or a mention.
 */
export function description(report: FixReport): string {
  const texts = MAX_LINES.map((most) => text(report, most));
  return texts.find(({ length }) => length <= MAX_BODY_CHARS) ?? texts.at(-1) ?? MARKER;
}

/** The same text for the message of a commit. */
export function withoutMarker(text: string): string {
  return text.slice(text.startsWith(MARKER) ? MARKER.length : 0).trimStart();
}

function text(report: FixReport, most: number): string {
  const [entry] = report.repositories;
  const known = entry === undefined || isUnreadable(entry) ? null : entry;
  const clauses = new Map(report.licenses.flatMap(({ rules }) => rules.map(({ rule, clause }) => [rule, clause])));
  const { fix, licenses, tool } = report;
  const left = findingsOf(known?.obligations ?? []).filter(
    ({ rule, waived }) => waived === null && !fix.withheld.some((edit) => edit.rule === rule),
  );
  const names = licenses
    .map(({ name, published }) => `${escapeMarkdown(name, false)} (${escapeMarkdown(published, false)})`)
    .join(' and the ');
  const revision = known?.revision ?? null;
  const parts = [
    MARKER,
    `${whyItApplies(known)} The ${names} requires a few files and lines from everyone who distributes a derivative, ` +
      'and this pull request adds them. If the base is wrong, please say so and close this.',
    fix.files.every(({ edits }) => edits.every(({ safe }) => safe))
      ? 'It does not touch the weights, or change a line of yours.'
      : 'It does not touch the weights.',
    changesTable(fix.files, clauses, most),
    // The source of the text is not named, because it can be a local folder.
    fix.agreements.some(({ from }) => from !== null)
      ? 'The agreement is added word for word as its licensor published it; any other text would have been rejected.'
      : '',
    listOf(
      'Left alone, because it would change what the author wrote',
      grouped(fix.withheld).map(([says, rules]) => `${escapeMarkdown(says, false)}: ${cited(rules, clauses, false)}`),
      most,
    ),
    listOf(
      'For you to decide',
      left.map((duty) => leftLine(duty)),
      most,
    ),
    `Examined: ${revision === null ? 'the repository' : `commit ${markdownCode(revision, false)}`}. ` +
      `Prepared with [${tool.name}](${PAGE}) ${tool.version}. Please review the changes before you merge them. ` +
      'If you close this, it is not proposed again. This is not legal advice.',
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The evidence for the base, with its line. */
function whyItApplies(entry: RepositoryReport | null): string {
  const [evidence] = entry?.lineage.evidence ?? [];
  const [base] = entry?.lineage.bases ?? [];
  const place = evidence === undefined ? '' : ` (${markdownCode(placeText(evidence), false)})`;
  return base === undefined
    ? `This model is made from material under the license below${place}.`
    : `This model is made from ${markdownCode(base, false)}${place}.`;
}

function changesTable(files: readonly ReportedPatch[], clauses: ReadonlyMap<string, string>, most: number): string {
  const rows = files.flatMap(({ path, created, edits }) =>
    grouped(edits).map(([says, rules, safe]) => {
      const file = `${markdownCode(path, true)}${created ? ' (new)' : ''}`;
      const change = `${escapeMarkdown(says, true)}${safe ? '' : ' **– this changes existing text**'}`;
      return `| ${file} | ${change} | ${cited(rules, clauses, true)} |`;
    }),
  );
  return [
    '| file | change | clause and rule |\n|---|---|---|',
    ...shortened(rows, most, (more) => `| … | and ${more} more | |`),
  ].join('\n');
}

/** The edits, each text once, with the rules that it serves, and whether it leaves the author's words alone. */
function grouped(edits: readonly ReportedEdit[]): [string, readonly string[], boolean][] {
  const says = [...new Set(edits.map((edit) => edit.says))];
  return says.map((one) => {
    const same = edits.filter((edit) => edit.says === one);
    return [one, [...new Set(same.map(({ rule }) => rule))], same.every(({ safe }) => safe)];
  });
}

function cited(rules: readonly string[], clauses: ReadonlyMap<string, string>, inTable: boolean): string {
  return rules
    .map((rule) => `${escapeMarkdown(clauses.get(rule) ?? '', inTable)} ${markdownCode(rule, inTable)}`.trim())
    .join(', ');
}

function leftLine(duty: Obligation): string {
  const rule = `${escapeMarkdown(duty.clause, false)} ${markdownCode(duty.rule, false)}`;
  const remedy = duty.remedy === '' ? '' : ` *Do:* ${escapeMarkdown(duty.remedy, false)}`;
  return `${duty.outcome === 'unclear' ? '**unclear** ' : ''}${rule}: ${escapeMarkdown(duty.message, false)}${remedy}`;
}

function listOf(heading: string, lines: readonly string[], most: number): string {
  return lines.length === 0
    ? ''
    : `### ${heading}\n\n${shortened(
        lines.map((line) => `* ${line}`),
        most,
        (more) => `* and ${more} more`,
      ).join('\n')}`;
}

function shortened(lines: readonly string[], most: number, rest: (more: number) => string): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most), rest(lines.length - most)];
}
