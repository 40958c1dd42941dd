import { isStandardLicense, otherTermsInBody } from '../facts/stated-terms.ts';
import { namesLicense } from '../provenance/card-bases.ts';
import { offsets, placer } from '../card/positions.ts';
import { matchesAny } from '../rulebook/pattern.ts';
import type { Place } from '../snapshot/place.ts';
import { adds, changes, type FixCase, type Fixer, type UnassignedEdit } from './fixer.ts';
import { canEditFrontMatter, isInFurtherBlock } from './front-matter.ts';
import { copyOf, licenseLink, licenseNamed } from './license-sentence.ts';

/** Names the license in the card's front matter. Edits of terms that the author wrote are unsafe. */
export const licenseDeclared: Fixer = {
  kind: 'license-declared',
  propose(input) {
    const { facts, license, beside, verdict } = input;
    if (verdict.code === 'contradicted') return textChanged(input);
    // What a further card says is not changed by an edit of this one.
    if (verdict.locations.some(({ file }) => file !== facts.card?.file)) return [];
    if ((verdict.code === 'other-terms' || verdict.code === 'own-license') && isOwn(verdict.args['value'] ?? '', input))
      return licenseNamed(input);
    if (!canEditFrontMatter(facts)) return [];
    const declare = adds({ kind: 'front-matter', key: 'license', values: [license.hub.id] });
    switch (verdict.code) {
      case 'missing':
      case 'no-card':
      case 'name-only':
      case 'text-only':
        return [declare];
      case 'placeholder':
        return [...placeholders(input), declare];
      case 'bare-other':
      case 'link-only':
        // The Hub has one `license_name` for “other”, but accepts a list of licenses.
        return beside.length > 0
          ? termsChanged(input)
          : [adds({ kind: 'front-matter', key: 'license_name', values: [license.hub.id] }), ...linked(input)];
      case 'other-terms':
      case 'own-license':
        return termsChanged(input);
      default:
        return [];
    }
  },
};

/** True for a license of the author's own, which is permitted next to this one. */
function isOwn(value: string, { beside }: FixCase): boolean {
  return !isStandardLicense(value) && !beside.some((one) => namesLicense(one, value));
}

/** Removes placeholders of a template, which nobody wrote. */
function placeholders({ facts, rule }: FixCase): UnassignedEdit[] {
  const keys = rule.check.parameters['placeholders'] ?? [];
  const present = typeof keys === 'object' ? keys.filter((key) => facts.card?.frontMatter?.key(key) != null) : [];
  return present.map((key) => adds({ kind: 'front-matter-removal', key }));
}

/** Adds the link that the Hub shows with a named license. */
function linked(input: FixCase): UnassignedEdit[] {
  if ((input.facts.card?.frontMatter?.values('license_link') ?? []).length > 0) return [];
  return [
    adds({ kind: 'front-matter', key: 'license_link', values: [copyOf(input) ?? input.license.agreement.published] }),
  ];
}

/** Replaces other terms, with their name and link, by this license; other licenses of the lineage stay. */
function termsChanged(input: FixCase): UnassignedEdit[] {
  const { facts, beside, license } = input;
  const valuesOf = (key: string) => facts.card?.frontMatter?.values(key).map(({ text }) => text) ?? [];
  const written = valuesOf('license');
  const ofLineage = (text: string) => [license, ...beside].some((one) => namesLicense(one, text));
  const wrongName = valuesOf('license_name').some((text) => !ofLineage(text));
  const wrongLink = valuesOf('license_link').some(
    (text) => text !== copyOf(input) && !matchesAny(license.hub.links, text),
  );
  if (wrongName && beside.length === 0 && written.every((text) => text.toLowerCase() === 'other')) {
    return [
      changes({ kind: 'front-matter', key: 'license_name', values: [license.hub.id] }),
      ...(wrongLink
        ? [
            changes({
              kind: 'front-matter',
              key: 'license_link',
              values: [copyOf(input) ?? license.agreement.published],
            }),
          ]
        : []),
    ];
  }
  return [
    changes({
      kind: 'front-matter',
      key: 'license',
      values: [...new Set([...written.filter(ofLineage), license.hub.id])],
    }),
    ...(wrongName ? [changes({ kind: 'front-matter-removal', key: 'license_name' })] : []),
    ...(wrongLink && beside.length === 0 ? [changes({ kind: 'front-matter-removal', key: 'license_link' })] : []),
  ];
}

/** A text with more such lines is about many models, so a person must read it. */
const MAX_LINES = 50;

/** Corrects lines of the text that offer other terms, as generated cards have, and their links. */
function textChanged(input: FixCase): UnassignedEdit[] {
  const {
    facts: { card },
    license,
    beside,
  } = input;
  const stated = card === null ? [] : otherTermsInBody(card, [license, ...beside]);
  if (card === null || stated.length > MAX_LINES) return [];
  if (stated.some(({ place }) => isInFurtherBlock(card.source, place.line))) return [];
  const { file, source, visible } = card;
  const [at, placed] = [offsets(source), placer(file, source)];
  const links = visible.blocks.flatMap((block) => block.links);
  return stated.map(({ terms }) => {
    const link = links.find(({ place }) => includes(place, terms));
    const { line, column, endLine, endColumn } = link?.place ?? terms;
    // “an Apache 2.0 license”: the new name includes the word “license”, and needs another article.
    const article = /\ban? $/i.exec(source.slice(at(line, 1), at(line, column)))?.[0] ?? '';
    const word = /^[ \t]+licen[cs]e\b/i.exec(source.slice(at(endLine, endColumn), at(endLine + 1, 1)))?.[0] ?? '';
    const [start, end] = [at(line, column) - article.length, at(endLine, endColumn) + word.length];
    const name = link === undefined ? license.name : licenseLink(input);
    return changes({
      kind: 'replace',
      place: placed(start, end),
      found: source.slice(start, end),
      text: article === '' ? name : `the ${name}`,
    });
  });
}

function includes(outer: Place, inner: Place): boolean {
  const begins = outer.line < inner.line || (outer.line === inner.line && outer.column <= inner.column);
  return (
    begins && (outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn))
  );
}
