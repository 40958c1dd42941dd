import type { Obligation, Report, ReportedRule } from '../report.ts';

/** What a report says of the rules that it holds, by their ids. */
export type RulesById = ReadonlyMap<string, ReportedRule>;

export function rulesById({ licenses }: Pick<Report, 'licenses'>): RulesById {
  return new Map(licenses.flatMap(({ rules }) => rules.map((rule) => [rule.rule, rule])));
}

/** The rule of an obligation; of one that the report does not describe, what the obligation itself tells. */
export function ruleOf(rules: RulesById, { rule, clause, severity, message }: Obligation): ReportedRule {
  return rules.get(rule) ?? { rule, clause, title: rule, duty: message, seen: '', severity, comply: [] };
}

/** `notice-file`, or the whole id where several licenses bind and the name alone would not tell them apart. */
export function dutyName({ rule }: Obligation, licenses: readonly string[]): string {
  return licenses.length > 1 ? rule : rule.slice(rule.indexOf('/') + 1);
}
