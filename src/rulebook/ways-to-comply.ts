import { fillIn, wordsOf } from './fill-in.ts';
import type { LicenseRules, Rule } from './rulebook.ts';

/** The remedies of a rule, each once, with `<word>` where a finding fills something in. */
export function waysToComply(license: LicenseRules, rule: Rule): string[] {
  const words = wordsOf(rule, license);
  const remedies = Object.values(rule.wording).flatMap((wording) => (wording.do === null ? [] : [wording.do]));
  return [...new Set(remedies)].map((remedy) => fillIn(remedy, words).replace(/\{(\w+)\}/g, '<$1>'));
}
