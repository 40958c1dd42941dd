import type { TargetErrorCode } from '../report.ts';

/** A target that could not be read. Becomes an `UnreadableReport`: never reported as compliant. */
export class TargetError extends Error {
  readonly code: TargetErrorCode;
  /** What to do about it. */
  readonly hint: string;

  /** `message` says what is wrong with which target; `hint` what to do about it. */
  constructor(code: TargetErrorCode, message: string, hint: string) {
    super(message);
    this.name = 'TargetError';
    this.code = code;
    this.hint = hint;
  }
}

/** True for what may go well another time: the network or a limit was in the way. */
export function isPassing(code: TargetErrorCode): boolean {
  return code === 'network' || code === 'rate-limited';
}
