import { describe, expect, it } from 'vitest';

import { githubLimit, githubSecondaryLimit } from '../../servers/github.ts';
import { answer, cutOff, DEAD_ORIGIN, endless, hungUp, serve, silent, stalled } from '../../servers/server.ts';
import { ALTERED, EXAMPLE, FAST, ON_GITHUB, said, search, TEXT, type World } from './search.ts';

// The licensor's page on GitHub, on a server that behaves like GitHub's API.

const FILES = { [ON_GITHUB]: TEXT };
const WHERE = 'example-authors/orchard on GitHub, pages/example-1/LICENSE';
const onGithub = (github: World['github'], more: World = {}) => search({ ...more, github: { ...github } });

describe('the text on GitHub', () => {
  it('is taken from the page that the license names', async () => {
    const { found, github, hub } = await onGithub({ files: FILES });
    expect(found).toMatchObject({ outcome: 'found', text: TEXT, source: 'github', from: WHERE });
    expect(github.seen.map(({ method, url }) => `${method} ${decodeURIComponent(url)}`)).toEqual([
      'GET /repos/example-authors/orchard/contents/pages/example-1/LICENSE?ref=main',
    ]);
    expect(github.seen[0]?.headers).toMatchObject({
      'user-agent': expect.stringContaining('llama-license-lint') as string,
    });
    expect(github.seen[0]?.headers.authorization).toBeUndefined();
    expect(hub.seen).toEqual([]);
  });

  it('is the very text, whatever its line ends', async () => {
    const text = TEXT.replaceAll('\n', '\r\n');
    expect((await onGithub({ files: { [ON_GITHUB]: text } })).found).toMatchObject({ outcome: 'found', text });
  });

  it.each([
    ['UTF-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['Windows-1252', Buffer.from(TEXT.replaceAll('“', '\x93').replaceAll('”', '\x94'), 'latin1')],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
  ])('is decoded from %s', async (_, bytes) => {
    expect((await onGithub({ files: { [ON_GITHUB]: bytes } })).found).toMatchObject({ outcome: 'found', text: TEXT });
  });

  it('is found behind a redirect when the repository was renamed', async () => {
    const { found, github } = await onGithub(
      {
        files: { 'example-authors/garden/pages/example-1/LICENSE': TEXT },
        renamed: { 'example-authors/orchard': 'example-authors/garden' },
        tokens: ['ghp_1'],
      },
      { env: { GITHUB_TOKEN: 'ghp_1' } },
    );
    expect(found).toMatchObject({ outcome: 'found', source: 'github' });
    expect(github.seen.map(({ headers }) => headers.authorization)).toEqual(['token ghp_1', 'token ghp_1']);
  });

  it('is asked for once more when the server failed for a moment', async () => {
    const { found, github } = await onGithub({ files: FILES, first: [answer(502, {}, '<html>')] });
    expect(found).toMatchObject({ outcome: 'found', source: 'github', tried: [{ source: 'hub-cache' }] });
    expect(github.seen).toHaveLength(2);
  });

  it('is waited for when GitHub asks for a moment, and no longer', async () => {
    expect((await onGithub({ files: FILES, first: [githubSecondaryLimit(1)] })).found).toMatchObject({
      outcome: 'found',
      source: 'github',
    });
    const { found, github } = await onGithub(
      { files: FILES, first: [githubSecondaryLimit(3)] },
      { bounds: { ...FAST, all: 60_000 } },
    );
    expect(said(found, 'github')).toEqual([`${WHERE}, answers no more requests for 3 s`]);
    expect(github.seen).toHaveLength(1);
  });

  it('is not looked for where the license is published elsewhere', async () => {
    const license = {
      ...EXAMPLE,
      agreement: { ...EXAMPLE.agreement, published: 'https://www.example.org/orchard/license' },
    };
    const { found, github } = await onGithub({ files: FILES }, { license });
    expect(found).toMatchObject({ outcome: 'missing', published: 'https://www.example.org/orchard/license' });
    expect(github.seen).toEqual([]);
  });
});

describe('a token for GitHub', () => {
  it.each([
    [{ GITHUB_TOKEN: 'ghp_1', GH_TOKEN: 'ghp_2' }, 'token ghp_1'],
    [{ GITHUB_TOKEN: '', GH_TOKEN: 'ghp_2' }, 'token ghp_2'],
  ])('is sent: %j', async (env, sent) => {
    const { found, github } = await onGithub({ files: FILES, tokens: ['ghp_1', 'ghp_2'] }, { env });
    expect(found.outcome).toBe('found');
    expect(github.seen.map(({ headers }) => headers.authorization)).toEqual([sent]);
  });

  it('that GitHub does not know spoils nothing', async () => {
    const { found, github } = await onGithub({ files: FILES, tokens: [] }, { env: { GITHUB_TOKEN: 'ghp_expired' } });
    expect(found).toMatchObject({ outcome: 'found', source: 'github' });
    expect(github.seen.map(({ headers }) => headers.authorization)).toEqual(['token ghp_expired', undefined]);
  });

  it('that no header can carry is none', async () => {
    const { found, github } = await onGithub({ files: FILES }, { env: { GITHUB_TOKEN: 'ghp_se\ncret' } });
    expect(found.outcome).toBe('found');
    expect(github.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it('goes to no other host', async () => {
    const other = await serve(answer(200, { 'content-type': 'application/json' }, '{}'));
    const { found } = await onGithub(
      { first: [answer(302, { location: `${other.origin}/elsewhere` })] },
      { env: { GITHUB_TOKEN: 'ghp_secret' } },
    );
    expect(said(found, 'github')).toEqual([`${WHERE}, is not a file`]);
    expect(other.seen).toHaveLength(1);
    expect(JSON.stringify(other.seen)).not.toContain('ghp_secret');
  });
});

describe('when GitHub does not give the text, the next source is asked, and it is said that', () => {
  const half = JSON.stringify({ type: 'file', encoding: 'base64', content: Buffer.from(TEXT).toString('base64') });
  it.each<[string, World['github'], string]>([
    ['nothing is there', {}, 'does not exist'],
    ['a folder is there', { files: { [`${ON_GITHUB}/README.md`]: TEXT } }, 'is not a file'],
    ['the limit is reached', { files: FILES, first: [githubLimit(1500)] }, 'answers no more requests for 25 min'],
    [
      'it is forbidden',
      {
        files: FILES,
        first: [answer(403, { 'content-type': 'application/json' }, '{"message":"Resource not accessible"}')],
      },
      'is not accessible',
    ],
    ['the server is down', { files: FILES, first: [answer(503), answer(503)] }, 'was answered with status 503'],
    [
      'the text is another',
      { files: { [ON_GITHUB]: '# MIT License\n' } },
      'is not the agreement of example-1: it contains no known agreement',
    ],
    [
      'the text is altered',
      { files: { [ON_GITHUB]: ALTERED } },
      'is not the agreement of example-1: clause 1.a adds “dry” (line 11)',
    ],
    ['the file is binary', { files: { [ON_GITHUB]: new Uint8Array(100) } }, 'cannot be read (binary)'],
    [
      'the file is larger than GitHub shows',
      { files: { [ON_GITHUB]: TEXT.padEnd(1024 * 1024 + 1) } },
      'is larger than GitHub shows',
    ],
    ['the answer has no end', { first: [endless] }, 'is larger than 2 MiB'],
    ['the answer is cut off', { first: [cutOff(half)] }, 'broke off its answer'],
    [
      'the answer is no JSON',
      { first: [answer(200, { 'content-type': 'application/json' }, '{"content":')] },
      'is not a file',
    ],
    ['the answer has no type that there is', { first: [answer(200, { 'content-type': '¤' }, TEXT)] }, 'is not a file'],
    ['the answer is a page', { first: [answer(200, { 'content-type': 'text/html' }, TEXT)] }, 'is not a file'],
    ['the answer never comes', { first: [silent] }, 'did not answer in full within 1 s'],
    ['the answer stops', { first: [stalled(half.slice(0, 100))] }, 'did not answer in full within 1 s'],
    ['the server hangs up', { first: [hungUp] }, 'cannot be reached (UND_ERR_SOCKET)'],
    [
      'it redirects for ever',
      { first: Array.from({ length: 30 }, () => answer(302, { location: '/repos/round' })) },
      'cannot be reached',
    ],
  ])('%s', async (_, github, why) => {
    const { found } = await onGithub(github, { hub: { files: { 'example-authors/Orchard-1-Apple/LICENSE': TEXT } } });
    expect(found).toMatchObject({ outcome: 'found', source: 'hub', text: TEXT });
    expect(said(found, 'github')).toEqual([`${WHERE}, ${why}`]);
  });

  it('nobody listens', async () => {
    const { found } = await search({ env: { GITHUB_API_URL: DEAD_ORIGIN } });
    expect(said(found, 'github')).toEqual([`${WHERE}, cannot be reached (ECONNREFUSED)`]);
  });

  it('GITHUB_API_URL is no address', async () => {
    const { found, github } = await onGithub({ files: FILES }, { env: { GITHUB_API_URL: 'file:///etc/passwd' } });
    expect(said(found, 'github')).toEqual([`${WHERE}, was not requested: GITHUB_API_URL is not a web address`]);
    expect(github.seen).toEqual([]);
  });

  it('all the time has gone', async () => {
    const { found, hub } = await onGithub(
      { first: [silent] },
      { bounds: { ...FAST, all: 300 }, hub: { files: { 'example-authors/Orchard-1-Apple/LICENSE': TEXT } } },
    );
    expect(found.outcome).toBe('missing');
    expect(said(found, 'hub')).toEqual([expect.stringContaining('was not asked: all the time for it had gone')]);
    expect(hub.seen).toEqual([]);
  });
});
