import type { IncomingMessage, ServerResponse } from 'node:http';

import { answer, serve, type Answer, type Server } from './server.ts';

// Behaves like the part of GitHub's REST API that a comment on a pull request needs,
// https://docs.github.com/en/rest/issues/comments

export interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: 'User' | 'Bot' } | null;
}

export interface CommentsWorld {
  /** `owner/repo` */
  readonly repository: string;
  readonly number: number;
  /** What is there, and what becomes of it. */
  readonly comments: Comment[];
  /** Tokens that GitHub knows: whose they are, and whether they may write. */
  readonly tokens: Readonly<Record<string, { readonly user: NonNullable<Comment['user']>; readonly write: boolean }>>;
  /** What goes wrong, each once, at the first request of its method. */
  readonly faults?: Fault[];
  /** Holds back requests until the promise is kept. */
  readonly before?: (method: string, path: string) => Promise<void>;
  /** What answers all else. */
  readonly otherwise?: Answer;
}

export interface Fault {
  readonly method: string;
  /** What is answered in the place of the right answer. */
  readonly instead?: Answer;
  /** The request is done all the same. */
  readonly done?: boolean;
  /** What others do just before. */
  readonly meanwhile?: (comments: Comment[]) => void;
}

export interface CommentsServer extends Server {
  /**
   * Requests as `GET /path`, without the query; those for comments alone, or for all that begins so behind the
   * repository.
   */
  asked(kind?: string): string[];
}

export const ACTIONS_BOT = { login: 'github-actions[bot]', type: 'Bot' } as const;
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const LONGEST_BODY = 65_536;

/** GitHub's API on this machine, for GITHUB_API_URL. */
export async function commentsServer(world: CommentsWorld): Promise<CommentsServer> {
  const server = await serve((request, response) => {
    const { method = '' } = request;
    let given = '';
    request.on('data', (chunk: Buffer) => {
      given += chunk.toString();
    });
    request.on('end', () => {
      void (world.before?.(method, (request.url ?? '').replace(/\?.*/, '')) ?? Promise.resolve()).then(() => {
        respond(world, server.origin, request, response, given);
      });
    });
  });
  return {
    ...server,
    asked: (kind = '/issues/') =>
      server.seen
        .map(({ method, url }) => `${method} ${url.replace(/\?.*/, '')}`)
        .filter((asked) => asked.includes(`/${world.repository}${kind}`)),
  };
}

/** What GitHub says to a token that may only read, of a pull request from a fork for one. */
export const readOnly: Answer = answer(
  403,
  JSON_TYPE,
  '{"message":"Resource not accessible by integration","documentation_url":"https://docs.github.com/rest","status":"403"}',
);

/** A comment that is there before anything runs. */
export function comment(id: number, body: string, user: Comment['user'] = ACTIONS_BOT): Comment {
  return { id, body, user };
}

function respond(
  world: CommentsWorld,
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
  given: string,
): void {
  const reply = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    answer(status, { ...JSON_TYPE, ...headers }, status === 204 ? '' : JSON.stringify(body))(request, response);
  };
  const { method = '' } = request;
  const { pathname, searchParams } = new URL(request.url ?? '', origin);
  const at = world.faults?.findIndex((fault) => fault.method === method) ?? -1;
  const [fault] = at < 0 ? [] : (world.faults?.splice(at, 1) ?? []);
  const asked = { method, pathname, searchParams, origin, token: tokenOf(request), given };
  fault?.meanwhile?.(world.comments);
  if (fault?.done === true) right(world, asked, () => undefined);
  if (fault?.instead !== undefined) fault.instead(request, response);
  else if (!right(world, asked, reply)) {
    if (world.otherwise === undefined) reply(404, { message: 'Not Found' });
    else world.otherwise(request, response);
  }
}

function tokenOf(request: IncomingMessage): string {
  return /^(?:token|bearer) (.*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

interface Asked {
  readonly method: string;
  readonly pathname: string;
  readonly searchParams: URLSearchParams;
  readonly origin: string;
  readonly token: string;
  readonly given: string;
}

/** The right answer; false for an address of which this server knows nothing. */
function right(
  world: CommentsWorld,
  { method, pathname, searchParams, origin, token, given }: Asked,
  reply: (status: number, body: unknown, headers?: Readonly<Record<string, string>>) => void,
): boolean {
  const who = world.tokens[token];
  const issues = `/repos/${world.repository}/issues`;
  const list = `${issues}/${world.number}/comments`;
  const one = new RegExp(`^${issues}/comments/(\\d+)$`).exec(pathname)?.[1];
  if (pathname !== list && pathname !== '/user' && one === undefined) return false;
  if (who === undefined) reply(401, { message: 'Bad credentials' });
  else if (pathname === '/user')
    reply(
      who.user.type === 'User' ? 200 : 403,
      who.user.type === 'User' ? who.user : { message: 'Resource not accessible by integration' },
    );
  else if (method === 'GET') {
    const per = Math.min(Number(searchParams.get('per_page') ?? 30), 100);
    const page = Number(searchParams.get('page') ?? 1);
    const last = Math.ceil(world.comments.length / per);
    const link = (to: number, rel: string) => `<${origin}${list}?per_page=${per}&page=${to}>; rel="${rel}"`;
    const links = page < last ? { link: `${link(page + 1, 'next')}, ${link(last, 'last')}` } : {};
    reply(200, world.comments.slice((page - 1) * per, page * per), links);
  } else if (!who.write) reply(403, { message: 'Resource not accessible by integration' });
  else if (method === 'DELETE') {
    const at = world.comments.findIndex(({ id }) => String(id) === one);
    if (at >= 0) world.comments.splice(at, 1);
    reply(at < 0 ? 404 : 204, { message: 'Not Found' });
  } else {
    const { body = '' } = JSON.parse(given) as { body?: string };
    const found = world.comments.find(({ id }) => String(id) === one);
    if (body.length > LONGEST_BODY)
      reply(422, {
        message: 'Validation Failed',
        errors: [{ message: 'Body is too long (maximum is 65536 characters)' }],
      });
    else if (method === 'POST') {
      const created = comment(Math.max(1000, ...world.comments.map(({ id }) => id)) + 1, body, who.user);
      world.comments.push(created);
      reply(201, created);
    } else if (found === undefined) reply(404, { message: 'Not Found' });
    else {
      found.body = body;
      reply(200, found);
    }
  }
  return true;
}
