import type { Card } from '../card/card.ts';
import type { FrontMatterValue } from '../card/front-matter.ts';
import { licensesStated } from '../prose/decide-license.ts';
import { namesLicense } from '../provenance/card-bases.ts';
import { matchesAny } from '../rulebook/pattern.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Place } from '../snapshot/place.ts';

/** Licenses in the front matter other than those that bind. */
export function otherTerms(card: Card, bound: readonly LicenseRules[]): readonly FrontMatterValue[] {
  const licenses = card.frontMatter?.values('license') ?? [];
  return licenses.filter(
    (value) => value.text.toLowerCase() !== 'other' && !bound.some((one) => namesLicense(one, value.text)),
  );
}

/** True for the Hub's id of a standard license. */
export function isStandardLicense(id: string): boolean {
  return STANDARD.test(id);
}

const STANDARD =
  /^(?:apache-2\.0|mit|bsd[\w.-]*|cc[\w.-]*|(?:a|l)?gpl[\w.-]*|mpl[\w.-]*|unlicense|wtfpl|isc|artistic[\w.-]*|openrail[\w.+-]*|llama[\d.]+|gemma|unknown)$/i;

/** True if the card's text names the license or links to its agreement. */
export function namesInBody(card: Card, license: LicenseRules): boolean {
  return card.visible.blocks.some((block) => {
    if (block.text.toLowerCase().includes(license.name.toLowerCase())) return true;
    return block.links.some((link) => matchesAny(license.hub.links, link.url));
  });
}

/** A line of the body, and the place of the terms in it. */
export interface StatedTerms {
  readonly text: string;
  /** The license's name as written. */
  readonly said: string;
  readonly place: Place;
  readonly terms: Place;
}

/**
 * Licenses that the body states for the weights, or without saying for what, other than those that bind.
 */
export function otherTermsInBody(card: Card, bound: readonly LicenseRules[]): readonly StatedTerms[] {
  return weightsTerms(card).filter(({ said }) => !bound.some((one) => isTermsOf(one, said)));
}

/** Statements in the body that the weights are under this license. */
export function termsInBody(card: Card, license: LicenseRules): readonly StatedTerms[] {
  return weightsTerms(card).filter(({ said }) => isTermsOf(license, said));
}

function weightsTerms(card: Card): readonly StatedTerms[] {
  return licensesStated(card).flatMap(({ block, start, end, of }) =>
    of === 'beside' || of === 'base'
      ? []
      : [
          {
            text: block.text,
            said: block.text.slice(start, end),
            place: block.place(0, block.text.length),
            terms: block.place(start, end),
          },
        ],
  );
}

function isTermsOf(license: LicenseRules, said: string): boolean {
  return namesLicense(license, said) || versionOf(said) === versionOf(license.license);
}

/** `3.1` of “Llama 3.1”; any other license as it is. */
function versionOf(license: string): string {
  return /^(?:meta[- ])?llama[- ]?([\d.]*\d)/i.exec(license)?.[1] ?? license;
}
