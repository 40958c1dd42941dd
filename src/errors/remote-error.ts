import type { TargetErrorCode } from '../report.ts';

/** Why a server did not give what it was asked for. */
export class RemoteError extends Error {
  readonly code: TargetErrorCode;

  /**
   * `says` is the end of a sentence about what was asked for. No words of a server or a library are in it: they may
   * hold a token.
   */
  constructor(code: TargetErrorCode, says: string) {
    super(says);
    this.name = 'RemoteError';
    this.code = code;
  }
}
