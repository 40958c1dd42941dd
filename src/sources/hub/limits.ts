import { isRateLimited, secondsAsked, type LimitedAnswer } from '../http/rate-limit.ts';

/** The Hub counts requests to its API and requests for files apart, each in fixed windows. https://huggingface.co/docs/hub/rate-limits */
export type HubBucket = 'api' | 'resolvers';

interface Window {
  /** How many requests the Hub still answers, as far as its answers tell; null while nothing is known of the window. */
  left: number | null;
  /** When the window ends at the earliest and at the latest, on the clock of `performance.now()`. */
  from: number;
  until: number;
  /** Requests on their way, which the Hub may not have counted yet. */
  running: number;
  /** Of what is left, the answers to requests from before this moment tell nothing any more, but that it is nothing. */
  since: number;
  /** How often in a row the Hub has said no, and not for how long. */
  refusals: number;
}

/** A window that ends this much later than another is another window: moments are told in whole seconds. */
const SAME_WINDOW = 1500;

/**
 * What is known of the Hub's limits, so that it need not say no. Where nothing is known, at the start and when a window
 * has ended, one request goes ahead of the others.
 */
export class HubLimits {
  readonly #windows: Readonly<Record<HubBucket, Window>> = { api: unknown(), resolvers: unknown() };
  readonly #waiting: (() => void)[] = [];

  /**
   * Takes a place for a request; gives the milliseconds to wait before asking again where there is none, null where it
   * may go.
   */
  take(bucket: HubBucket, now: number): number | null {
    const window = this.#windows[bucket];
    if (window.left !== null && now >= endOf(window)) Object.assign(window, { left: null, since: now });
    if (window.left === null ? window.running === 0 : window.left - RESERVE > window.running) {
      window.running += 1;
      return null;
    }
    return window.left !== null && window.left <= RESERVE ? endOf(window) - now : Infinity;
  }

  /**
   * Gives the place back with what the answer says; null when none came, though the Hub may have counted the request.
   * `sent` is when the request went out, `now` when the answer began.
   */
  give(bucket: HubBucket, answer: LimitedAnswer | null, now: number, sent = now): void {
    const window = this.#windows[bucket];
    window.running -= 1;
    if (answer === null) window.left = window.left === null ? null : window.left - 1;
    else learn(this.#windows[bucketIn(answer) ?? bucket], answer, now, sent);
    for (const goOn of this.#waiting.splice(0)) goOn();
  }

  /** Resolves when a place may have become free. */
  async changed(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

function unknown(): Window {
  return { left: null, from: 0, until: 0, running: 0, since: -Infinity, refusals: 0 };
}

function learn(window: Window, answer: LimitedAnswer, now: number, sent: number): void {
  if (isRateLimited(answer)) {
    const seconds = secondsAsked(answer);
    // Those that were on their way together are refused together.
    if (seconds === null && window.left === 0 && now < window.until) return;
    window.refusals = seconds === null ? window.refusals + 1 : 0;
    const until = now + (seconds ?? Math.min(2 ** (window.refusals - 1), MAX_SILENT_SECONDS)) * 1000;
    Object.assign(window, { left: 0, from: until, until, since: now });
    return;
  }
  window.refusals = 0;
  const told = /;\s*r=(\d{1,9})\s*;\s*t=(\d{1,9})/.exec(answer.header('ratelimit') ?? '');
  if (told === null) {
    // A server that does not count says nothing; one that has failed says nothing either.
    if (window.left === null && answer.status < 500)
      Object.assign(window, { left: Infinity, from: Infinity, until: Infinity });
    return;
  }
  const [left, from, until] = [Number(told[1]), sent + Number(told[2]) * 1000, now + Number(told[2]) * 1000];
  const known = window.left !== null && window.until !== Infinity;
  if ((sent < window.since && left > RESERVE) || (known && until < window.from - SAME_WINDOW)) return;
  // Answers may come in another order than the one in which they were counted, and long after it.
  const same = known && from <= window.until + SAME_WINDOW;
  // Where that may be the next window as well, its end is waited for.
  const end = from > window.until ? until : Math.min(window.until, until);
  Object.assign(
    window,
    same
      ? { left: Math.min(window.left ?? left, left), from: Math.max(window.from, from), until: end }
      : { left, from, until },
  );
}

/**
 * The last request of a window is not made: whether a server counts the one that it answers among those that are left,
 * it does not say.
 */
const RESERVE = 1;

/** Whoever has no request left waits a second more: the Hub may have rounded the time that is left down. */
function endOf({ left, until }: Window): number {
  return left !== null && left <= RESERVE ? until + 1000 : until;
}

function bucketIn({ header }: LimitedAnswer): HubBucket | null {
  const name = /^"(\w+)"/.exec(header('ratelimit') ?? '')?.[1];
  return name === 'api' || name === 'resolvers' ? name : null;
}

/** Where the Hub says no and not for how long, a second is waited for, then two, four, up to so many. */
const MAX_SILENT_SECONDS = 30;
