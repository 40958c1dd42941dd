import { describe, expect, it } from 'vitest';

import { toldByHub } from './world.ts';
import type { HubWorld } from '../../servers/hub.ts';
import { dripping, type Fault } from '../../servers/hub-faults.ts';
import { answer } from '../../servers/server.ts';

// Waits are bounded for all repeats of a request together. Requests are counted, and no time is taken.

const WORLD: HubWorld = { repositories: { 'acme/Widget': { files: { 'README.md': '# Widget\n' } } } };

/** How often a Hub was asked that gives no right answer, and what is said of it. */
async function asked(
  world: HubWorld,
  patience: Parameters<typeof toldByHub>[3],
): Promise<{ times: number; code: string }> {
  let times = 0;
  const { code } = await toldByHub(
    {
      ...WORLD,
      ...world,
      instead: (request) => {
        times += 1;
        return world.instead?.(request) ?? null;
      },
    },
    'hf:acme/Widget',
    {},
    patience,
  );
  return { times, code };
}

describe('a Hub that wants to be asked later, again and again', () => {
  it.each([
    ['in a second', { 'retry-after': '1' }],
    ['and does not say when', {}],
    ['at a moment that is no number', { 'retry-after': 'soon' }],
    ['at once', { 'retry-after': '0' }],
  ])('%s is given up within the patience for limits', async (_, headers) => {
    const { times, code } = await asked(
      { instead: () => answer(429, headers) },
      { request: 1_000, all: 5_000, limit: 2_500, repeats: 2 },
    );
    expect(code).toBe('rate-limited');
    expect(times).toBeLessThanOrEqual(3);
  });
});

describe('a Hub that answers a byte at a time', () => {
  const slowly: Fault = dripping(100);
  it('is not asked again when the time for all repeats has gone', async () => {
    const { times, code } = await asked({ faults: () => slowly }, { request: 400, all: 600, limit: 1_000, repeats: 4 });
    expect({ times, code }).toEqual({ times: 1, code: 'network' });
  });
});
