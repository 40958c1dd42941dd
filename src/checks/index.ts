import { agreementCopied } from './agreement-copied.ts';
import { attested } from './attested.ts';
import { baseNamed } from './base-named.ts';
import { cardFacts } from './card-facts.ts';
import type { Check } from './check.ts';
import { fileContainsLine } from './file-contains-line.ts';
import { improvesOtherModels } from './improves-other-models.ts';
import { licenseDeclared } from './license-declared.ts';
import { marksUsedFairly } from './marks-used-fairly.ts';
import { nameBeginsWith } from './name-begins-with.ts';
import { neverVisible } from './never-visible.ts';
import { phraseDisplayed } from './phrase-displayed.ts';
import { policyPassedOn } from './policy-passed-on.ts';
import { restrictionStated } from './restriction-stated.ts';
import { sectionPresent } from './section-present.ts';

/** Every kind of duty that a rule file can ask for. */
export const checks: readonly Check[] = [
  agreementCopied,
  attested,
  baseNamed,
  cardFacts,
  fileContainsLine,
  improvesOtherModels,
  licenseDeclared,
  marksUsedFairly,
  nameBeginsWith,
  neverVisible,
  phraseDisplayed,
  policyPassedOn,
  restrictionStated,
  sectionPresent,
];
