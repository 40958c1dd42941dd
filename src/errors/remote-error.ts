import type { TargetErrorCode } from '../report.ts';

/** Why a request to a server failed. */
export class RemoteError extends Error {
  readonly code: TargetErrorCode;

  /**
   * `says` is the end of a sentence about the request. It contains no text of a server or a library, which could
   * include a token.
   */
  constructor(code: TargetErrorCode, says: string) {
    super(says);
    this.name = 'RemoteError';
    this.code = code;
  }
}
