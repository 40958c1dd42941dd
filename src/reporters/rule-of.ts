import type { Obligation, Report, ReportedRule } from '../report.ts';

/** The rules of a report by their ids. */
export type RulesById = ReadonlyMap<string, ReportedRule>;

export function rulesById({ licenses }: Pick<Report, 'licenses'>): RulesById {
  return new Map(licenses.flatMap(({ rules }) => rules.map((rule) => [rule.rule, rule])));
}

/** The rule of an obligation; made from the obligation itself if the report does not describe the rule. */
export function ruleOf(rules: RulesById, { rule, clause, severity, message }: Obligation): ReportedRule {
  return rules.get(rule) ?? { rule, clause, title: rule, duty: message, seen: '', severity, comply: [] };
}

/** `notice-file`, or the whole id if several licenses bind and the name alone is ambiguous. */
export function dutyName({ rule }: Obligation, licenses: readonly string[]): string {
  return licenses.length > 1 ? rule : rule.slice(rule.indexOf('/') + 1);
}
