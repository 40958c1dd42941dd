import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { askerOf, type HubToken } from './hub-access.ts';
import { hubAnswer, type Asked } from './hub-answer.ts';
import { bytesOf, type HubContent } from './hub-content.ts';
import type { Faults } from './hub-faults.ts';
import { CACHED, placed } from './hub-files.ts';
import { FREE, HubLimits, limitHeaders, type Bucket, type Limits } from './hub-limits.ts';
import { hubError, send, type HubReply } from './hub-reply.ts';
import { HubRepository, type Discussion, type HubRepo } from './hub-repository.ts';
import { answer, serve, type Answer, type Server } from './server.ts';

// Behaves like the Hugging Face Hub: its API for models, its files (small ones behind a relative redirect, large ones
// on another host), errors with their codes in headers, and its rate limits.

export interface HubWorld {
  /** Whole repositories by `owner/model`. */
  readonly repositories?: Readonly<Record<string, HubRepo>>;
  /** `owner/model/path` → content, on the branch `main` of repositories that are nothing special. */
  readonly files?: Readonly<Record<string, HubContent>>;
  /** The same for files that lie on the second host, as large ones do. */
  readonly elsewhere?: Readonly<Record<string, HubContent>>;
  /** Of the repositories of those files: which of them only certain tokens open. */
  readonly gated?: readonly string[];
  readonly private?: readonly string[];
  /** `owner/old` → `owner/new` */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Tokens that the Hub knows, and what they may do. */
  readonly tokens?: Readonly<Record<string, HubToken>>;
  /** Answers to the first requests, in the place of the right ones; null gives the right one. */
  readonly first?: readonly (Answer | null)[];
  readonly faults?: Faults;
  /** Answers in the place of the right ones: nothing of what was asked for happens. Null gives the right one. */
  readonly instead?: (request: IncomingMessage) => Answer | null;
  readonly limits?: Limits;
  /** What the limits' windows are measured with, in milliseconds. */
  readonly clock?: () => number;
  /** Most entries on a page of a list of models, of a tree and of a list of discussions. */
  readonly perPage?: { readonly models?: number; readonly tree?: number; readonly discussions?: number };
  /**
   * The address that links to the next page name, as those of a mirror name huggingface.co; they are relative where it
   * is empty.
   */
  readonly linkOrigin?: string;
  /** Small files are given at once. */
  readonly direct?: boolean;
  /** The second host gives whole files whatever part is asked for. */
  readonly wholeFiles?: boolean;
}

export interface Hub extends Server {
  /** The host that large files lie on: another port is another host. */
  readonly second: Server;
  /**
   * How many requests there were, of one kind and for one model; files behind a relative redirect are not counted
   * twice.
   */
  readonly asked: (bucket: Bucket, id?: string) => number;
  /** How many requests came when the limit was reached. */
  readonly overran: () => number;
  /** The text of a file, as it is by now; null where there is none. */
  readonly text: (id: string, path: string, revision?: string) => string | null;
  /** The commit that a revision stands for by now. */
  readonly sha: (id: string, revision?: string) => string | null;
  readonly discussions: (id: string) => readonly Discussion[];
  /** Somebody else changes a branch; null deletes a file. Gives the new commit. */
  readonly push: (id: string, changes: Readonly<Record<string, string | null>>, revision?: string) => string;
  /** Somebody takes a pull request, or closes it. */
  readonly settle: (id: string, num: number, status: 'merged' | 'closed') => void;
}

