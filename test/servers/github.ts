import type { IncomingMessage, ServerResponse } from 'node:http';

import { replyOf, type GithubRepo } from './github-git.ts';
import { answer, serve, type Answer, type Server } from './server.ts';

// Behaves like the part of GitHub's REST API that gives the contents of a file, commits, trees and blobs,
// https://docs.github.com/en/rest/repos/contents

export interface GithubWorld {
  /** `owner/repo/path` → content, on the branch `main`. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Whole repositories by `owner/repo`. */
  readonly repositories?: Readonly<Record<string, GithubRepo>>;
  /** Repositories that were renamed: `owner/old` → `owner/new`. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Owners of those repositories: they are listed. */
  readonly owners?: Readonly<Record<string, 'organization' | 'user'>>;
  /** Tokens that GitHub knows. */
  readonly tokens?: readonly string[];
  /** Answers to the first requests, in the place of the right ones; null gives the right one. */
  readonly first?: readonly (Answer | null)[];
}

const BY_NAME = /^\/repos\/([^/]+\/[^/]+)(\/.*)?$/;
const BY_ID = /^\/repositories\/(\d+)(\/.*)?$/;
const OF_OWNER = /^\/(orgs|users)\/([^/]+)\/repos$/;
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
/** Larger files have no content in JSON. */
const LARGEST = 1024 * 1024;

/** GitHub's API on this machine, for GITHUB_API_URL. */
export async function githubServer(world: GithubWorld): Promise<Server> {
  return serve(githubAnswer(world));
}

/** What that API answers, for a server that has other parts of it as well. */
export function githubAnswer(world: GithubWorld): Answer {
  const first = [...(world.first ?? [])];
  return (request, response) => {
    const instead = first.shift() ?? null;
    if (instead === null) respond(world, request, response);
    else instead(request, response);
  };
}

/** What GitHub says when an address has asked too often; the seconds count from when it is asked. */
export function githubLimit(resetIn: number): Answer {
  return (request, response) => {
    const reset = String(Math.floor(Date.now() / 1000) + resetIn);
    answer(
      403,
      { ...JSON_TYPE, 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
      '{"message":"API rate limit exceeded"}',
    )(request, response);
  };
}

/** What GitHub says of requests that come too fast. */
export function githubSecondaryLimit(retryAfter: number): Answer {
  return answer(
    429,
    { ...JSON_TYPE, 'retry-after': String(retryAfter) },
    '{"message":"You have exceeded a secondary rate limit"}',
  );
}

/** A file as GitHub shows it in JSON. */
export function contentJson(path: string, content: string | Uint8Array): string {
  const bytes = Buffer.from(content);
  const shown =
    bytes.length > LARGEST
      ? { encoding: 'none', content: '' }
      : { encoding: 'base64', content: bytes.toString('base64').replace(/.{60}/g, '$&\n') };
  return JSON.stringify({
    type: 'file',
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    size: bytes.length,
    ...shown,
  });
}

function respond(world: GithubWorld, request: IncomingMessage, response: ServerResponse): void {
  const reply = (status: number, body: unknown, headers = {}) => {
    answer(status, { ...JSON_TYPE, ...headers }, JSON.stringify(body))(request, response);
  };
  const token = /^(?:token|bearer) (.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token !== undefined && world.tokens?.includes(token) !== true) {
    reply(401, { message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest' });
    return;
  }
  const { pathname, searchParams: query, search } = new URL(request.url ?? '', 'http://github');
  const [, kind, owner = ''] = OF_OWNER.exec(pathname) ?? [];
  if (kind !== undefined) {
    // An organization is a user as well, with what is public alone.
    if (world.owners?.[owner] === undefined || (kind === 'orgs' && world.owners[owner] === 'user'))
      reply(404, { message: 'Not Found' });
    else
      repositoriesOf(
        world,
        owner,
        kind === 'orgs' && token !== undefined,
        { query, address: `http://${request.headers.host ?? ''}${pathname}` },
        reply,
      );
    return;
  }
  const renames = Object.entries(world.renamed ?? {});
  const [, named, behindName = ''] = BY_NAME.exec(pathname) ?? [];
  const rename = renames.findIndex(([old]) => old === named);
  if (rename >= 0) {
    reply(
      301,
      { message: 'Moved Permanently' },
      { location: `http://${request.headers.host ?? ''}/repositories/${rename}${behindName}${search}` },
    );
    return;
  }
  const [, id, behindId = ''] = BY_ID.exec(pathname) ?? [];
  const name = id === undefined ? (named ?? '') : (renames[Number(id)]?.[1] ?? '');
  const behind = id === undefined ? behindName : behindId;
  const repo = world.repositories?.[name];
  if (repo !== undefined) {
    if (repo.sso === true && token !== undefined)
      reply(
        403,
        {
          message:
            'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
        },
        { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' },
      );
    else if (repo.private === true && token === undefined) reply(404, { message: 'Not Found' });
    else {
      const { status, body, type } = replyOf(repo, { path: behind, query, accept: request.headers.accept ?? '' });
      answer(status, type === undefined ? JSON_TYPE : { 'content-type': type }, body)(request, response);
    }
    return;
  }
  const path = decodeURIComponent(/^\/contents\/(.*)$/.exec(behind)?.[1] ?? '');
  const content = (query.get('ref') ?? 'main') === 'main' ? world.files?.[`${name}/${path}`] : undefined;
  const inside = Object.keys(world.files ?? {}).filter((file) => file.startsWith(`${name}/${path}/`));
  if (content !== undefined && /\braw\b/.test(request.headers.accept ?? ''))
    answer(200, { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' }, content)(request, response);
  else if (content !== undefined) answer(200, JSON_TYPE, contentJson(path, content))(request, response);
  else if (inside.length > 0)
    reply(
      200,
      inside.map((file) => ({ type: 'file', path: file })),
    );
  else reply(404, { message: 'Not Found' });
}

/** A page of the repositories of an owner. https://docs.github.com/en/rest/repos/repos#list-organization-repositories */
function repositoriesOf(
  world: GithubWorld,
  owner: string,
  all: boolean,
  { query, address }: { query: URLSearchParams; address: string },
  reply: (status: number, body: unknown, headers?: object) => void,
): void {
  const names = Object.entries(world.repositories ?? {})
    .flatMap(([name, repo]) => (name.startsWith(`${owner}/`) && (all || repo.private !== true) ? [name] : []))
    .sort();
  const [size, page] = [Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)];
  const shown = names.slice((page - 1) * size, page * size).map((name) => ({
    id: names.indexOf(name),
    full_name: name,
    name: name.slice(owner.length + 1),
    default_branch: 'main',
  }));
  const next =
    page * size < names.length
      ? {
          link: `<${address}?per_page=${size}&page=${page + 1}>; rel="next", <${address}?per_page=${size}&page=${Math.ceil(names.length / size)}>; rel="last"`,
        }
      : {};
  reply(200, shown, next);
}
