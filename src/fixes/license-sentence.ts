import { namesInBody, otherTerms } from '../checks/license-declared.ts';
import { fillIn, wordsOf } from '../rulebook/fill-in.ts';
import type { FixCase, Proposal } from './fixer.ts';
import { adds } from './fixer.ts';

/** What the rule says in the card's section on the license, below a sentence that names the license where none does yet. */
export function licenseSentences(given: FixCase): Proposal[] {
  const { rule, license, beside, facts } = given;
  if (rule.insert === null) return [];
  // Text that names the license makes other terms in the front matter look like the author's own part, which nobody has said.
  const contradicted = facts.card !== null && otherTerms(facts.card, [license, ...beside]).length > 0;
  return [...(contradicted ? [] : licenseNamed(given)), adds({ kind: 'license-sentence', text: fillIn(rule.insert, wordsOf(rule, license)).trim() })];
}

/** The sentence that names the license in the card's text; none where the text names it already. */
export function licenseNamed({ facts, license }: FixCase): Proposal[] {
  if (facts.card !== null && namesInBody(facts.card, license)) return [];
  const copy = facts.agreements.find((one) => one.part === 'agreement' && one.license === license.license && one.in === 'file' && one.copy);
  // Spaces and brackets in a path would end a Markdown link.
  const link = copy === undefined ? license.agreement.published : copy.file.split('/').map(encodeURIComponent).join('/');
  return [adds({ kind: 'license-sentence', text: `Llama materials in this repository are licensed under the [${license.name}](${link}).` })];
}