/** The Hub on this machine, for HF_ENDPOINT. */
export async function hubServer(world: HubWorld): Promise<Hub> {
  const first = [...(world.first ?? [])];
  const repositories = new Map(
    Object.entries(repositoriesOf(world)).map(([id, repo]) => [id, new HubRepository(id, repo)]),
  );
  const names = new Map([...repositories.keys()].map((id) => [id.toLowerCase(), id]));
  const limits = new HubLimits(world.limits ?? FREE, world.clock);
  const counts = new Map<string, number>();
  const requestIds = numbered();
  const find = (id: string) => repositories.get(id) ?? null;
  const known = (id: string) => {
    const repository = find(id);
    if (repository === null) throw new Error(`there is no ${id}`);
    return repository;
  };

  const second = await serve((request, response) => {
    void uploaded(request, find).then(
      (done) => {
        const reply = done ?? farReply(world, request, find);
        const fault = world.faults?.(request, true) ?? null;
        if (fault === null) send(reply, response, request.method);
        else fault(reply, response);
      },
      () => response.destroy(),
    );
  });

  const hub = await serve((request, response) => {
    const url = new URL(request.url ?? '', `http://${request.headers.host ?? ''}`);
    const bucket = url.pathname.startsWith('/api/') && !url.pathname.startsWith(CACHED) ? 'api' : 'resolvers';
    if (!url.pathname.startsWith(CACHED)) count(counts, bucket, url.pathname);
    const instead = first.shift() ?? world.instead?.(request) ?? null;
    if (instead !== null) {
      instead(request, response);
      return;
    }
    const spent = limits.spend(request.headers.authorization ?? '', bucket);
    const always = { ...spent.headers, 'x-request-id': `Root=1-${requestIds()}` };
    void bytesOfBody(request).then(
      (bytes) => {
        const body = bytes.toString();
        const asker = askerOf(request.headers.authorization, world.tokens ?? {});
        const reply = spent.over
          ? hubError(429, null, 'We had to rate limit your IP.')
          : replyTo({ world, repositories, names, second: second.origin, url, body, asker, request });
        const whole = { ...reply, headers: { ...reply.headers, ...always } };
        const fault = world.faults?.(request, false) ?? null;
        if (fault === null) send(whole, response, request.method);
        else fault(whole, response);
      },
      () => response.destroy(),
    );
  });

  const sha = (id: string, revision = 'main') => find(id)?.sha(revision) ?? null;
  return {
    ...hub,
    second,
    asked: (bucket, id) => counts.get(`${bucket} ${id ?? ''}`) ?? 0,
    overran: () => limits.overran,
    text: (id, path, revision) => {
      const file = find(id)
        ?.files(sha(id, revision) ?? '')
        .get(path);
      return file === undefined ? null : bytesOf(file.content).toString();
    },
    sha,
    discussions: (id) => find(id)?.discussions ?? [],
    push: (id, changes, revision = 'main') => {
      const oid = known(id).commit(revision, sha(id, revision), new Map(Object.entries(changes)));
      known(id)
        .discussions.find(({ num }) => revision === `refs/pr/${num}`)
        ?.commits.push({ author: 'somebody', subject: 'Update', oid });
      return oid;
    },
    settle: (id, num, status) => {
      known(id).settle(num, status);
    },
  };
}

/** What the Hub says when an address has asked too often, and when it may ask again. */
export function hubLimit(seconds: number, bucket: Bucket = 'resolvers'): Answer {
  return answer(429, { ...limitHeaders(bucket, FREE, 0, seconds) }, 'We had to rate limit your IP');
}

/** The whole repositories, and those of single files. */
function repositoriesOf({
  repositories = {},
  files = {},
  elsewhere = {},
  gated = [],
  private: hidden = [],
}: HubWorld): Readonly<Record<string, HubRepo>> {
  const named = [...Object.keys(files), ...Object.keys(elsewhere), ...gated, ...hidden].map((path) =>
    path.split('/').slice(0, 2).join('/'),
  );
  const below = (id: string, all: Readonly<Record<string, HubContent>>) =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([path]) => path.startsWith(`${id}/`))
        .map(([path, content]) => [path.slice(id.length + 1), content]),
    );
  const made = [...new Set(named)].map((id): [string, HubRepo] => [
    id,
    {
      files: below(id, files),
      elsewhere: below(id, elsewhere),
      ...(gated.includes(id) ? { gated: 'manual' } : {}),
      private: hidden.includes(id),
    },
  ]);
  return { ...Object.fromEntries(made), ...repositories };
}

/** What cannot be decoded or parsed is the client's mistake. */
function replyTo(asked: Asked): HubReply {
  try {
    return hubAnswer(asked);
  } catch (error) {
    return hubError(400, null, error instanceof Error ? error.message : 'Bad request');
  }
}

/** The host of large files. A signed address brings its own right; a token here has gone astray. */
function farReply(
  world: HubWorld,
  { url = '', headers }: IncomingMessage,
  find: (id: string) => HubRepository | null,
): HubReply {
  const { pathname } = new URL(url, 'http://second');
  const reply =
    headers.authorization === undefined
      ? placed(pathname.slice(1), world.wholeFiles === true ? undefined : headers.range, find)
      : null;
  return (
    reply ?? {
      status: 403,
      headers: { 'content-type': 'application/xml' },
      body: '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
    }
  );
}

/** What somebody uploads for LFS; null for any other request. A token here has gone astray. */
async function uploaded(
  request: IncomingMessage,
  find: (id: string) => HubRepository | null,
): Promise<HubReply | null> {
  const [, id = '', oid = ''] = /^\/upload\/([^/]+)\/(\w+)\?/.exec(request.url ?? '') ?? [];
  const repository = find(decodeURIComponent(id));
  if (request.method !== 'PUT' || repository === null || request.headers.authorization !== undefined) return null;
  const content = await bytesOfBody(request);
  if (createHash('sha256').update(content).digest('hex') !== oid) return hubError(400, null, 'BadDigest');
  repository.uploaded.set(oid, content);
  return { status: 200, headers: {}, body: '' };
}

function count(counts: Map<string, number>, bucket: Bucket, pathname: string): void {
  const id = /^(?:\/api\/models)?\/([^/]+\/[^/]+)/.exec(pathname)?.[1];
  for (const key of [`${bucket} `, ...(id === undefined ? [] : [`${bucket} ${id}`])])
    counts.set(key, (counts.get(key) ?? 0) + 1);
}

async function bytesOfBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function numbered(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return last.toString(16).padStart(8, '0');
  };
}
