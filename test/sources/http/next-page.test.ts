import { describe, expect, it } from 'vitest';

import { githubRepositories } from '../../../src/sources/github/owner.ts';
import { withNextPage } from '../../../src/sources/http/next-page.ts';
import { HERE } from '../github/world.ts';
import { openOnHub } from '../hub/world.ts';
import { githubServer } from '../../servers/github.ts';
import { answer, serve, type Answer } from '../../servers/server.ts';

// Lists go on behind a link that the server names: wherever that leads, no token goes there, and no list ends too
// early.

const HUB = 'https://hub.example';
const PAGE = `${HUB}/api/models?limit=2`;
const next = (link: string) =>
  withNextPage(new Response('[]', { headers: { link } }), { page: PAGE, endpoint: HUB }).headers.get('link');

describe('the link to the next page', () => {
  it.each([
    [`<${HUB}/api/models?cursor=a>; rel="next"`, `<${HUB}/api/models?cursor=a>; rel="next"`],
    ['</api/models?cursor=a>; rel="next"', `<${HUB}/api/models?cursor=a>; rel="next"`],
    ['<?cursor=a,b;c>; rel=next', `<${HUB}/api/models?cursor=a,b;c>; rel="next"`],
    [
      `<${HUB}/first>; rel="first", <${HUB}/api/models?cursor=b>; title="more"; rel="prefetch NEXT"`,
      `<${HUB}/api/models?cursor=b>; rel="next"`,
    ],
    [`<${HUB}/last>; rel="last"`, null],
    [`<https://elsewhere.example/last>; rel="last"`, null],
    ['<', null],
  ])('%s', (link, whole) => {
    expect(next(link)).toBe(whole);
  });

  it.each([
    'https://elsewhere.example/api',
    'http://hub.example/api',
    'https://hub.example:8443/api',
    'https://hub.example@elsewhere.example/',
    '//elsewhere.example/',
    'http://',
  ])('is refused where it leads elsewhere: %s', (url) => {
    expect(() => next(`<${url}>; rel="next"`)).toThrow(/goes on at/);
  });
});

const MANY = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`acme/m${at}`, { files: {} }]));

describe('a list of GitHub', () => {
  const first = (link: string): Answer =>
    answer(200, { 'content-type': 'application/json; charset=utf-8', link }, '[{"full_name":"acme/first"}]');
  const list = async (origin: string): Promise<string[]> => {
    const names: string[] = [];
    for await (const name of githubRepositories('acme', {
      env: { GITHUB_API_URL: origin, GITHUB_TOKEN: 'ghp_secret' },
      fetch: HERE,
    }))
      names.push(name);
    return names;
  };

  it('that goes on at another server is refused, and no token goes there', async () => {
    const other = await serve(answer(200, { 'content-type': 'application/json' }, '[]'));
    const github = await githubServer({
      first: [first(`<${other.origin}/orgs/acme/repos?page=2>; rel="next"`)],
      tokens: ['ghp_secret'],
    });
    await expect(list(github.origin)).rejects.toMatchObject({
      name: 'TargetError',
      code: 'invalid',
      message: expect.stringContaining('goes on at another server') as string,
    });
    expect(other.seen).toEqual([]);
  });

  it('goes on behind a relative link', async () => {
    const github = await githubServer({
      repositories: MANY,
      owners: { acme: 'organization' },
      first: [first('</orgs/acme/repos?per_page=100&page=2>; rel="next"')],
      tokens: ['ghp_secret'],
    });
    expect(await list(github.origin)).toHaveLength(51);
  });
});

describe('a list of the Hub', () => {
  const files = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`docs/${at}.md`, 'text\n']));

  it('goes on behind a relative link', async () => {
    const { snapshot } = await openOnHub(
      { repositories: { 'acme/Widget': { files } }, perPage: { tree: 10 }, linkOrigin: '' },
      'hf:acme/Widget',
    );
    expect(snapshot.files).toHaveLength(25);
  });

  it('that goes on at another server is refused, and nobody is asked there', async () => {
    const other = await serve(answer(200, { 'content-type': 'application/json' }, '[]'));
    await expect(
      openOnHub(
        { repositories: { 'acme/Widget': { files } }, perPage: { tree: 10 }, linkOrigin: other.origin },
        'hf:acme/Widget',
      ),
    ).rejects.toMatchObject({
      name: 'TargetError',
      code: 'invalid',
      message: expect.stringContaining('goes on at another server') as string,
    });
    expect(other.seen).toEqual([]);
  });
});
