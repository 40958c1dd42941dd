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

/** The flags that decide which outcomes fail a run. */
export interface JunitOptions {
  readonly failOn: 'error' | 'warning' | 'never';
  readonly strict: boolean;
}

interface Test {
  readonly result: 'passed' | 'failure' | 'skipped' | 'error';
  readonly xml: string;
}

/**
 * The report as JUnit XML: a suite for each repository, a test for each duty. Most CI systems treat a build with a
 * failed test as broken, so a test fails exactly if its duty fails the run. Every other duty that is not met is
 * skipped, with its severity or outcome and the reason. A target that could not be read is an error. The XML is well
 * formed whatever the report contains.
 */
export function junit(report: Report, options: JunitOptions): string {
  const suites = report.repositories.map((entry) => (isUnreadable(entry) ? unreadable(entry) : suite(entry, options)));
  const tests = suites.flatMap(({ tests: some }) => some);
  const written = suites.map(
    ({ name, tests: some }) =>
      `  <testsuite name="${escapeXml(name)}" ${counts(some)}>\n${some.map(({ xml }) => xml).join('')}  </testsuite>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${escapeXml(report.tool.name)}" ${counts(tests)}>
${written.join('')}</testsuites>
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

/** Some CI systems treat a suite without tests as a failed run. */
function withoutDuties(entry: RepositoryReport): Test {
  if (!isConfigured(entry)) return { result: 'passed', xml: testcase(entry.target, 'no Llama license binds', '', '') };
  const body = `      <skipped message="${escapeXml(calmHeadline(entry))}"/>\n`;
  return { result: 'skipped', xml: testcase(entry.target, 'no Llama duty was judged', '', body) };
}

function unreadable({ target, error }: UnreadableReport): Suite {
  const attributes = `type="${escapeXml(error.code)}" message="${escapeXml(error.message)}"`;
  const body = `      <error ${attributes}>${escapeXml(error.hint)}</error>\n`;
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
    const attributes = `type="${findingLabel(obligation)}" message="${escapeXml(message)}"`;
    const text = details(obligation).map(escapeXml).join('\n');
    return written('failure', `      <failure ${attributes}>${text}</failure>\n`);
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
  const [failures, errors, skipped] = [count('failure'), count('error'), count('skipped')];
  return `tests="${tests.length}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="0"`;
}
