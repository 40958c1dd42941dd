import type { LicenseRules, Rule } from '../rulebook/rulebook.ts';
import { checks } from './index.ts';

/** What a rule's check looks for, by name: what the rule gives it, and beside that models and words of the languages. */
export function looksFor(license: LicenseRules, rule: Rule): Readonly<Record<string, readonly string[]>> {
  const check = checks.find(({ kind }) => kind === rule.check.kind);
  const own = Object.entries(rule.check.parameters).flatMap(([name, value]) => {
    const values = typeof value === 'object' ? value : [String(value)];
    return values.length === 0 ? [] : [[name, values] as const];
  });
  return { ...check?.lists?.(license), ...Object.fromEntries(own) };
}
