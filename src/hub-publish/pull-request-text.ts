import type { FixedEdit, FixedFile, FixReport } from '../fix-report.ts';
import { isUnreadable, type Obligation, type RepositoryReport } from '../report.ts';
import { escapeMarkdown, markdownCode } from '../reporters/escape-markdown.ts';
import { findingsOf } from '../reporters/findings.ts';
import { placeText } from '../reporters/place-text.ts';
import { plainLine } from '../reporters/plain-line.ts';

/** What the description of a pull request of this program begins with, and what it is found by. Nobody sees it. */
export const MARKER = '<!-- llama-license-lint -->';

const PAGE = 'https://github.com/llama-license-lint/llama-license-lint';
const BY = ' (llama-license-lint)';
/** The Hub takes titles of 200 characters. */
const MAX_NAMES_CHARS = 120;
/** Lines of one kind, in the first number with which all is no longer than a comment may be. */
const MAX_LINES = [60, 20, 5];
const MAX_BODY_CHARS = 60_000;

/** The title of the pull request, and of each commit: `Meet the Llama 4 Community License (llama-license-lint)`. */
export function title({ licenses }: Pick<FixReport, 'licenses'>): string {
  const names = plainLine(licenses.map(({ name }) => name).join(' and the '));
  return `Meet the ${names === '' || names.length > MAX_NAMES_CHARS ? 'Llama licenses' : names}${BY}`;
}

/** True for a title as `title` makes them. */
export function isOurTitle(text: string): boolean {
  return text.startsWith('Meet the ') && text.endsWith(BY);
}

/**
 * What a fix does and leaves, as Markdown for whoever owns the repository. All that comes from it is shown as text or
 * code: nothing of it is a link, an image, HTML or a mention.
 */
export function description(report: FixReport): string {
  const texts = MAX_LINES.map((most) => text(report, most));
  return texts.find(({ length }) => length <= MAX_BODY_CHARS) ?? texts.at(-1) ?? MARKER;
}

/** The same for the message of a commit, which nobody looks for. */
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
  const parts = [
    MARKER,
    `${whyItApplies(known)} The ${licenses.map(({ name, published }) => `${escapeMarkdown(name, false)} (${escapeMarkdown(published, false)})`).join(' and the ')} asks whoever passes on a derivative for a few files and lines, and this adds them. If the base is wrong, please say so and close this.`,
    fix.files.every(({ edits }) => edits.every(({ safe }) => safe))
      ? 'No weights are touched, and no line of yours is changed.'
      : 'No weights are touched.',
    changesTable(fix.files, clauses, most),
    // Where it was found may be a folder of whoever ran this.
    fix.agreements.some(({ from }) => from !== null)
      ? 'The agreement is added word for word as its licensor published it: any other text would have been refused.'
      : '',
    listOf(
      'Not changed, since it would change what the author wrote',
      grouped(fix.withheld).map(([says, rules]) => `${escapeMarkdown(says, false)}: ${cited(rules, clauses, false)}`),
      most,
    ),
    listOf(
      'For you to decide',
      left.map((duty) => leftLine(duty)),
      most,
    ),
    `Examined: ${known?.revision === null || known === null ? 'the repository' : `commit ${markdownCode(known.revision, false)}`}. Prepared with [${tool.name}](${PAGE}) ${tool.version}. Please read the changes before you merge them; if you close this, none will come again. This is not legal advice.`,
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

function changesTable(files: readonly FixedFile[], clauses: ReadonlyMap<string, string>, most: number): string {
  const rows = files.flatMap(({ path, created, edits }) =>
    grouped(edits).map(
      ([says, rules, safe]) =>
        `| ${markdownCode(path, true)}${created ? ' (new)' : ''} | ${escapeMarkdown(says, true)}${safe ? '' : ' **– this changes what was there**'} | ${cited(rules, clauses, true)} |`,
    ),
  );
  return [
    '| file | change | clause and rule |\n|---|---|---|',
    ...shortened(rows, most, (more) => `| … | and ${more} more | |`),
  ].join('\n');
}

/** What several duties ask for is said once, with the rules that it serves, and whether it leaves the author's words alone. */
function grouped(edits: readonly FixedEdit[]): [string, readonly string[], boolean][] {
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
  const remedy = duty.remedy === '' ? '' : ` *Do:* ${escapeMarkdown(duty.remedy, false)}`;
  return `${duty.outcome === 'unclear' ? '**unclear** ' : ''}${escapeMarkdown(duty.clause, false)} ${markdownCode(duty.rule, false)}: ${escapeMarkdown(duty.message, false)}${remedy}`;
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
