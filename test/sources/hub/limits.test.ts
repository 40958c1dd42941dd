import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { HubLimits } from '../../../src/sources/hub/limits.ts';
import type { LimitedAnswer } from '../../../src/sources/http/rate-limit.ts';

// The Hub's limits, with a clock of their own: how many requests go out, and when.

interface Counted {
  /** Requests that the Hub answers in one window. */
  readonly quota: number;
  /** Seconds of a window. */
  readonly seconds: number;
  /** When the first window has begun, in milliseconds. */
  readonly begun: number;
  readonly rounding: (seconds: number) => number;
  /** 1 where the request that is answered counts among those that are left. */
  readonly late: 0 | 1;
}

/** The Hub's counter: fixed windows, and headers on every answer. */
class Counter {
  readonly #given: Counted;
  #window = -1;
  #used = 0;
  overrun = 0;

  constructor(input: Counted) {
    this.#given = input;
  }

  answer(now: number): LimitedAnswer {
    const { quota, seconds, begun, rounding } = this.#given;
    const window = Math.floor((now - begun) / (seconds * 1000));
    if (window !== this.#window) [this.#window, this.#used] = [window, 0];
    this.#used += 1;
    const end = begun + (window + 1) * seconds * 1000;
    const over = this.#used > quota;
    if (over) this.overrun += 1;
    const ratelimit = `"resolvers";r=${Math.max(0, quota - this.#used + this.#given.late)};t=${rounding((end - now) / 1000)}`;
    return { status: over ? 429 : 200, header: (name) => (name === 'ratelimit' ? ratelimit : null) };
  }
}

/**
 * Sends so many requests as soon as each may go; an answer takes its time there and back. Gives the moment at which the
 * last is answered.
 */
function sendAll(requests: number, counter: Counter, latency: (request: number) => number): number {
  const limits = new HubLimits();
  const events: { at: number; happens: () => void }[] = [];
  let [now, waiting, sent, answered] = [0, requests, 0, 0];
  const send = () => {
    while (waiting > 0) {
      const wait = limits.take('resolvers', now);
      if (wait !== null) {
        if (wait !== Infinity && !events.some(({ at }) => at === now + wait))
          events.push({ at: now + wait, happens: send });
        return;
      }
      const [trip, left] = [latency(sent), now];
      waiting -= 1;
      sent += 1;
      events.push({
        at: now + trip,
        happens() {
          const answer = counter.answer(now);
          events.push({
            at: now + trip,
            happens() {
              limits.give('resolvers', answer, now, left);
              if (answer.status === 429) waiting += 1;
              else answered += 1;
              send();
            },
          });
        },
      });
    }
  };
  send();
  for (let steps = 0; answered < requests; steps += 1) {
    events.sort((one, other) => one.at - other.at);
    const next = events.shift();
    if (next === undefined || steps > 200_000) throw new Error('nothing goes on');
    now = next.at;
    next.happens();
  }
  return now;
}

describe('the limits of the Hub', () => {
  it('are never overrun, whatever the windows and however long answers take, and all requests are answered in time', () => {
    fc.assert(
      fc.property(
        fc.record({
          quota: fc.integer({ min: 1, max: 60 }),
          seconds: fc.integer({ min: 1, max: 300 }),
          begun: fc.integer({ min: -300_000, max: 0 }),
          rounding: fc.constantFrom(Math.ceil, Math.floor, Math.round),
          late: fc.constantFrom(0 as const, 1 as const),
        }),
        fc.integer({ min: 1, max: 150 }),
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 }),
        (input, requests, trips) => {
          const counter = new Counter(input);
          const end = sendAll(requests, counter, (request) => trips[request % trips.length] ?? 1);
          expect(counter.overrun).toBe(0);
          const windows = Math.ceil(requests / Math.max(1, input.quota - 2)) + 1;
          const longest = Math.max(...trips) * 2;
          // A second for rounding and one trip to look at each window; what is in flight at its end may count in the
          // next.
          expect(end).toBeLessThanOrEqual(2 * windows * (input.seconds * 1000 + 2000 + longest) + requests * longest);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('let as many go at once as are left', () => {
    const limits = new HubLimits();
    expect(limits.take('api', 0)).toBeNull();
    expect(limits.take('api', 0)).toBe(Infinity);
    limits.give('api', { status: 200, header: () => '"api";r=4;t=10' }, 100);
    expect([1, 2, 3, 4].map(() => limits.take('api', 100))).toEqual([null, null, null, Infinity]);
    expect(limits.take('resolvers', 100)).toBeNull();
  });

  it('are none where a server tells of none', () => {
    const limits = new HubLimits();
    limits.take('api', 0);
    limits.give('api', { status: 200, header: () => null }, 1);
    expect(Array.from({ length: 1000 }, () => limits.take('api', 2)).every((wait) => wait === null)).toBe(true);
  });

  it('are waited for as long as the Hub says', () => {
    const limits = new HubLimits();
    limits.take('api', 0);
    limits.give('api', { status: 429, header: (name) => (name === 'retry-after' ? '7' : null) }, 0);
    expect(limits.take('api', 1000)).toBe(7000);
    expect(limits.take('api', 8000)).toBeNull();
  });

  it('are waited for a little longer each time that the Hub says no and not for how long', () => {
    const limits = new HubLimits();
    const refused = { status: 429, header: () => null };
    let now = 0;
    const waits = Array.from({ length: 7 }, () => {
      expect(limits.take('api', now)).toBeNull();
      limits.give('api', refused, now);
      const wait = limits.take('api', now) ?? 0;
      now += wait;
      return wait;
    });
    expect(waits).toEqual([2000, 3000, 5000, 9000, 17_000, 31_000, 31_000]);
    limits.take('api', now);
    limits.give('api', { status: 200, header: () => '"api";r=9;t=60' }, now);
    // Two that were on their way together are refused together.
    expect([limits.take('api', now), limits.take('api', now)]).toEqual([null, null]);
    limits.give('api', refused, now);
    limits.give('api', refused, now);
    expect(limits.take('api', now)).toBe(2000);
  });

  it('are not forgotten for an answer that does not tell of them', () => {
    const limits = new HubLimits();
    limits.take('api', 0);
    limits.give('api', { status: 502, header: () => null }, 0);
    // Nothing is known, as before: one request goes ahead.
    expect([limits.take('api', 0), limits.take('api', 0)]).toEqual([null, Infinity]);
    limits.give('api', { status: 200, header: () => null }, 0);
    limits.take('api', 0);
    limits.give('api', { status: 200, header: () => '"api";r=1;t=10' }, 0);
    expect(limits.take('api', 0)).toBe(11_000);
  });

  it('are those of the last window, however late an answer of an earlier moment comes', () => {
    const limits = new HubLimits();
    const told = (header: string) => ({ status: 200, header: () => header });
    limits.take('resolvers', 0);
    limits.give('resolvers', told('"resolvers";r=50;t=60'), 0);
    expect([1, 2, 3].map(() => limits.take('resolvers', 0))).toEqual([null, null, null]);
    limits.give('resolvers', told('"resolvers";r=2;t=40'), 20_000);
    // Told long ago, but seen only now, since its body was slow or the program was busy.
    limits.give('resolvers', told('"resolvers";r=49;t=60'), 20_000, 0);
    expect(limits.take('resolvers', 20_000)).toBe(Infinity);
    limits.give('resolvers', told('"resolvers";r=1;t=40'), 20_000, 0);
    expect(limits.take('resolvers', 20_000)).toBe(41_000);
    limits.take('resolvers', 62_000);
    // The window has ended, and nothing is known of the next but by what is asked in it.
    limits.give('resolvers', told('"resolvers";r=30;t=60'), 62_000, 30_000);
    expect([limits.take('resolvers', 62_000), limits.take('resolvers', 62_000)]).toEqual([null, Infinity]);
    limits.give('resolvers', told('"resolvers";r=49;t=60'), 62_000);
    expect(limits.take('resolvers', 62_000)).toBeNull();
  });
});
