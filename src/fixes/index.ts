import { agreementCopied } from './agreement-copied.ts';
import { baseNamed } from './base-named.ts';
import type { Edit } from './edit.ts';
import { fileContainsLine } from './file-contains-line.ts';
import type { FixCase, Fixer } from './fixer.ts';
import { canMakeCard } from './new-card.ts';
import { licenseDeclared } from './license-declared.ts';
import { phraseDisplayed } from './phrase-displayed.ts';
import { policyPassedOn } from './policy-passed-on.ts';
import { restrictionStated } from './restriction-stated.ts';
import { sectionPresent } from './section-present.ts';

/** The fixers, one for each kind of check that edits can serve. */
export const fixers: readonly Fixer[] = [
  agreementCopied,
  baseNamed,
  fileContainsLine,
  licenseDeclared,
  phraseDisplayed,
  policyPassedOn,
  restrictionStated,
  sectionPresent,
];

/** The edits that would meet a duty, or prepare what only the author can write; none if a person must decide. */
export function editsFor(input: FixCase): readonly Edit[] {
  const fixer = fixers.find(({ kind }) => kind === input.rule.check.kind);
  const edits = fixer?.propose(input).map((proposal) => ({ ...proposal, rule: input.rule.id })) ?? [];
  const { card, files } = input.facts;
  return card !== null || canMakeCard(files.map(({ path }) => path))
    ? edits
    : edits.filter(({ kind }) => kind === 'agreement' || kind === 'notice');
}
