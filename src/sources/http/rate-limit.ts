import { RemoteError } from '../../errors/remote-error.ts';

/** An answer, as far as it tells of limits. */
export interface LimitedAnswer {
  readonly status: number;
  /** The value of a header by its small-letter name; null without it. */
  readonly header: (name: string) => string | null;
}

/** True for an answer that asks to come again later. GitHub says 403 as well as 429. */
export function isRateLimited({ status, header }: LimitedAnswer): boolean {
  return (
    status === 429 || (status === 403 && (header('x-ratelimit-remaining') === '0' || header('retry-after') !== null))
  );
}

/** After how many seconds a server that says no for now wants to be asked again; null when it does not say. */
export function secondsAsked({ header }: LimitedAnswer): number | null {
  // The Hub: RateLimit: "api";r=0;t=55, on every answer; only without any requests left (r) does the time (t) bind.
  const [, left, seconds] = /;\s*r=(\d+)\s*;\s*t=(\d{1,9})/.exec(header('ratelimit') ?? '') ?? [];
  if (left === '0' && seconds !== undefined) return Number(seconds);
  const after = header('retry-after') ?? '';
  if (/^\d{1,9}$/.test(after)) return Number(after);
  const reset = header('x-ratelimit-remaining') === '0' ? (header('x-ratelimit-reset') ?? '') : '';
  return /^\d{1,12}$/.test(reset) ? Math.max(0, Number(reset) - Math.floor(Date.now() / 1000)) : null;
}

/** The error for an answer of which `isRateLimited` is true. */
export function rateLimitError(answer: LimitedAnswer): RemoteError {
  const seconds = secondsAsked(answer);
  const wait = seconds === null ? 'now' : seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
  return new RemoteError('rate-limited', `answers no more requests for ${wait}`);
}
