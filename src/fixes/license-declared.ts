import { isStandardLicense } from '../checks/license-declared.ts';
import { namesLicense } from '../facts/card-bases.ts';
import { adds, changes, type FixCase, type Fixer, type Proposal } from './fixer.ts';
import { canEditFrontMatter } from './front-matter.ts';
import { licenseNamed } from './license-sentence.ts';

/** The card's front matter names the license. Terms that the author wrote there are changed only when that is asked for. */
export const licenseDeclared: Fixer = {
  kind: 'license-declared',
  propose(given) {
    const { facts, license, verdict } = given;
    if (!canEditFrontMatter(facts)) return [];
    const declare = adds({ kind: 'front-matter', key: 'license', values: [license.hub.id] });
    switch (verdict.code) {
      case 'missing':
      case 'no-card':
      case 'name-only':
        return [declare];
      case 'placeholder':
        return [...placeholders(given), declare];
      case 'bare-other':
      case 'link-only':
        return [adds({ kind: 'front-matter', key: 'license_name', values: [license.hub.id] }), ...linked(given)];
      case 'other-terms':
        return termsChanged(given);
      case 'own-license':
        return isStandardLicense(verdict.args['value'] ?? '') ? termsChanged(given) : licenseNamed(given);
      case 'contradicted':
        return textChanged(given);
      default:
        return [];
    }
  },
};

/** What a template left in place of the license is nobody's word. */
function placeholders({ facts, rule }: FixCase): Proposal[] {
  const keys = rule.check.parameters['placeholders'] ?? [];
  const present = typeof keys === 'object' ? keys.filter((key) => facts.card?.frontMatter?.key(key) != null) : [];
  return present.map((key) => adds({ kind: 'front-matter-removal', key }));
}

/** The Hub shows a named license with its link. */
function linked({ facts, license }: FixCase): Proposal[] {
  if ((facts.card?.frontMatter?.values('license_link') ?? []).length > 0) return [];
  const copy = facts.agreements.find((one) => one.part === 'agreement' && one.license === license.license && one.in === 'file' && one.copy);
  return [adds({ kind: 'front-matter', key: 'license_link', values: [copy?.file ?? license.agreement.published] })];
}

/** The licenses of the lineage that the card names stay beside this one; other terms go. */
function termsChanged({ facts, beside, license }: FixCase): Proposal[] {
  const written = facts.card?.frontMatter?.values('license').map(({ text }) => text) ?? [];
  const named = facts.card?.frontMatter?.values('license_name').map(({ text }) => text) ?? [];
  if (written.every((text) => text.toLowerCase() === 'other') && named.length > 0) {
    return [
      changes({ kind: 'front-matter', key: 'license_name', values: [license.hub.id] }),
      ...(facts.card?.frontMatter?.key('license_link') == null ? [] : [changes({ kind: 'front-matter', key: 'license_link', values: [license.agreement.published] })]),
    ];
  }
  const kept = written.filter((text) => [license, ...beside].some((one) => namesLicense(one, text)));
  return [changes({ kind: 'front-matter', key: 'license', values: [...new Set([...kept, license.hub.id])] })];
}

/** A line of the text that offers other terms than the front matter: generated cards carry one. */
function textChanged({ license, verdict }: FixCase): Proposal[] {
  const [, terms] = verdict.locations;
  return terms === undefined ? [] : [changes({ kind: 'replace', place: terms, text: license.name })];
}
