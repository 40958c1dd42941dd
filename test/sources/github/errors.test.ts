import { describe, expect, it } from 'vitest';

import { TargetError } from '../../../src/errors/target-error.ts';
import type { Bounds } from '../../../src/sources/http/bounded-fetch.ts';
import { openGithub } from '../../../src/sources/github/github.ts';
import { HERE } from './world.ts';
import { githubLimit, githubSecondaryLimit, githubServer, type GithubWorld } from '../../servers/github.ts';
import type { GithubRepo } from '../../servers/github-git.ts';
import {
  answer,
  cutOff,
  DEAD_ORIGIN,
  endless,
  hungUp,
  serve,
  silent,
  stalled,
  type Answer,
  type Server,
} from '../../servers/server.ts';

// What a person is told when GitHub does not give what it was asked for.

const SECRET = 'ghp_verysecret';
const TOKEN = { GITHUB_TOKEN: SECRET };
const FAST: Bounds = { request: 1_000, all: 10_000, pause: 1_000, body: 64 * 1024 * 1024 };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const CAKE: GithubRepo = { files: { 'README.md': '# Cake\n' } };

interface Told {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Opens the repository and reads its card; gives what is said when that cannot be done, null when it can. */
async function told(
  world: GithubWorld,
  env: Readonly<Record<string, string>> = {},
  target = 'github:acme/cake',
): Promise<{ error: Told | null; github: Server }> {
  const github = await githubServer({ repositories: { 'acme/cake': CAKE }, ...world });
  try {
    const snapshot = await openGithub(target, { env: { GITHUB_API_URL: github.origin, ...env }, fetch: HERE }, FAST);
    const { text } = await snapshot.text('README.md');
    return { error: text === '# Cake\n' ? null : { code: 'none', message: String(text), hint: '' }, github };
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const { code, message, hint } = error;
    return { error: { code, message: message.replace(/127\.0\.0\.1:\d+/, 'HOST'), hint }, github };
  }
}

const world = (repo: GithubRepo, more: GithubWorld = {}): GithubWorld => ({
  repositories: { 'acme/cake': { ...CAKE, ...repo } },
  tokens: [SECRET],
  ...more,
});

describe('a repository that GitHub does not show', () => {
  it.each<[string, GithubWorld, Readonly<Record<string, string>>, string, Told['code'], RegExp, RegExp]>([
    [
      'that is not there',
      { repositories: {} },
      {},
      '',
      'not-found',
      /^There is no repository acme\/cake on GitHub at HOST, or it is private$/,
      /for a private repository give a token \(--token or GITHUB_TOKEN\)/,
    ],
    [
      'that is not there, or not the branch',
      { repositories: {} },
      {},
      '@v9',
      'not-found',
      /, or no “v9” in it, or it is private$/,
      /spelling/,
    ],
    ['that is private', world({ private: true }), {}, '', 'not-found', /or it is private/, /--token or GITHUB_TOKEN/],
    [
      'that a token may not see',
      { repositories: {}, tokens: [SECRET] },
      TOKEN,
      '',
      'not-found',
      /or it is private/,
      /the token needs the right to read its contents/,
    ],
    [
      'that is private, with a token that is none',
      world({ private: true }, { tokens: [] }),
      TOKEN,
      '',
      'forbidden',
      /does not know the token/,
      /Renew the token that --token, GITHUB_TOKEN or GH_TOKEN gives/,
    ],
    [
      'whose owner wants single sign-on',
      world({ private: true, sso: true }),
      TOKEN,
      '',
      'forbidden',
      /wants the token to be authorized by single sign-on/,
      /Configure SSO/,
    ],
    [
      'that is forbidden to a token',
      {
        first: [answer(403, JSON_TYPE, '{"message":"Resource not accessible by personal access token"}')],
        repositories: {},
      },
      TOKEN,
      '',
      'forbidden',
      /does not let this token read acme\/cake/,
      /right to read the contents/,
    ],
    [
      'that is forbidden',
      { first: [answer(403, JSON_TYPE, '{"message":"Repository access blocked"}')] },
      {},
      '',
      'forbidden',
      /does not let acme\/cake be read/,
      /\w/,
    ],
    [
      'without a commit',
      world({ empty: true }),
      {},
      '',
      'not-found',
      /^acme\/cake is empty: it has no commit$/,
      /Push/,
    ],
    ['taken down', world({ blocked: true }), {}, '', 'forbidden', /blocked on GitHub at HOST for legal reasons/, /\w/],
    [
      'without that branch',
      {},
      {},
      '@v9',
      'not-found',
      /^acme\/cake has no branch, tag or commit “v9”$/,
      /A folder inside a repository is no target/,
    ],
  ])('%s', async (_, given, env, ref, code, message, hint) => {
    const { error } = await told(given, env, `github:acme/cake${ref}`);
    expect(error).toEqual({
      code,
      message: expect.stringMatching(message) as string,
      hint: expect.stringMatching(hint) as string,
    });
    expect(JSON.stringify(error)).not.toContain(SECRET);
  });
});

describe('a token', () => {
  it.each<[string, GithubWorld]>([
    ['that GitHub does not know', { tokens: [] }],
    ['that single sign-on has not authorized', world({ sso: true })],
    [
      'that may not read this one',
      { tokens: [SECRET], first: [answer(403, JSON_TYPE, '{"message":"Resource not accessible by integration"}')] },
    ],
  ])('%s spoils nothing that is public', async (_, given) => {
    const { error, github } = await told(given, TOKEN);
    expect(error).toBeNull();
    expect(github.seen.map(({ headers }) => headers.authorization)).toEqual([
      `token ${SECRET}`,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    [TOKEN, `token ${SECRET}`],
    [{ GH_TOKEN: SECRET }, `token ${SECRET}`],
    [{ GITHUB_TOKEN: '', GH_TOKEN: SECRET }, `token ${SECRET}`],
    [{ GITHUB_TOKEN: 'a\nb' }, undefined],
    [{}, undefined],
  ])('is sent: %j', async (env, sent) => {
    const { error, github } = await told({ tokens: [SECRET] }, env);
    expect(error).toBeNull();
    expect(new Set(github.seen.map(({ headers }) => headers.authorization))).toEqual(new Set([sent]));
  });

  it('opens what is private', async () => {
    expect((await told(world({ private: true }), TOKEN)).error).toBeNull();
  });

  it('goes to no other host', async () => {
    const other = await serve(answer(200, JSON_TYPE, '{}'));
    const { error } = await told(
      { tokens: [SECRET], first: [answer(302, { location: `${other.origin}/elsewhere` })] },
      TOKEN,
    );
    expect(error).toMatchObject({ code: 'invalid' });
    expect(other.seen).toHaveLength(1);
    expect(JSON.stringify([other.seen, error])).not.toContain(SECRET);
  });

  it('is in no error, whatever the server says', async () => {
    const echo: Answer = (request, response) => {
      answer(
        400,
        { ...JSON_TYPE, 'x-github-sso': request.headers.authorization ?? '' },
        JSON.stringify({ message: request.headers.authorization }),
      )(request, response);
    };
    const { error, github } = await told({ first: [echo] }, TOKEN);
    expect(JSON.stringify(github.seen)).toContain(SECRET);
    expect(error?.code).toBe('network');
    expect(JSON.stringify(error)).not.toContain(SECRET);
  });
});

describe('a limit', () => {
  it.each<[string, Answer, RegExp, RegExp]>([
    [
      'that ends in half an hour',
      githubLimit(1800),
      /answers no more requests for 30 min$/,
      /^It answers again at 20\d\d-\d\d-\d\d \d\d:\d\d UTC\. With a token/,
    ],
    ['that ends in a minute and a half', githubLimit(90), /for (?:89|90) s$/, /UTC/],
    ['of requests that come too fast', githubSecondaryLimit(90), /for 90 s$/, /UTC/],
    [
      'told in words alone',
      answer(403, JSON_TYPE, '{"message":"You have exceeded a secondary rate limit. Please wait a few minutes."}'),
      /no more requests for now$/,
      /^Wait a few minutes/,
    ],
    ['of a day that there is not', githubLimit(1e11), /no more requests/, /\w/],
  ])('%s is told at once', async (_, limit, message, hint) => {
    const { error, github } = await told({ first: [limit] });
    expect(error).toEqual({
      code: 'rate-limited',
      message: expect.stringMatching(message) as string,
      hint: expect.stringMatching(hint) as string,
    });
    expect(github.seen).toHaveLength(1);
  });

  it('that is met while files are read is told as well', async () => {
    expect((await told({ first: [null, null, githubLimit(1800)] })).error).toMatchObject({ code: 'rate-limited' });
  });

  it('is no reason for a token where there is one', async () => {
    expect((await told({ first: [githubLimit(1800)], tokens: [SECRET] }, TOKEN)).error?.hint).not.toContain('token');
  });

  it('that ends in a moment is waited for', async () => {
    const { error, github } = await told({ first: [githubSecondaryLimit(1)] });
    expect(error).toBeNull();
    expect(github.seen).toHaveLength(4);
  });
});

describe('a server that fails', () => {
  it.each<[string, readonly (Answer | null)[]]>([
    ['once', [answer(502, {}, '<html>')]],
    ['once for the tree', [null, answer(500)]],
    ['once for a file', [null, null, answer(503)]],
  ])('%s is asked again', async (_, first) => {
    expect((await told({ first })).error).toBeNull();
  });

  const tree = JSON.stringify({ tree: [], truncated: false, sha: 'x'.repeat(1000) });
  it.each<[string, readonly (Answer | null)[], Told['code'], RegExp]>([
    ['with a status', [answer(503), answer(503)], 'network', /answered with status 503 when asked for acme\/cake$/],
    ['with half an answer', [null, cutOff(tree)], 'network', /^GitHub at HOST broke off its answer$/],
    [
      'with half a file',
      [null, null, answer(200, JSON_TYPE, '{"encoding":"base64","content":"IyBD\\n"}')],
      'network',
      /gave 3 bytes of a file in the place of 7$/,
    ],
    [
      'with another thing in the place of a file',
      [null, null, answer(200, {}, '# Cake\n')],
      'invalid',
      /holds no content of a file$/,
    ],
    ['without an answer', [silent], 'network', /did not answer in full within 1 s$/],
    ['with an answer that stops', [null, stalled('{"tree":')], 'network', /did not answer in full/],
    ['by hanging up', [hungUp], 'network', /cannot be reached \(UND_ERR_SOCKET\)$/],
    [
      'with redirects for ever',
      Array.from({ length: 30 }, () => answer(302, { location: '/repos/round' })),
      'network',
      /cannot be reached/,
    ],
    [
      'with a page in the place of a commit',
      [answer(200, { 'content-type': 'text/html' }, '<html>')],
      'invalid',
      /^What GitHub at HOST says of acme\/cake holds no hash of a commit$/,
    ],
    [
      'with nothing in the place of a commit',
      [answer(204)],
      'invalid',
      /^What GitHub at HOST says of acme\/cake holds no hash of a commit$/,
    ],
    [
      'with another thing in the place of a tree',
      [null, answer(200, JSON_TYPE, '{"tree":{}}')],
      'invalid',
      /holds no list of files$/,
    ],
    [
      'with no JSON in the place of a tree',
      [null, answer(200, JSON_TYPE, '{"tree":[')],
      'invalid',
      /holds no list of files$/,
    ],
    [
      'with an error of no type that there is',
      [answer(404, { 'content-type': '¤' }, 'x')],
      'not-found',
      /There is no repository/,
    ],
    ['with a status that says nothing', [answer(418)], 'network', /answered with status 418/],
  ])('%s is an error', async (_, first, code, message) => {
    const { error } = await told({ first });
    expect(error).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
      hint: expect.stringMatching(/\w/) as string,
    });
  });

  it('with an endless answer is an error', async () => {
    const github = await githubServer({ repositories: { 'acme/cake': CAKE }, first: [null, endless] });
    await expect(
      openGithub(
        'github:acme/cake',
        { env: { GITHUB_API_URL: github.origin }, fetch: HERE },
        { ...FAST, request: 5_000, body: 1024 * 1024 },
      ),
    ).rejects.toMatchObject({ code: 'too-large', message: expect.stringMatching(/is larger than 1 MiB$/) as string });
  });

  it('nobody listens', async () => {
    expect((await told({}, { GITHUB_API_URL: DEAD_ORIGIN })).error).toMatchObject({
      code: 'network',
      message: expect.stringContaining('cannot be reached (ECONNREFUSED)') as string,
    });
  });

  it('GITHUB_API_URL is no address', async () => {
    const { error, github } = await told({}, { GITHUB_API_URL: 'file:///etc/passwd' });
    expect(error).toMatchObject({ code: 'invalid', message: 'GITHUB_API_URL is no web address' });
    expect(github.seen).toEqual([]);
  });

  it('is left alone after the first failure', async () => {
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`${at}.md`, `text ${at}`]));
    const github = await githubServer({
      repositories: { 'acme/cake': { files } },
      first: [null, null, githubLimit(1800)],
    });
    const snapshot = await openGithub(
      'github:acme/cake',
      { env: { GITHUB_API_URL: github.origin }, fetch: HERE },
      FAST,
    );
    const read = await Promise.allSettled(snapshot.files.map(async ({ path }) => snapshot.text(path)));
    expect(read.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(80);
    expect(github.seen.length).toBeLessThan(25);
  });
});
