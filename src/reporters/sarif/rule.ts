import type { ReportingDescriptor, Result } from 'sarif';

import type { Obligation, Report, ReportedLicense, ReportedRule, Severity } from '../../report.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { plainLine } from '../plain-line.ts';
import { ruleOf, rulesById } from '../rule-of.ts';
import { sarifText } from './text.ts';
import { webAddress } from '../web-address.ts';

/** SARIF has `note` instead of `info`. */
export const SARIF_LEVELS: Readonly<Record<Severity, Exclude<Result.level, 'none'>>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

// GitHub's limits.
const MAX_NAME_CHARS = 255;
const MAX_DESCRIPTION_CHARS = 1024;

/** Every rule of the licenses that bind, met or not: the rules of a run show what was checked. */
export function sarifRules(report: Report, findings: readonly Obligation[]): ReportingDescriptor[] {
  const described = rulesById(report);
  const licenseOf = new Map(report.licenses.flatMap((license) => license.rules.map((rule) => [rule.rule, license])));
  const others = findings
    .filter(({ rule }) => !described.has(rule))
    .map((finding) => [finding.rule, ruleOf(described, finding)] as const);
  return [...new Map([...described, ...others]).values()].map((rule) => descriptor(rule, licenseOf.get(rule.rule)));
}

function descriptor(rule: ReportedRule, license: ReportedLicense | undefined): ReportingDescriptor {
  const level = SARIF_LEVELS[rule.severity];
  const helpUri = license === undefined ? null : webAddress(license.published);
  return {
    id: plainLine(rule.rule),
    name: sarifText(rule.title).slice(0, MAX_NAME_CHARS),
    shortDescription: { text: sarifText(`${rule.title} (${rule.clause})`).slice(0, MAX_DESCRIPTION_CHARS) },
    fullDescription: { text: sarifText(rule.duty).slice(0, MAX_DESCRIPTION_CHARS) },
    help: { text: helpText(rule), markdown: helpMarkdown(rule, license) },
    ...(helpUri === null ? {} : { helpUri }),
    defaultConfiguration: { level },
    // Without `security-severity`, which would make a license duty a vulnerability on GitHub.
    properties: {
      tags: ['license', ...(license === undefined ? [] : [plainLine(license.license)])],
      'problem.severity': level === 'note' ? 'recommendation' : level,
    },
  };
}

function helpText({ duty, seen, comply }: ReportedRule): string {
  return [
    sarifText(duty),
    ...(seen === '' ? [] : [`How it is checked: ${sarifText(seen)}`]),
    ...(comply.length === 0 ? [] : [`How to comply:\n${comply.map((way) => `- ${sarifText(way)}`).join('\n')}`]),
  ].join('\n\n');
}

function helpMarkdown(
  { title, clause, duty, seen, comply }: ReportedRule,
  license: ReportedLicense | undefined,
): string {
  const source = license === undefined ? clause : `${license.name}, ${clause}`;
  return [
    `**${escapeMarkdown(title, false)}** (${escapeMarkdown(source, false)})`,
    `**The duty.** ${escapeMarkdown(duty, false)}`,
    ...(seen === '' ? [] : [`**How it is checked.** ${escapeMarkdown(seen, false)}`]),
    ...(comply.length === 0
      ? []
      : [`**How to comply**\n\n${comply.map((way) => `* ${escapeMarkdown(way, false)}`).join('\n')}`]),
  ].join('\n\n');
}
