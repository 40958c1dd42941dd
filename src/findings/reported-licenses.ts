import { isUnreadable, type Report, type ReportedLicense, type ReportedRule } from '../report.ts';
import type { LicenseRules, Rule } from '../rulebook/rulebook.ts';
import { waysToComply } from '../rulebook/ways-to-comply.ts';

/** The licenses that bind a repository of the report, in the order of the rulebook. */
export function reportedLicenses(
  repositories: Report['repositories'],
  licenses: readonly LicenseRules[],
): ReportedLicense[] {
  const binding = new Set(repositories.flatMap((entry) => (isUnreadable(entry) ? [] : entry.lineage.licenses)));
  return licenses.filter(({ license }) => binding.has(license)).map(reportedLicense);
}

/** A license with its rules, as reports describe it. */
export function reportedLicense(license: LicenseRules): ReportedLicense {
  return {
    license: license.license,
    name: license.name,
    published: license.agreement.published,
    rules: license.rules.map((rule) => reportedRule(license, rule)),
  };
}

function reportedRule(license: LicenseRules, rule: Rule): ReportedRule {
  const { id, clause, title, duty, seen, severity } = rule;
  return { rule: id, clause, title, duty, seen, severity, comply: waysToComply(license, rule) };
}
