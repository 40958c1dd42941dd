import {
  isConfigured,
  isUnreadable,
  type Obligation,
  type Report,
  type RepositoryReport,
  type UnreadableReport,
} from '../report.ts';
import { anchorOf } from './anchor.ts';
import { escapeXml } from './escape-xml.ts';
import { findingLabel } from './findings.ts';
import { calmHeadline } from './headline.ts';
import { placeText } from './place-text.ts';
import { workspacePath } from './workspace-path.ts';

/** What fails a run, as `--fail-on` and `--strict` say. */
export interface JunitOptions {
  readonly failOn: 'error' | 'warning' | 'never';
  readonly strict: boolean;
}

interface Test {
  readonly result: 'passed' | 'failure' | 'skipped' | 'error';
  readonly xml: string;
}

/**
 * The report as JUnit XML: a suite for each repository, a test for each duty. CI systems know three results, and most
 * hold a build with a failed test for broken; so a test fails exactly when its duty fails the run. An unmet duty that
 * does not, an unclear, waived, inapplicable or uncheckable one is skipped, with its severity or outcome and the reason.
 * A target that could not be read is an error. Well-formed XML 1.0 whatever the report holds.
 */
export function junit(report: Report, options: JunitOptions): string {
  const suites = report.repositories.map((entry) => (isUnreadable(entry) ? unreadable(entry) : suite(entry, options)));
  const tests = suites.flatMap(({ tests: some }) => some);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${escapeXml(report.tool.name)}" ${counts(tests)}>
${suites.map(({ name, tests: some }) => `  <testsuite name="${escapeXml(name)}" ${counts(some)}>\n${some.map(({ xml }) => xml).join('')}  </testsuite>\n`).join('')}</testsuites>
`;
}

interface Suite {
  readonly name: string;
  readonly tests: readonly Test[];
}

function suite(entry: RepositoryReport, options: JunitOptions): Suite {
  const tests = entry.obligations.map((obligation) => test(entry, obligation, options));
  return { name: entry.target, tests: tests.length === 0 ? [withoutDuties(entry)] : tests };
}

/** Some CI systems take a suite without tests for a run that went wrong. */
function withoutDuties(entry: RepositoryReport): Test {
  if (!isConfigured(entry)) return { result: 'passed', xml: testcase(entry.target, 'no Llama license binds', '', '') };
  const body = `      <skipped message="${escapeXml(calmHeadline(entry))}"/>\n`;
  return { result: 'skipped', xml: testcase(entry.target, 'no Llama duty was judged', '', body) };
}

function unreadable({ target, error }: UnreadableReport): Suite {
  const body = `      <error type="${escapeXml(error.code)}" message="${escapeXml(error.message)}">${escapeXml(error.hint)}</error>\n`;
  return { name: target, tests: [{ result: 'error', xml: testcase(target, 'the target can be read', '', body) }] };
}

function test(entry: RepositoryReport, obligation: Obligation, options: JunitOptions): Test {
  const { rule, clause, outcome, waived, message } = obligation;
  const place = anchorOf(obligation);
  const path = place === null ? null : workspacePath(entry, place.file);
  const where = path === null || place === null ? '' : ` file="${escapeXml(path)}" line="${place.line}"`;
  const written = (result: Test['result'], body: string): Test => ({
    result,
    xml: testcase(entry.target, `${rule} (${clause})`, where, body),
  });
  if (outcome === 'met' && waived === null) return written('passed', '');
  if (fails(obligation, options)) {
    const type = findingLabel(obligation);
    return written(
      'failure',
      `      <failure type="${type}" message="${escapeXml(message)}">${details(obligation).map(escapeXml).join('\n')}</failure>\n`,
    );
  }
  const says = outcome === 'unmet' || waived !== null ? findingLabel(obligation) : outcome;
  const reason = waived === null ? message : `${waived.reason}: ${message}`;
  return written('skipped', `      <skipped message="${escapeXml(`${says}: ${reason}`)}"/>\n`);
}

function fails({ outcome, severity, waived }: Obligation, { failOn, strict }: JunitOptions): boolean {
  if (waived !== null || failOn === 'never') return false;
  if (outcome === 'unclear') return strict;
  return outcome === 'unmet' && (severity === 'error' || (severity === 'warning' && failOn === 'warning'));
}

function details({ message, remedy, locations, evidence }: Obligation): string[] {
  return [
    message,
    ...locations.map((place) => `at ${placeText(place)}`),
    ...evidence.map((one) => `why ${placeText(one)} ${one.says}`),
    ...(remedy === '' ? [] : [`do ${remedy}`]),
  ];
}

function testcase(className: string, name: string, where: string, body: string): string {
  const start = `    <testcase classname="${escapeXml(className)}" name="${escapeXml(name)}" time="0"${where}`;
  return body === '' ? `${start}/>\n` : `${start}>\n${body}    </testcase>\n`;
}

function counts(tests: readonly Test[]): string {
  const count = (result: Test['result']): number => tests.filter((one) => one.result === result).length;
  return `tests="${tests.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="0"`;
}
