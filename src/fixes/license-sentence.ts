import { namesInBody, otherTerms } from '../facts/stated-terms.ts';
import type { Relation } from '../report.ts';
import { fillIn, wordsOf } from '../rulebook/fill-in.ts';
import { adds, type FixCase, type UnassignedEdit } from './fixer.ts';

/**
 * Adds the rule's sentence to the card's section on the license, after a sentence that names the license if none does.
 */
export function licenseSentences(input: FixCase): UnassignedEdit[] {
  const { rule, license, beside, facts } = input;
  if (rule.insert === null) return [];
  // Next to text that names the license, other terms in the front matter would look like the author's own part.
  const contradicted = facts.card !== null && otherTerms(facts.card, [license, ...beside]).length > 0;
  return [
    ...(contradicted ? [] : licenseNamed(input)),
    adds({ kind: 'license-sentence', text: fillIn(rule.insert, wordsOf(rule, license)).trim() }),
  ];
}

/** Adds a sentence that names the license, unless the card's text already names it. */
export function licenseNamed({ facts, lineage, license }: FixCase): UnassignedEdit[] {
  if (facts.card !== null && namesInBody(facts.card, license)) return [];
  const relation = lineage.each.find((one) => one.license === license.license)?.relation ?? lineage.relation;
  return [
    adds({
      kind: 'license-sentence',
      text: `${SUBJECT[relation] ?? MADE_FROM} the ${licenseLink({ facts, license })}.`,
    }),
  ];
}

/** A model made from licensed material can have parts that are not under the license, such as an adapter. */
const MADE_FROM = 'This model is made from material under';
const SUBJECT: Partial<Record<Relation, string>> = {
  original: 'This model is licensed under',
  outputs: 'This model was trained on outputs of material under',
  product: 'This repository contains material under',
};

/** The license's name as a Markdown link to the copy in the repository, or else to the published text. */
export function licenseLink({ facts, license }: Pick<FixCase, 'facts' | 'license'>): string {
  const copy = copyOf({ facts, license });
  const address = copy === null ? license.agreement.published : copy.split('/').map(escapeForLink).join('/');
  return `[${license.name}](${address})`;
}

/** The path of the copy of the license's agreement; null without one. */
export function copyOf({ facts, license }: Pick<FixCase, 'facts' | 'license'>): string | null {
  return (
    facts.agreements.find(
      (one) => one.part === 'agreement' && one.license === license.license && one.in === 'file' && one.copy,
    )?.file ?? null
  );
}

/** Spaces and brackets in a path would end a Markdown link. */
function escapeForLink(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, '\uFFFD')).replace(
    /[()]/g,
    (bracket) => `%${bracket.charCodeAt(0).toString(16)}`,
  );
}
