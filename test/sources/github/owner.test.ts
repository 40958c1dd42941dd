import { describe, expect, it } from 'vitest';

import { githubRepositories } from '../../../src/sources/github/owner.ts';
import { TargetError } from '../../../src/errors/target-error.ts';
import { HERE } from './world.ts';
import { githubLimit, githubServer, type GithubWorld } from '../../servers/github.ts';
import { cutOff, DEAD_ORIGIN, type Server } from '../../servers/server.ts';

const BOUNDS = { request: 2000, all: 10_000, pause: 0, body: 1024 * 1024 };
const FILES = { 'README.md': '# Bread\n' };
const MANY = Object.fromEntries(
  Array.from({ length: 250 }, (_, at) => [`acme/model-${String(at).padStart(3, '0')}`, { files: FILES }]),
);

async function listed(
  world: GithubWorld,
  owner: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ names: string[]; github: Server }> {
  const github = await githubServer(world);
  const names: string[] = [];
  for await (const name of githubRepositories(
    owner,
    { env: { GITHUB_API_URL: github.origin, ...env }, fetch: HERE },
    BOUNDS,
  ))
    names.push(name);
  return { names, github };
}

async function told(
  world: GithubWorld,
  owner: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: string; message: string; hint: string }> {
  try {
    await listed(world, owner, env);
  } catch (error) {
    if (error instanceof TargetError)
      return { code: error.code, message: error.message.replace(/127\.0\.0\.1:\d+/g, 'HOST'), hint: error.hint };
    throw error;
  }
  throw new Error('they can be listed');
}

describe('the repositories of an owner on GitHub', () => {
  it('are all listed, a hundred a request', async () => {
    const { names, github } = await listed(
      { repositories: { ...MANY, 'other/x': { files: FILES } }, owners: { acme: 'organization' } },
      'acme',
    );
    expect(names).toEqual(Object.keys(MANY));
    expect(github.seen.length).toBe(3);
  });

  it('of a user are listed as well', async () => {
    const { names } = await listed({ repositories: { 'ann/a': { files: FILES } }, owners: { ann: 'user' } }, 'ann');
    expect(names).toEqual(['ann/a']);
  });

  it('are those that the token may see', async () => {
    const world: GithubWorld = {
      repositories: { 'acme/open': { files: FILES }, 'acme/secret': { files: FILES, private: true } },
      owners: { acme: 'organization' },
      tokens: ['ghp_1'],
    };
    expect((await listed(world, 'acme')).names).toEqual(['acme/open']);
    expect((await listed(world, 'acme', { GITHUB_TOKEN: 'ghp_1' })).names).toEqual(['acme/open', 'acme/secret']);
    expect((await listed(world, 'acme', { GITHUB_TOKEN: 'ghp_old' })).names).toEqual(['acme/open']);
  });

  it('may be none', async () => {
    expect((await listed({ owners: { acme: 'organization' } }, 'acme')).names).toEqual([]);
  });

  it('are not those of nobody', async () => {
    expect(await told({}, 'nobody')).toEqual({
      code: 'not-found',
      message: 'There is no organization or user nobody on GitHub at HOST',
      hint: 'Look at the spelling.',
    });
  });

  it('that GitHub does not list say why', async () => {
    const world: GithubWorld = { owners: { acme: 'organization' } };
    expect(await told({ ...world, first: [githubLimit(600)] }, 'acme')).toMatchObject({
      code: 'rate-limited',
      hint: expect.stringContaining('With a token') as string,
    });
    expect(await told({ ...world, first: [cutOff('[{"full_name":"acme/a"}]')] }, 'acme')).toMatchObject({
      code: 'network',
    });
    expect(await told(world, 'acme', { GITHUB_API_URL: DEAD_ORIGIN })).toMatchObject({
      code: 'network',
      message: expect.stringContaining('cannot be reached') as string,
    });
    expect(await told(world, 'acme', { GITHUB_API_URL: 'x' })).toMatchObject({ code: 'invalid' });
  });

  it('that have no name of a repository are left out', async () => {
    const odd = [
      { full_name: '../x' },
      { full_name: 'acme/..' },
      { full_name: 7 },
      null,
      { full_name: 'acme/a?b' },
      { full_name: 'acme/good' },
    ];
    const { names } = await listed(
      {
        owners: { acme: 'organization' },
        first: [
          (_, response) => {
            response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(odd));
          },
        ],
      },
      'acme',
    );
    expect(names).toEqual(['acme/good']);
  });
});
