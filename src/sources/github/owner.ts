import type { Octokit } from '@octokit/rest';

import { TargetError } from '../../errors/target-error.ts';
import { boundedFetch, type Bounds } from '../http/bounded-fetch.ts';
import { fieldsOf } from '../../system/object-fields.ts';
import { failureIn } from './answer.ts';
import { githubToken, requireGithubApi } from './environment.ts';
import { githubError } from './error.ts';
import type { Network } from '../http/network-options.ts';
import { RemoteError } from '../../errors/remote-error.ts';

/** A page of a hundred repositories has some 700 KB. */
const BOUNDS: Bounds = { request: 60_000, all: 900_000, pause: 60_000, body: 16 * 1024 * 1024 };
const PER_PAGE = 100;
const MAX_PAGES = 200;
const FULL_NAME = /^\w[\w-]{0,99}\/(?!\.{1,2}$)[\w.-]{1,100}$/;

/**
 * All repositories, `owner/name`, of an organization or a user on GitHub, as far as the token may see them.
 * Throws a `TargetError` when there is no such owner, or when GitHub does not list them.
 * https://docs.github.com/en/rest/repos/repos#list-organization-repositories
 */
export async function* githubRepositories(
  owner: string,
  { env, fetch }: Network,
  bounds: Bounds = BOUNDS,
): AsyncGenerator<string> {
  const api = requireGithubApi(env);
  const { githubClient } = await import('./client.ts');
  const bounded = boundedFetch(fetch, bounds);
  for (const token of new Set([githubToken(env), null])) {
    const client = githubClient({ api, token, fetch: bounded });
    try {
      yield* ofOrganization(client, owner);
      return;
    } catch (error) {
      // A token that GitHub does not know spoils nothing that everybody may read.
      if (statusOf(error) !== 401 || token === null) throw asTargetError(error, owner, api, token);
    }
  }
}

/** Only as an organization does an owner show what is private. */
async function* ofOrganization(client: Octokit, owner: string): AsyncGenerator<string> {
  try {
    yield* namesIn(
      client.paginate.iterator(client.rest.repos.listForOrg, { org: owner, per_page: PER_PAGE, sort: 'full_name' }),
    );
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    yield* namesIn(
      client.paginate.iterator(client.rest.repos.listForUser, {
        username: owner,
        per_page: PER_PAGE,
        sort: 'full_name',
      }),
    );
  }
}

async function* namesIn(pages: AsyncIterable<{ readonly data: unknown }>): AsyncGenerator<string> {
  let page = 0;
  for await (const { data } of pages) {
    page += 1;
    for (const repository of Array.isArray(data) ? data : []) {
      const name = fieldsOf(repository)['full_name'];
      if (typeof name === 'string' && FULL_NAME.test(name)) yield name;
    }
    if (page === MAX_PAGES) throw new RemoteError('too-large', `has more than ${MAX_PAGES * PER_PAGE} repositories`);
  }
}

function statusOf(error: unknown): number | null {
  const failure = failureIn(error);
  return failure instanceof RemoteError ? null : failure.status;
}

function asTargetError(error: unknown, owner: string, api: string, token: string | null): TargetError {
  const { host } = new URL(api);
  if (statusOf(error) === 404)
    return new TargetError(
      'not-found',
      `There is no organization or user ${owner} on ${host === 'api.github.com' ? 'GitHub' : `GitHub at ${host}`}`,
      'Look at the spelling.',
    );
  return githubError(failureIn(error), {
    target: { owner, repo: '*', ref: null },
    host,
    withToken: token !== null,
    refusal: null,
  });
}
