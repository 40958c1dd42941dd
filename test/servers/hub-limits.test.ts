import { describe, expect, it } from 'vitest';

import { cutShort, failing, hangsUp, loginPage, malformed, seededFaults, slow, type Fault } from './hub-faults.ts';
import { hubServer } from './hub.ts';

const MODEL = 'baker/Toast';
const files = { [`${MODEL}/README.md`]: '# Toast\n' };
const status = async (address: string, init: RequestInit = {}) =>
  (await fetch(address, { redirect: 'manual', ...init })).status;

describe('the limits', () => {
  it('are two, told with every answer, and over when the window is', async () => {
    let now = 0;
    const hub = await hubServer({ files, limits: { api: 2, resolvers: 1, seconds: 60 }, clock: () => now });
    const [model, file] = [`${hub.origin}/api/models/${MODEL}`, `${hub.origin}/${MODEL}/resolve/main/README.md`];
    const first = await fetch(model);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      ratelimit: '"api";r=1;t=60',
      'ratelimit-policy': '"fixed window";"api";q=2;w=60',
      'x-request-id': expect.any(String) as string,
    });
    expect([await status(model), await status(model), await status(file), await status(file)]).toEqual([
      200, 429, 307, 429,
    ]);
    now += 59_001;
    const over = await fetch(model);
    expect([over.status, over.headers.get('ratelimit'), over.headers.get('retry-after')]).toEqual([
      429,
      '"api";r=0;t=1',
      null,
    ]);
    expect(hub.overran()).toBe(3);
    now += 999;
    expect(await status(model)).toBe(200);
    expect([
      hub.asked('api'),
      hub.asked('api', MODEL),
      hub.asked('resolvers', MODEL),
      hub.asked('api', 'no/such'),
    ]).toEqual([5, 5, 2, 0]);
  });

  it('are everybody’s own', async () => {
    const hub = await hubServer({ files, tokens: { hf_one: 'knows' }, limits: { api: 1, resolvers: 1, seconds: 300 } });
    const model = `${hub.origin}/api/models/${MODEL}`;
    expect([
      await status(model),
      await status(model),
      await status(model, { headers: { authorization: 'Bearer hf_one' } }),
    ]).toEqual([200, 429, 200]);
  });
});

describe('a fault', () => {
  const met = async (fault: Fault) => {
    const hub = await hubServer({
      files,
      direct: true,
      faults: (request, far) => (!far && request.url?.includes('README') === true ? fault : null),
    });
    return fetch(`${hub.origin}/${MODEL}/resolve/main/README.md`);
  };

  it('is an error of the server, with a page for people', async () => {
    const response = await met(failing(503, { 'retry-after': '1' }));
    expect([
      response.status,
      response.headers.get('retry-after'),
      response.headers.get('ratelimit'),
      response.headers.get('content-type'),
    ]).toEqual([503, '1', null, 'text/html; charset=utf-8']);
  });

  it('is an answer that comes late, or never', async () => {
    const start = Date.now();
    expect(await (await met(slow(200))).text()).toBe('# Toast\n');
    expect(Date.now() - start).toBeGreaterThan(190);
    await expect(met(hangsUp)).rejects.toThrow();
    await expect(met(cutShort).then((response) => response.text())).rejects.toThrow();
  });

  it('is an answer that makes no sense', async () => {
    await expect(met(malformed).then((response) => response.json())).rejects.toThrow(SyntaxError);
    expect(await (await met(loginPage)).text()).toMatch(/^<!doctype html>/);
  });

  it('by a seed hits the same addresses in whatever order they come, and none for ever', async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `baker/model-${at}`);
    const run = async (order: readonly string[]) => {
      const hub = await hubServer({
        repositories: Object.fromEntries(ids.map((id) => [id, {}])),
        faults: seededFaults({ seed: 7, rate: 0.5, kinds: [failing(502), failing(504)], most: 2 }),
      });
      const got = new Map<string, number[]>();
      for (let time = 0; time < 6; time += 1)
        for (const id of order) got.set(id, [...(got.get(id) ?? []), await status(`${hub.origin}/api/models/${id}`)]);
      return ids.map((id) => got.get(id) ?? []);
    };
    const there = await run(ids);
    expect(await run([...ids].reverse())).toEqual(there);
    const bad = there.map((each) => each.filter((one) => one !== 200).length);
    expect(new Set(bad)).toEqual(new Set([0, 1, 2]));
  });
});
