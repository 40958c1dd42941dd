import type { LicenseRules, Rule } from './rulebook.ts';

/** The remedies of a rule, each once, with `<word>` where a finding fills something in. */
export function waysToComply(license: LicenseRules, rule: Rule): string[] {
  const known: ReadonlyMap<string, unknown> = new Map([['license', license.name], ['title', license.agreement.title], ...Object.entries(rule.check.parameters)]);
  const filled = (whole: string, word: string): string => {
    const value = known.get(word);
    return typeof value === 'string' ? value : `<${word}>`;
  };
  const remedies = Object.values(rule.wording).flatMap((wording) => (wording.do === null ? [] : [wording.do]));
  return [...new Set(remedies)].map((remedy) => remedy.replace(/\{(\w+)\}/g, filled));
}
