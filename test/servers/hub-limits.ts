import { performance } from 'node:perf_hooks';

// How often the Hub may be asked, https://huggingface.co/docs/hub/rate-limits

/** `api` are the addresses under /api/, `resolvers` those of files. */
export type Bucket = 'api' | 'resolvers';

/** Requests in one window, and how long that is. */
export interface Limits {
  readonly api: number;
  readonly resolvers: number;
  readonly seconds: number;
}

/** Of a free account. */
export const FREE: Limits = { api: 1000, resolvers: 5000, seconds: 300 };

export interface Spent {
  readonly over: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** A client has a window for each bucket; it begins with its first request. */
export class HubLimits {
  /** How many requests came when nothing was left. */
  overran = 0;
  private readonly windows = new Map<string, { ends: number; left: number }>();
  private readonly limits: Limits;
  private readonly clock: () => number;

  /** `clock` gives milliseconds. */
  constructor(limits: Limits, clock: () => number = () => performance.now()) {
    this.limits = limits;
    this.clock = clock;
  }

  /** Takes one request of a client off its window. */
  spend(client: string, bucket: Bucket): Spent {
    // Whole milliseconds: a window's end less its beginning has to be its length to the last bit, or a second is told
    // as two.
    const now = Math.floor(this.clock());
    const key = `${bucket} ${client}`;
    const old = this.windows.get(key);
    const window =
      old === undefined || old.ends <= now
        ? { ends: now + this.limits.seconds * 1000, left: this.limits[bucket] }
        : old;
    this.windows.set(key, window);
    const over = window.left === 0;
    if (over) this.overran += 1;
    else window.left -= 1;
    return { over, headers: limitHeaders(bucket, this.limits, window.left, Math.ceil((window.ends - now) / 1000)) };
  }
}

/** What each answer says of them; `wait` is in whole seconds, and never ends too early. */
export function limitHeaders(
  bucket: Bucket,
  limits: Limits,
  left: number,
  wait: number,
): Readonly<Record<string, string>> {
  return {
    ratelimit: `"${bucket}";r=${left};t=${wait}`,
    'ratelimit-policy': `"fixed window";"${bucket}";q=${limits[bucket]};w=${limits.seconds}`,
  };
}
