import type { IncomingMessage, ServerResponse } from 'node:http';

import { answer, serve, type Answer, type Server } from './server.ts';

// Behaves like the part of the Hugging Face Hub that gives a file of a model repository: small files behind a relative
// redirect, large ones on another host, errors with their codes in headers.

export interface HubWorld {
  /** `owner/model/path` → content, on the branch `main`. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Files that lie on the second host, as large ones do. */
  readonly elsewhere?: Readonly<Record<string, string | Uint8Array>>;
  /** Models that only certain tokens open. Nobody without a token learns whether a private one exists. */
  readonly gated?: readonly string[];
  readonly private?: readonly string[];
  /** `owner/old` → `owner/new` */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Tokens that the Hub knows, and whether they open what is gated and private. */
  readonly tokens?: Readonly<Record<string, 'opens' | 'knows'>>;
  /** Answers to the first requests, in the place of the right ones; null gives the right one. */
  readonly first?: readonly (Answer | null)[];
}

export interface Hub extends Server {
  /** The host that large files lie on: another port is another host. */
  readonly second: Server;
}

const RESOLVE = /^\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/;
const CACHED = '/api/resolve-cache/models/';
const COMMIT = 'c0ffee'.padEnd(40, '0');
const LIMITS = { 'ratelimit': '"resolvers";r=2900;t=120', 'ratelimit-policy': '"fixed window";"resolvers";q=3000;w=300' };

/** The Hub on this machine, for HF_ENDPOINT. */
export async function hubServer(world: HubWorld): Promise<Hub> {
  const first = [...(world.first ?? [])];
  const second = await serve((request, response) => {
    // A signed address brings its own right; a token here has gone astray.
    const content = request.headers.authorization === undefined ? world.elsewhere?.[decodeURIComponent((request.url ?? '').slice(1))] : undefined;
    if (content === undefined) answer(403)(request, response);
    else answer(200, { 'content-type': 'application/octet-stream' }, content)(request, response);
  });
  const hub = await serve((request, response) => {
    const instead = first.shift() ?? null;
    if (instead === null) respond(world, second.origin, request, response);
    else instead(request, response);
  });
  return { ...hub, second };
}

/** What the Hub says when an address has asked too often, and when it may ask again. */
export function hubLimit(seconds: number): Answer {
  return answer(429, { 'ratelimit': `"resolvers";r=0;t=${seconds}`, 'ratelimit-policy': '"fixed window";"resolvers";q=3000;w=300' }, 'We had to rate limit your IP');
}

function respond(world: HubWorld, second: string, request: IncomingMessage, response: ServerResponse): void {
  const reply = (status: number, headers: Readonly<Record<string, string>> = {}, body: string | Uint8Array = '') => { answer(status, { ...LIMITS, ...headers }, body)(request, response); };
  const error = (status: number, code: string | null, message: string) => { reply(status, { ...(code === null ? {} : { 'x-error-code': code }), 'x-error-message': message }, message); };
  const url = request.url ?? '';
  if (url.startsWith(CACHED)) {
    reply(200, { 'content-type': 'text/plain; charset=utf-8' }, world.files?.[decodeURIComponent(url.slice(CACHED.length)).replace(`/${COMMIT}/`, '/')] ?? '');
    return;
  }
  const given = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = given === undefined ? null : world.tokens?.[given] ?? 'unknown';
  const [, id = '', path = ''] = RESOLVE.exec(decodeURIComponent(url)) ?? [];
  const renamed = world.renamed?.[id];
  const [file, far] = [world.files?.[`${id}/${path}`], world.elsewhere?.[`${id}/${path}`]];
  const exists = Object.keys({ ...world.files, ...world.elsewhere }).some((known) => known.startsWith(`${id}/`)) || world.gated?.includes(id) === true;
  if (renamed !== undefined) reply(307, { location: `/${renamed}/resolve/main/${path}` });
  else if (world.gated?.includes(id) === true && token !== 'opens') error(token === 'knows' ? 403 : 401, 'GatedRepo', `Access to model ${id} is restricted.`);
  else if (token === 'unknown') error(401, null, 'Invalid credentials in Authorization header');
  else if (!exists || (world.private?.includes(id) === true && token !== 'opens')) error(token === null ? 401 : 404, token === null ? null : 'RepoNotFound', 'Repository not found');
  else if (file !== undefined) reply(307, { 'location': `${CACHED}${id}/${COMMIT}/${encodeURIComponent(path)}`, 'x-repo-commit': COMMIT });
  else if (far !== undefined) reply(302, { 'location': `${second}/${encodeURIComponent(`${id}/${path}`)}`, 'x-repo-commit': COMMIT, 'x-linked-size': String(Buffer.byteLength(far)) });
  else error(404, 'EntryNotFound', 'Entry not found');
}
