import type { Report } from '../report.ts';

export const FAIL_ON = ['error', 'warning', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export type ExitStatus = 0 | 1 | 2 | 3;

/** A usage or configuration error, which overrides every other status. */
export const USAGE_ERROR: ExitStatus = 2;
/** A target that could not be read, or an internal error: an unread target is never reported as compliant. */
export const UNREADABLE: ExitStatus = 3;

/**
 * The exit status of a report: 3 if a target could not be read, else 1 if a duty is unmet at or above `failOn` (with
 * `strict`, also if one is unclear), else 0. `never` leaves 0 and 3.
 */
export function exitStatus(summary: Report['summary'], failOn: FailOn, strict: boolean): ExitStatus {
  if (summary.unreadable > 0) return UNREADABLE;
  if (failOn === 'never') return 0;
  const unmet = summary.errors + (failOn === 'warning' ? summary.warnings : 0);
  return unmet > 0 || (strict && summary.unclear > 0) ? 1 : 0;
}
