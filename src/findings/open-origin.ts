import type { OpenOrigin } from '../facts/facts.ts';
import { fillIn } from '../rulebook/fill-in.ts';
import { REASONS } from './wording.ts';
import type { Finding } from './finding.ts';

/** The license is unknown, so the rule has the common prefix of all Llama licenses. */
const RULE = 'llama/base-model';

/** The only duty of a repository that may be made from Llama: to name its base. */
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
