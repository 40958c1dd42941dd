import type { Card } from '../card/card.ts';
import type { FrontMatterValue } from '../card/front-matter.ts';
import { namesLicense } from '../provenance/card-bases.ts';
import type { Facts } from '../facts/facts.ts';
import { furtherCards } from '../facts/documents.ts';
import { isStandardLicense, namesInBody, otherTerms, otherTermsInBody, termsInBody } from '../facts/stated-terms.ts';
import { matchesAny } from '../rulebook/pattern.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Place } from '../snapshot/place.ts';
import { defineCheck } from './check.ts';
import { placeEvidence } from './evidence.ts';

/** The card names this license and offers the weights under no other terms (clauses 1.a and 5.b, and the Hub's metadata). */
export const licenseDeclared = defineCheck({
  kind: 'license-declared',
  readsCard: true,
  reads: ['linked'],
  parameters: { placeholders: 'texts' },
  lists: ({ hub }) => ({ license: [hub.id] }),
  codes: {
    declared: { outcome: 'met', args: ['value'] },
    beside: { outcome: 'met', args: ['value'] },
    'in-text': { outcome: 'met', args: ['value'] },
    shipped: { outcome: 'met', args: ['file'] },
    'text-only': { outcome: 'unclear', args: ['value'] },
    missing: { outcome: 'unmet', args: [] },
    'no-card': { outcome: 'unmet', args: [] },
    placeholder: { outcome: 'unmet', args: ['value'] },
    'bare-other': { outcome: 'unmet', args: [] },
    'other-terms': { outcome: 'unmet', args: ['value'] },
    'link-only': { outcome: 'unclear', args: ['value'] },
    'name-only': { outcome: 'unclear', args: ['value'] },
    'own-license': { outcome: 'unclear', args: ['value', 'lacks'] },
    contradicted: { outcome: 'unclear', args: ['value', 'found'] },
  },
  judge({ facts, license, beside, parameters }) {
    const card = facts.card;
    if (card === null) return { code: 'no-card', args: {}, locations: [], evidence: [] };
    // A README of the code may stand beside the card that is kept for the Hub: what either offers is offered.
    const cards = [card, ...furtherCards(facts.documents, card)];
    const valuesOf = (key: string) => cards.flatMap((one) => one.frontMatter?.values(key) ?? []);
    const [licenses, names] = [valuesOf('license'), valuesOf('license_name')];
    const answer = (code: Code, value: FrontMatterValue, more: Record<string, string> = {}) => ({
      code,
      args: { value: value.text, ...more },
      locations: [value.place],
      evidence: [],
    });

    const declared = [...licenses, ...names].find((value) => namesLicense(license, value.text));
    const first = licenses[0];
    if (first === undefined) {
      if (declared) return answer('name-only', declared);
      const placeholder = parameters.placeholders.flatMap(valuesOf)[0];
      if (placeholder) return answer('placeholder', placeholder);
      if (otherTermsInBody(card, [license, ...beside]).length === 0) {
        const told = termsInBody(card, license)[0];
        if (told)
          return {
            code: card.frontMatter === null ? 'in-text' : 'text-only',
            args: { value: told.said },
            locations: [told.terms],
            evidence: [placeEvidence(told.place, told.text)],
          };
        const shipped = copyOf(facts, license);
        // GitHub shows the license of the file at the root.
        if (card.frontMatter === null && shipped && !shipped.file.includes('/'))
          return { code: 'shipped', args: { file: shipped.file }, locations: [shipped.place], evidence: [] };
      }
      return { code: 'missing', args: {}, locations: [topOf(card)], evidence: [] };
    }
    const bound = [license, ...beside];
    const others = cards.flatMap((one) => otherTerms(one, bound));
    if (declared) {
      const terms = others[0];
      if (terms) return besides(facts, license, terms);
      const [line] = otherTermsInBody(card, bound);
      if (line === undefined) return answer('declared', declared);
      return {
        ...answer('contradicted', declared, { found: line.text }),
        locations: [declared.place, line.terms],
        evidence: [placeEvidence(line.place, line.text)],
      };
    }
    const own = names.find((value) => value.text.trim() !== '');
    const sibling = licenses.find((value) => beside.some((one) => namesLicense(one, value.text)));
    if (sibling && !others[0]) return answer('other-terms', sibling);
    if (others[0])
      return ships(facts, license) && namesInBody(card, license)
        ? besides(facts, license, others[0])
        : answer('other-terms', others[0]);
    if (own)
      return ships(facts, license) || namesInBody(card, license)
        ? besides(facts, license, own)
        : answer('other-terms', own);
    const link = card.frontMatter?.values('license_link').find((value) => leadsToAgreement(value.text, facts, license));
    return link ? answer('link-only', link) : answer('bare-other', first);
  },
});

type Code = 'declared' | 'placeholder' | 'bare-other' | 'other-terms' | 'link-only' | 'name-only' | 'contradicted';

/** An own license beside the Llama license is legitimate when the agreement is shipped and named as well. */
function besides(facts: Facts, license: LicenseRules, own: FrontMatterValue) {
  const shipped = ships(facts, license);
  const named = facts.card !== null && (namesInBody(facts.card, license) || namesInFrontMatter(facts.card, license));
  const args = {
    value: own.text,
    lacks: shipped ? 'name the agreement in the card' : 'hand on a copy of the agreement',
  };
  // A permissive license id offers the weights themselves, whatever else is shipped: a person has to read what it is meant for.
  const code = shipped && named && !isStandardLicense(own.text) ? 'beside' : 'own-license';
  return {
    code,
    args: code === 'own-license' && shipped && named ? { ...args, lacks: 'say which part it covers' } : args,
    locations: [own.place],
    evidence: [],
  } as const;
}

function ships(facts: Facts, license: LicenseRules): boolean {
  return copyOf(facts, license) !== undefined;
}

function copyOf(facts: Facts, license: LicenseRules) {
  return facts.agreements.find(
    (one) => one.part === 'agreement' && one.license === license.license && one.in === 'file' && one.copy,
  );
}

function namesInFrontMatter(card: Card, license: LicenseRules): boolean {
  const values = [...(card.frontMatter?.values('license') ?? []), ...(card.frontMatter?.values('license_name') ?? [])];
  return values.some((value) => namesLicense(license, value.text));
}

/** A link to the agreement where its licensor publishes it, or to the file here that is its copy. */
function leadsToAgreement(link: string, facts: Facts, license: LicenseRules): boolean {
  if (matchesAny(license.hub.links, link)) return true;
  const path = link.replace(/^\.\//, '');
  return facts.agreements.some((one) => one.file === path && one.license === license.license && one.copy);
}

function topOf(card: Card): Place {
  const line = card.frontMatter?.place.line ?? 1;
  return { file: card.file, line, column: 1, endLine: line, endColumn: card.frontMatter ? 4 : 1 };
}
