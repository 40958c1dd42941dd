import { namesInBody, otherTerms } from '../facts/stated-terms.ts';
import type { Relation } from '../report.ts';
import { fillIn, wordsOf } from '../rulebook/fill-in.ts';
import { adds, type FixCase, type Proposal } from './fixer.ts';

/** What the rule says in the card's section on the license, below a sentence that names the license where none does yet. */
export function licenseSentences(input: FixCase): Proposal[] {
  const { rule, license, beside, facts } = input;
  if (rule.insert === null) return [];
  // Text that names the license makes other terms in the front matter look like the author's own part, which nobody has said.
  const contradicted = facts.card !== null && otherTerms(facts.card, [license, ...beside]).length > 0;
  return [
    ...(contradicted ? [] : licenseNamed(input)),
    adds({ kind: 'license-sentence', text: fillIn(rule.insert, wordsOf(rule, license)).trim() }),
  ];
}

/** The sentence that names the license in the card's text; none where the text names it already. */
export function licenseNamed({ facts, lineage, license }: FixCase): Proposal[] {
  if (facts.card !== null && namesInBody(facts.card, license)) return [];
  const relation = lineage.each.find((one) => one.license === license.license)?.relation ?? lineage.relation;
  return [
    adds({
      kind: 'license-sentence',
      text: `${SUBJECT[relation] ?? MADE_FROM} the ${licenseLink({ facts, license })}.`,
    }),
  ];
}

/** What is made from material under a license may have parts that are not, an adapter wholly so. */
const MADE_FROM = 'This model is made from material under';
const SUBJECT: Partial<Record<Relation, string>> = {
  original: 'This model is licensed under',
  outputs: 'This model was trained on outputs of material under',
  product: 'This repository contains material under',
};

/** The license's name as Markdown, linked to the copy that is handed on or else to where it is published. */
export function licenseLink({ facts, license }: Pick<FixCase, 'facts' | 'license'>): string {
  const copy = copyOf({ facts, license });
  return `[${license.name}](${copy === null ? license.agreement.published : copy.split('/').map(escapeForLink).join('/')})`;
}

/** The path of the file that is a copy of the license's agreement; null when there is none. */
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
