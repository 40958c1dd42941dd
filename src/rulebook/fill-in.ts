import type { LicenseRules, Rule } from './rulebook.ts';

/** Puts arguments into a sentence: `{word}` stands for the argument of that name. What has no argument stays as it is. */
export function fillIn(sentence: string, args: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{([\w-]+)\}/g, (whole, word: string) => args[word] ?? whole);
}

/** What a license gives to every sentence of its rules. */
export const LICENSE_WORDS = ['license', 'title', 'version', 'hub'] as const;

/**
 * The words that every sentence of a rule can use: the license's, and the texts that the rule gives its check; a list
 * stands for its first entry.
 */
export function wordsOf(rule: Rule, license: LicenseRules): Readonly<Record<string, string>> {
  const own: Readonly<Record<(typeof LICENSE_WORDS)[number], string>> = {
    license: license.name,
    title: license.agreement.title,
    version: license.version,
    hub: license.hub.id,
  };
  const texts = Object.entries(rule.check.parameters).flatMap(([name, value]) => {
    const text = typeof value === 'object' ? value[0] : value;
    return typeof text === 'string' ? [[name, text] as const] : [];
  });
  return { ...own, ...Object.fromEntries(texts) };
}
