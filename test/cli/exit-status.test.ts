import { describe, expect, it } from 'vitest';

import { exitStatus, FAIL_ON } from '../../src/cli/exit-status.ts';

const COUNTS = [0, 2] as const;
const CASES = COUNTS.flatMap((errors) =>
  COUNTS.flatMap((warnings) =>
    COUNTS.flatMap((unclear) =>
      COUNTS.flatMap((unreadable) =>
        FAIL_ON.flatMap((failOn) =>
          [false, true].map((strict) => ({ errors, warnings, unclear, unreadable, failOn, strict })),
        ),
      ),
    ),
  ),
);

describe('the exit status', () => {
  it.each(CASES)(
    '$errors errors, $warnings warnings, $unclear unclear, $unreadable unreadable, --fail-on $failOn, strict $strict',
    (input) => {
      const { failOn, strict, ...counts } = input;
      expect(exitStatus({ repositories: 3, ...counts }, failOn, strict)).toBe(expected(input));
    },
  );
});

/** The contract, in its own order of precedence. */
function expected({ errors, warnings, unclear, unreadable, failOn, strict }: (typeof CASES)[number]): number {
  if (unreadable > 0) return 3;
  if (failOn === 'never') return 0;
  if (errors > 0) return 1;
  if (failOn === 'warning' && warnings > 0) return 1;
  return strict && unclear > 0 ? 1 : 0;
}
