import type { TargetErrorCode } from '../report.ts';

/** Why a server did not give what it was asked for. */
export class RemoteError extends Error {
  readonly code: TargetErrorCode;

  /** Parts of the program that are files of their own each bring this class, and all mean the same by it. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'RemoteError';
  }

  /** `says` is the end of a sentence about what was asked for. No words of a server or a library are in it: they may hold a token. */
  constructor(code: TargetErrorCode, says: string) {
    super(says);
    this.name = 'RemoteError';
    this.code = code;
  }
}
