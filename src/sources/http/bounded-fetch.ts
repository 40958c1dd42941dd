import { isRateLimited, secondsAsked, type LimitedAnswer } from './rate-limit.ts';
import { RemoteError } from '../../errors/remote-error.ts';

/** What asks a server: the global `fetch`, or one that stands for it. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface Bounds {
  /** Milliseconds for one request, its body included. */
  readonly request: number;
  /** Milliseconds for all requests together, counted from now. */
  readonly all: number;
  /** Milliseconds to wait, at most, where a server wants to be asked again a little later. */
  readonly pause: number;
  /** Bytes of a body. */
  readonly body: number;
}

/** What went wrong at a server, and may be right the next moment. */
export const TRANSIENT: ReadonlySet<number> = new Set([500, 502, 503, 504]);
const BACKOFF_MS = 500;
const WITHOUT_BODY: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/**
 * A `fetch` that ends: its answers have their whole body read, of `bounds.body` bytes at most, and come in time. It
 * asks once more where the server failed for a moment, or wants to be asked again within `bounds.pause`. Throws a
 * `RemoteError` when no whole answer comes.
 */
export function boundedFetch(ask: Fetch, bounds: Bounds): Fetch {
  const deadline = performance.now() + bounds.all;
  const timeLeft = () => deadline - performance.now();
  return async (url, init) => {
    const first = await once(ask, url, init, bounds, timeLeft());
    const pause = pauseBefore(answerOf(first), bounds.pause);
    if (pause === null || pause >= timeLeft()) return first;
    await new Promise((resolve) => setTimeout(resolve, pause));
    return once(ask, url, init, bounds, timeLeft());
  };
}

/** An answer as the rate limits are read from it. */
export function answerOf({ status, headers }: Response): LimitedAnswer {
  return { status, header: (name) => headers.get(name) };
}

async function once(
  ask: Fetch,
  url: string,
  init: RequestInit | undefined,
  bounds: Bounds,
  timeLeft: number,
): Promise<Response> {
  // A timer may end a fraction of a millisecond early.
  if (timeLeft < 1) throw new RemoteError('network', 'was not asked: all the time for it had gone');
  return answered(ask, url, init, { time: Math.min(bounds.request, timeLeft), body: bounds.body, cut: false });
}

/**
 * One answer with its body read, within `time` milliseconds. Of a body that is longer than `body` bytes the beginning
 * is taken if `cut`. Throws a `RemoteError` when no whole answer comes.
 */
export async function answered(
  ask: Fetch,
  url: string,
  init: RequestInit | undefined,
  { time, body: limit, cut }: { readonly time: number; readonly body: number; readonly cut: boolean },
): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => {
    stop.abort();
  }, time);
  let begun = false;
  try {
    const response = await ask(url, { ...init, signal: stop.signal });
    begun = true;
    const body = WITHOUT_BODY.has(response.status) ? null : await bodyOf(response, limit, cut);
    return new Response(body, { status: response.status, headers: response.headers });
  } catch (error) {
    if (error instanceof RemoteError) throw error;
    if (stop.signal.aborted)
      throw new RemoteError('network', `did not answer in full within ${Math.ceil(time / 1000)} s`);
    throw new RemoteError('network', begun ? 'broke off its answer' : `cannot be reached${causeOf(error)}`);
  } finally {
    clearTimeout(timer);
    // Whatever of the answer was not read is not waited for.
    stop.abort();
  }
}

async function bodyOf({ body }: Response, limit: number, cut: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > limit && !cut) throw new RemoteError('too-large', `is larger than ${Math.floor(limit / 2 ** 20)} MiB`);
    chunks.push(chunk);
    if (size >= limit && cut) break;
  }
  return new Uint8Array(Buffer.concat(chunks).subarray(0, limit));
}

/** Milliseconds after which the same request may be answered; null when that cannot be hoped for soon. */
function pauseBefore(answer: LimitedAnswer, longest: number): number | null {
  if (TRANSIENT.has(answer.status)) return Math.min(BACKOFF_MS, longest);
  const seconds = isRateLimited(answer) ? secondsAsked(answer) : null;
  return seconds === null || seconds * 1000 > longest ? null : seconds * 1000;
}

/** ` (ENOTFOUND)`, from where Node hides it. */
function causeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : null;
  const code: unknown = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? ` (${code})` : '';
}
