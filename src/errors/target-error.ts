import type { TargetErrorCode } from '../report.ts';

/** A target that could not be read. It becomes an `UnreadableReport`, and is never reported as compliant. */
export class TargetError extends Error {
  readonly code: TargetErrorCode;
  /** What to do about it. */
  readonly hint: string;

  /** `message` describes the problem and names the target; `hint` says what to do about it. */
  constructor(code: TargetErrorCode, message: string, hint: string) {
    super(message);
    this.name = 'TargetError';
    this.code = code;
    this.hint = hint;
  }
}

/** True if a later try can succeed, because the network or a rate limit was the reason. */
export function isPassing(code: TargetErrorCode): boolean {
  return code === 'network' || code === 'rate-limited';
}
