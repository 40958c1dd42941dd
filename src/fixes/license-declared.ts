import { isStandardLicense } from '../checks/license-declared.ts';
import { namesLicense } from '../facts/card-bases.ts';
import { offsetOf, placer } from '../facts/card/positions.ts';
import { matchesAny } from '../rulebook/pattern.ts';
import type { Place } from '../snapshot/place.ts';
import { adds, changes, type FixCase, type Fixer, type Proposal } from './fixer.ts';
import { canEditFrontMatter } from './front-matter.ts';
import { copyOf, licenseLink, licenseNamed } from './license-sentence.ts';

/** The card's front matter names the license. Terms that the author wrote there are changed only when that is asked for. */
export const licenseDeclared: Fixer = {
  kind: 'license-declared',
  propose(given) {
    const { facts, license, beside, verdict } = given;
    if (verdict.code === 'contradicted') return textChanged(given);
    if ((verdict.code === 'other-terms' || verdict.code === 'own-license') && isOwn(verdict.args['value'] ?? '', given)) return licenseNamed(given);
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
        // The Hub knows one name for all that is “other”, but takes a list of licenses.
        return beside.length > 0 ? termsChanged(given) : [adds({ kind: 'front-matter', key: 'license_name', values: [license.hub.id] }), ...linked(given)];
      case 'other-terms':
      case 'own-license':
        return termsChanged(given);
      default:
        return [];
    }
  },
};

/** A license of the author's own may stand beside this one, once the agreement is handed on and named as well. */
function isOwn(value: string, { beside }: FixCase): boolean {
  return !isStandardLicense(value) && !beside.some((one) => namesLicense(one, value));
}

/** What a template left in place of the license is nobody's word. */
function placeholders({ facts, rule }: FixCase): Proposal[] {
  const keys = rule.check.parameters['placeholders'] ?? [];
  const present = typeof keys === 'object' ? keys.filter((key) => facts.card?.frontMatter?.key(key) != null) : [];
  return present.map((key) => adds({ kind: 'front-matter-removal', key }));
}

/** The Hub shows a named license with its link. */
function linked(given: FixCase): Proposal[] {
  if ((given.facts.card?.frontMatter?.values('license_link') ?? []).length > 0) return [];
  return [adds({ kind: 'front-matter', key: 'license_link', values: [copyOf(given) ?? given.license.agreement.published] })];
}

/** The licenses of the lineage that the card names stay beside this one; other terms go, and their name and link with them. */
function termsChanged(given: FixCase): Proposal[] {
  const { facts, beside, license } = given;
  const valuesOf = (key: string) => facts.card?.frontMatter?.values(key).map(({ text }) => text) ?? [];
  const written = valuesOf('license');
  const ofLineage = (text: string) => [license, ...beside].some((one) => namesLicense(one, text));
  const wrongName = valuesOf('license_name').some((text) => !ofLineage(text));
  const wrongLink = valuesOf('license_link').some((text) => text !== copyOf(given) && !matchesAny(license.hub.links, text));
  if (wrongName && beside.length === 0 && written.every((text) => text.toLowerCase() === 'other')) {
    return [
      changes({ kind: 'front-matter', key: 'license_name', values: [license.hub.id] }),
      ...(wrongLink ? [changes({ kind: 'front-matter', key: 'license_link', values: [copyOf(given) ?? license.agreement.published] })] : []),
    ];
  }
  return [
    changes({ kind: 'front-matter', key: 'license', values: [...new Set([...written.filter(ofLineage), license.hub.id])] }),
    ...(wrongName ? [changes({ kind: 'front-matter-removal', key: 'license_name' })] : []),
    ...(wrongLink && beside.length === 0 ? [changes({ kind: 'front-matter-removal', key: 'license_link' })] : []),
  ];
}

/** A line of the text that offers other terms than the front matter: generated cards carry one. A link to those terms goes with them. */
function textChanged({ facts, license, verdict }: FixCase): Proposal[] {
  const [, terms] = verdict.locations;
  if (terms === undefined || facts.card === null) return [];
  const { file, source } = facts.card;
  const [start, end] = [offsetOf(source, terms.line, terms.column), offsetOf(source, terms.endLine, terms.endColumn)];
  const link = facts.card.visible.blocks.flatMap(({ links }) => links).find(({ place }) => includes(place, terms));
  const [from, to] = link === undefined ? [start, end] : [offsetOf(source, link.place.line, link.place.column), offsetOf(source, link.place.endLine, link.place.endColumn)];
  // “an Apache 2.0 license”: the name that is put in brings its own word, and another article.
  const article = /\ban? $/i.exec(source.slice(0, from))?.[0] ?? '';
  const word = /^[ \t]+licen[cs]e\b/i.exec(source.slice(to))?.[0] ?? '';
  const place = placer(file, source)(from - article.length, to + word.length);
  const name = link === undefined ? license.name : licenseLink({ facts, license });
  return [changes({ kind: 'replace', place, found: source.slice(from - article.length, to + word.length), text: article === '' ? name : `the ${name}` })];
}

function includes(outer: Place, inner: Place): boolean {
  const begins = outer.line < inner.line || (outer.line === inner.line && outer.column <= inner.column);
  return begins && (outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn));
}
