import type { OpenOrigin } from '../facts/facts.ts';
import { fillIn } from '../rulebook/fill-in.ts';
import { REASONS } from './wording.ts';
import type { Finding } from './finding.ts';

/** No license can be named, so the duty to name the base bears the licenses' common name. */
const RULE = 'llama/base-model';

/** The one duty of a repository that may be made from Llama: to say what it was made from. */
export function openOriginFinding({ reason, because, evidence }: OpenOrigin): Finding {
  return {
    obligation: {
      ...{ rule: RULE, clause: 'Hub metadata', outcome: 'unclear', reason, severity: 'warning' },
      ...{ message: fillIn(REASONS.openOrigin, { because }), remedy: REASONS.openOriginRemedy, fixable: false },
      ...{ waived: null, locations: [], evidence },
    },
    edits: [],
  };
}
