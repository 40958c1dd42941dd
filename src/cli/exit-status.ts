import type { Report } from '../report.ts';

export const FAIL_ON = ['error', 'warning', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export type ExitStatus = 0 | 1 | 2 | 3;

/** Status of a usage or configuration error, which goes before everything else. */
export const USAGE_ERROR: ExitStatus = 2;
/** Status of a target that could not be read, and of an internal error: nothing unread is ever called compliant. */
export const UNREADABLE: ExitStatus = 3;

/**
 * The exit status of a finished report: 3 when a target could not be read, else 1 when something is unmet at or
 * above `failOn` (with `strict`, also when something is unclear), else 0. `never` leaves only 3.
 */
export function exitStatus(summary: Report['summary'], failOn: FailOn, strict: boolean): ExitStatus {
  if (summary.unreadable > 0) return UNREADABLE;
  if (failOn === 'never') return 0;
  const unmet = summary.errors + (failOn === 'warning' ? summary.warnings : 0);
  return unmet > 0 || (strict && summary.unclear > 0) ? 1 : 0;
}
