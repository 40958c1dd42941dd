import { isRateLimited, secondsAsked, type LimitedAnswer } from './rate-limit.ts';

/** The Hub counts requests to its API and requests for files apart, each in fixed windows. https://huggingface.co/docs/hub/rate-limits */
export type HubBucket = 'api' | 'resolvers';

interface Window {
  /** How many requests the Hub still answers, as far as its answers tell; null while nothing is known of the window. */
  left: number | null;
  /** When the window ends, on the clock of `performance.now()`. */
  until: number;
  /** Requests on their way, which the Hub may not have counted yet. */
  running: number;
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

  /** Takes a place for a request; gives the milliseconds to wait before asking again where there is none, null where it may go. */
  take(bucket: HubBucket, now: number): number | null {
    const window = this.#windows[bucket];
    if (window.left !== null && now >= endOf(window)) window.left = null;
    if (window.left === null ? window.running === 0 : window.left - RESERVE > window.running) {
      window.running += 1;
      return null;
    }
    return window.left !== null && window.left <= RESERVE ? endOf(window) - now : Infinity;
  }

  /** Gives the place back with what the answer says; null when none came, though the Hub may have counted the request. */
  give(bucket: HubBucket, answer: LimitedAnswer | null, now: number): void {
    const window = this.#windows[bucket];
    window.running -= 1;
    if (answer === null) window.left = window.left === null ? null : window.left - 1;
    else learn(this.#windows[bucketIn(answer) ?? bucket], answer, now);
    for (const goOn of this.#waiting.splice(0)) goOn();
  }

  /** Resolves when a place may have become free. */
  async changed(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

function unknown(): Window {
  return { left: null, until: 0, running: 0 };
}

function learn(window: Window, answer: LimitedAnswer, now: number): void {
  if (isRateLimited(answer)) {
    window.left = 0;
    window.until = now + (secondsAsked(answer) ?? WITHOUT_A_WORD) * 1000;
    return;
  }
  const told = /;\s*r=(\d{1,9})\s*;\s*t=(\d{1,9})/.exec(answer.header('ratelimit') ?? '');
  if (told === null) {
    // A server that does not count says nothing.
    if (window.left === null) Object.assign(window, { left: Infinity, until: Infinity });
    return;
  }
  const [left, until] = [Number(told[1]), now + Number(told[2]) * 1000];
  if (window.left !== null && until < window.until - SAME_WINDOW) return;
  const same = window.left !== null && Math.abs(until - window.until) <= SAME_WINDOW;
  // Answers may come in another order than the one in which they were counted.
  window.left = same && window.left !== null ? Math.min(window.left, left) : left;
  window.until = same ? Math.min(window.until, until) : until;
}

/** The last request of a window is not made: whether a server counts the one that it answers among those that are left, it does not say. */
const RESERVE = 1;

/** Whoever has no request left waits a second more: the Hub may have rounded the time that is left down. */
function endOf({ left, until }: Window): number {
  return left !== null && left <= RESERVE ? until + 1000 : until;
}

function bucketIn({ header }: LimitedAnswer): HubBucket | null {
  const name = /^"(\w+)"/.exec(header('ratelimit') ?? '')?.[1];
  return name === 'api' || name === 'resolvers' ? name : null;
}

/** Seconds to wait where the Hub says no and not for how long. */
const WITHOUT_A_WORD = 30;
