import { expect, it, onTestFinished, vi } from 'vitest';

import { githubLimit } from '../../servers/github.ts';
import { answer, cutOff, hungUp, serve, type Answer } from '../../servers/server.ts';
import { search } from './search.ts';

// Whatever goes wrong, nothing is printed, and no token is in what is handed back.

const SECRET = 'verysecret';
const echo: Answer = (request, response) => {
  answer(
    400,
    { 'content-type': 'application/json', 'x-error-message': request.headers.authorization ?? '' },
    JSON.stringify({ message: request.headers.authorization }),
  )(request, response);
};
const deprecated: Answer = answer(
  404,
  { 'content-type': 'application/json', deprecation: 'true', sunset: 'today', link: '<https://x>; rel="deprecation"' },
  '{}',
);

/** What is printed until the test ends. */
function printed(): readonly unknown[] {
  const said: unknown[] = [];
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation((...words: unknown[]) => {
      said.push(words);
    });
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  return said;
}

it.each<[string, Answer]>([
  ['says the token back', echo],
  [
    'does not know the token',
    answer(401, { 'content-type': 'application/json' }, JSON.stringify({ message: `Bad credentials ${SECRET}` })),
  ],
  ['limits', githubLimit(60)],
  ['is down', answer(503)],
  ['cuts off', cutOff('x'.repeat(100))],
  ['hangs up', hungUp],
  ['redirects to an address with the token', answer(302, { location: `http://127.0.0.1:1/${SECRET}` })],
  ['redirects to an address with a password', answer(302, { location: `http://me:${SECRET}@127.0.0.1:1/` })],
  ['is about to go', deprecated],
])('when a server %s', async (_, how) => {
  const said = printed();
  const server = await serve(how);
  const tokens = { GITHUB_TOKEN: SECRET, GH_TOKEN: SECRET, HF_TOKEN: SECRET, HUGGING_FACE_HUB_TOKEN: SECRET };
  const { found } = await search({ env: { ...tokens, GITHUB_API_URL: server.origin, HF_ENDPOINT: server.origin } });
  expect(found.outcome).toBe('missing');
  expect(JSON.stringify(server.seen)).toContain(SECRET);
  expect(JSON.stringify(found)).not.toContain(SECRET);
  expect(said).toEqual([]);
});

it.each([[`bad\n${SECRET}`], [`${SECRET}\u00e4`], [`${SECRET} x`]])(
  'when no header can carry the token: %j',
  async (token) => {
    const { found, github, hub } = await search({ env: { GITHUB_TOKEN: token, HF_TOKEN: token } });
    expect(JSON.stringify([found, github.seen, hub.seen])).not.toContain(SECRET);
    expect(github.seen).toHaveLength(1);
    expect(hub.seen.length).toBeGreaterThan(0);
  },
);

it('when an address holds a password', async () => {
  const server = await serve(answer(404));
  const url = server.origin.replace('//', `//me:${SECRET}@`);
  const { found } = await search({ env: { GITHUB_API_URL: url, HF_ENDPOINT: url } });
  expect(server.seen.length).toBeGreaterThan(1);
  expect(JSON.stringify([found, server.seen])).not.toContain(SECRET);
});
