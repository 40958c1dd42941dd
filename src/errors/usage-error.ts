/**
 * A flag, a configuration or a rule file is wrong. The command line shows the message and the hint, and exits with
 * status 2.
 */
export class UsageError extends Error {
  /** What to write instead, if it is known. */
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null) {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
  }
}
