import type { LicenseRules, Rule } from './rulebook.ts';

/** Puts arguments into a sentence: `{word}` stands for the argument of that name. What has no argument stays as it is. */
export function fillIn(sentence: string, args: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{([\w-]+)\}/g, (whole, word: string) => args[word] ?? whole);
}

/** The words that every sentence of a rule can use: the license's, and the texts that the rule gives its check. */
export function wordsOf(rule: Rule, license: LicenseRules): Readonly<Record<string, string>> {
  const texts = Object.entries(rule.check.parameters).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { license: license.name, title: license.agreement.title, ...Object.fromEntries(texts) };
}
