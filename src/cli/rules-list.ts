import { painter } from '../reporters/paint.ts';
import { hang } from '../reporters/wrap.ts';
import type { LicenseRules, Rule } from '../rulebook/rulebook.ts';
import { waysToComply } from '../rulebook/ways-to-comply.ts';
import type { TextStyle } from './context.ts';

/** A rule as `rules` and `explain` print it with `--format json`. */
export interface RuleDescription extends Pick<
  Rule,
  'clause' | 'title' | 'duty' | 'seen' | 'severity' | 'binds' | 'reasons' | 'fixable'
> {
  readonly rule: string;
  readonly license: string;
  readonly comply: readonly string[];
}

export function describeRule(license: LicenseRules, rule: Rule): RuleDescription {
  const { clause, title, duty, seen, severity, binds, reasons, fixable } = rule;
  return {
    rule: rule.id,
    license: license.license,
    clause,
    title,
    duty,
    seen,
    severity,
    binds,
    reasons,
    comply: waysToComply(license, rule),
    fixable,
  };
}

/** All rules, license by license in the order of their clauses. */
export function rulesList(licenses: readonly LicenseRules[], { format, color, width }: TextStyle): string {
  const described = licenses.flatMap((license) => license.rules.map((rule) => describeRule(license, rule)));
  if (format === 'json') return `${JSON.stringify(described, null, 2)}\n`;
  const paint = painter(color);
  const column = 2 + Math.max(0, ...described.map(({ rule }) => rule.length));
  const blocks = licenses.map((license) =>
    [
      paint('bold', license.name),
      ...license.rules.flatMap((rule) => hang(rule.id, `${rule.title} (${rule.clause})`, column, width)),
    ].join('\n'),
  );
  return `${[...blocks, 'llama-license-lint explain <rule> explains one rule.'].join('\n\n')}\n`;
}
