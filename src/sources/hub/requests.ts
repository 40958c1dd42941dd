import { answered, answerOf, TRANSIENT, type Fetch } from '../http/bounded-fetch.ts';
import { HubLimits, type HubBucket } from './limits.ts';
import { isRateLimited, rateLimitError } from '../http/rate-limit.ts';
import { RemoteError } from '../../errors/remote-error.ts';

/** How long servers are waited for. */
export interface RetryPolicy {
  /** Milliseconds for one request, its body included. */
  readonly request: number;
  /** Milliseconds for a request with all its repeats, without the waits for the Hub's limits. */
  readonly all: number;
  /** Milliseconds to wait, at most, until the Hub's limits let a request go, however often it is refused. */
  readonly limit: number;
  /** How often a request is repeated that failed for a moment. */
  readonly repeats: number;
  /** Told when the run waits for the Hub's limits, in milliseconds. */
  readonly onWait?: (milliseconds: number) => void;
}

/** What is asked for, and how much of the answer is wanted. */
export interface HubRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Which of the Hub's limits it counts under; null for another host's. */
  readonly bucket: HubBucket | null;
  /** Bytes of the body. */
  readonly body: number;
  /** Takes a longer body's beginning, in place of failing. */
  readonly cut: boolean;
}

/** What is left of the patience for one request, in milliseconds. */
interface TimeLeft {
  all: number;
  limit: number;
}

const MAX_CONCURRENT = 16;
const BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 20_000;

/**
 * Sends requests to the Hub: a few at once, never more than it says that it answers, and again what failed for a
 * moment.
 */
export class HubRequests {
  readonly #send: Fetch;
  readonly #patience: RetryPolicy;
  /** The Hub counts what comes with a token apart from what comes without one. */
  readonly #limits = { withToken: new HubLimits(), without: new HubLimits() };
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor(fetch: Fetch, patience: RetryPolicy) {
    this.#send = fetch;
    this.#patience = patience;
  }

  /** The answer, whatever its status, not redirected. Throws a `RemoteError` when none comes. */
  async ask(request: HubRequest): Promise<Response> {
    const left: TimeLeft = { all: this.#patience.all, limit: this.#patience.limit };
    for (let repeats = 0; ; repeats += 1) {
      const outcome = await this.#once(request, left);
      const moment = Math.min(BACKOFF_MS * 2 ** repeats, MAX_BACKOFF_MS) * (1 + Math.random() / 2);
      const last = repeats >= this.#patience.repeats || moment >= left.all;
      if (outcome instanceof RemoteError) {
        if (last || outcome.code !== 'network') throw outcome;
      } else {
        const refused = isRateLimited(answerOf(outcome));
        if (refused && request.bucket !== null) {
          // The limits know now for how long to wait. Where others use the same limits up, there is no end to it.
          if (repeats >= MAX_REFUSALS || moment >= left.all) throw rateLimitError(answerOf(outcome));
          continue;
        }
        if (last || !(refused || TRANSIENT.has(outcome.status))) return outcome;
      }
      left.all -= moment;
      await pause(moment);
    }
  }

  async #once({ url, headers, bucket, body, cut }: HubRequest, left: TimeLeft): Promise<Response | RemoteError> {
    const limits = 'Authorization' in headers ? this.#limits.withToken : this.#limits.without;
    if (bucket !== null) await this.#take(limits, bucket, left);
    await this.#enter();
    let answer: Response | null = null;
    const sent = performance.now();
    let begun = sent;
    const ask: Fetch = async (...request) => {
      const response = await this.#send(...request);
      begun = performance.now();
      return response;
    };
    try {
      answer = await answered(
        ask,
        url,
        { redirect: 'manual', headers },
        { time: Math.min(this.#patience.request, left.all), body, cut },
      );
      return answer;
    } catch (error) {
      if (error instanceof RemoteError) return error;
      throw error;
    } finally {
      this.#leave();
      left.all -= performance.now() - sent;
      if (bucket !== null) limits.give(bucket, answer === null ? null : answerOf(answer), begun, sent);
    }
  }

  /** Throws a `RemoteError` when the Hub answers no request within the patience. */
  async #take(limits: HubLimits, bucket: HubBucket, left: TimeLeft): Promise<void> {
    const until = performance.now() + left.limit;
    for (;;) {
      const wait = limits.take(bucket, performance.now());
      left.limit = until - performance.now();
      if (wait === null) return;
      if (wait === Infinity) await limits.changed();
      else {
        if (wait > left.limit)
          throw new RemoteError('rate-limited', `answers no more requests for ${Math.ceil(wait / 1000)} s`);
        this.#patience.onWait?.(wait);
        await pause(wait);
      }
    }
  }

  async #enter(): Promise<void> {
    if (this.#running < MAX_CONCURRENT) this.#running += 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
  }

  #leave(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }
}

/** Times that one request is refused for the limits' sake before it is given up. */
const MAX_REFUSALS = 20;

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
