import type { Outcome } from '../src/report.ts';
import type { LicenseRules } from '../src/rulebook/rulebook.ts';
import type { Coverage } from '../test/fixtures/coverage.ts';

const OUTCOMES: readonly Outcome[] = ['met', 'unmet', 'unclear', 'not-applicable', 'not-checked'];
const EXAMPLES = 2;

const link = (name: string) => `[\`${name}\`](${name}/expected.yaml)`;

/** How many fixtures there are, and the first of them. */
function cell(names: readonly string[]): string {
  return names.length === 0 ? '' : `${names.length}: ${names.slice(0, EXAMPLES).map(link).join(', ')}`;
}

/**
 * For each rule of a license its page, its check, and the fixtures where it has each outcome; links begin in
 * `fixtures/`.
 */
function licenseTable({ license, rules }: LicenseRules, coverage: Coverage): string {
  const rows = rules.map((rule) => {
    const page = `[\`${rule.id}\`](../docs/rules/${license}.md#${rule.name})`;
    const check = `[\`${rule.check.kind}\`](../src/checks/${rule.check.kind}.ts)`;
    return `| ${page} | ${check} | ${OUTCOMES.map((outcome) => cell(coverage(rule, outcome))).join(' | ')} |`;
  });
  return [
    `| rule | check | ${OUTCOMES.join(' | ')} |`,
    `|---|---|${OUTCOMES.map(() => '---|').join('')}`,
    ...rows,
  ].join('\n');
}

/** A table for each license. */
export function fixtureTables(licenses: readonly LicenseRules[], coverage: Coverage): string {
  return licenses.map((license) => `### ${license.name}\n\n${licenseTable(license, coverage)}`).join('\n\n');
}
