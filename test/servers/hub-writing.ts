import { maintains, type Asker, type HubUser } from './hub-access.ts';
import { hubError, json, type HubReply } from './hub-reply.ts';
import type { Discussion, HubRepository } from './hub-repository.ts';

// Commits, pull requests and who somebody is.

export interface Wanting {
  readonly asker: Asker;
  readonly repository: HubRepository;
  readonly revision: string;
  /** Changes go into a pull request of their own. */
  readonly createPr: boolean;
  readonly body: string;
  /** The Hub's own address. */
  readonly origin: string;
}

interface Change {
  readonly path: string;
  readonly content: Buffer | null;
}

interface Commit {
  readonly summary: string;
  readonly description: string;
  readonly parentCommit: string | null;
  readonly changes: readonly Change[];
}

/** Which of the files go to LFS: those that lie there already, and very large ones. */
export function preuploaded({ asker, repository, revision, createPr, body }: Wanting): HubReply {
  const refusal = refused(asker, repository, revision, createPr);
  if (refusal !== null) return refusal;
  const sha = repository.sha(revision);
  const { files } = asRecord(JSON.parse(body));
  if (!Array.isArray(files)) return hubError(400, null, 'files must be an array');
  return json(200, {
    commitOid: sha,
    files: files.map(asRecord).map(({ path, size }) => {
      const lfs = typeof path !== 'string' || (sha !== null && repository.files(sha).get(path)?.lfs === true) || Number(size) > 10_000_000;
      return { path, uploadMode: lfs ? 'lfs' : 'regular', shouldIgnore: false };
    }),
  });
}

/** A commit on a branch, or on a new pull request. */
export function committed({ asker, repository, revision, createPr, body, origin }: Wanting): HubReply {
  const refusal = refused(asker, repository, revision, createPr);
  if (refusal !== null || typeof asker !== 'object') return refusal ?? json(401, {});
  const commit = readCommit(body);
  if (commit === null) return hubError(400, null, 'Malformed commit');
  const head = repository.sha(revision);
  if (commit.parentCommit !== null && repository.sha(commit.parentCommit) === null) return hubError(400, null, `Invalid parent commit: ${commit.parentCommit}`);
  if (!createPr && commit.parentCommit !== null && commit.parentCommit !== head) return hubError(412, null, 'A commit has happened since. Please refresh and try again.');
  const missing = commit.changes.find(({ path, content }) => content === null && (head === null || !repository.files(head).has(path)));
  if (missing !== undefined) return hubError(400, null, `File to be deleted does not exist: ${missing.path}`);
  const num = repository.discussions.length + 1;
  const ref = createPr ? `refs/pr/${num}` : revision;
  const oid = repository.commit(ref, createPr ? commit.parentCommit ?? head : head, new Map(commit.changes.map(({ path, content }) => [path, content])));
  if (createPr) repository.discussions.push({ num, title: commit.summary, description: commit.description, status: 'open', isPullRequest: true, author: asker.name });
  const address = `${origin}/${repository.id}`;
  return json(200, {
    success: true,
    commitOid: oid,
    commitUrl: `${address}/commit/${oid}`,
    hookOutput: '',
    ...(createPr ? { pullRequestUrl: `${address}/discussions/${num}` } : {}),
  });
}

/** `GET …/discussions`: newest first, in numbered pages. */
export function discussionsJson({ id, discussions }: HubRepository, query: URLSearchParams, perPage: number): HubReply {
  const [type, status, author] = [query.get('type') ?? 'all', query.get('status') ?? 'all', query.get('author')];
  const wanted = discussions
    .filter((one) => (type === 'all' || one.isPullRequest === (type === 'pull_request')) && (status === 'all' || (one.status === 'open') === (status === 'open')) && (author === null || one.author === author))
    .reverse();
  const start = Number(query.get('p') ?? 0) * perPage;
  return json(200, { discussions: wanted.slice(start, start + perPage).map((one) => discussionJson(id, one)), count: wanted.length, start });
}

/** `GET …/discussions/{num}` */
export function discussionDetails({ id, discussions }: HubRepository, num: string): HubReply {
  const found = discussions.find((one) => String(one.num) === num);
  if (found === undefined) return hubError(404, null, 'Discussion not found');
  const latest = { raw: found.description, html: found.description, updatedAt: createdAt(found), author: { name: found.author } };
  return json(200, {
    ...discussionJson(id, found),
    ...(found.isPullRequest ? { changes: { base: 'refs/heads/main' }, filesWithConflicts: [] } : {}),
    events: [{ id: `event-${found.num}`, type: 'comment', author: { name: found.author }, createdAt: createdAt(found), data: { edited: false, hidden: false, latest } }],
  });
}

/** `GET /api/whoami-v2` */
export function whoami(asker: Asker): HubReply {
  if (asker === 'nobody') return hubError(401, null, 'Invalid username or password.');
  if (asker === 'unknown') return hubError(401, null, 'Invalid credentials in Authorization header');
  const { name, orgs = [], role }: HubUser = asker;
  return json(200, {
    type: 'user',
    id: `user-${name}`,
    name,
    fullname: name,
    orgs: orgs.map((org) => ({ type: 'org', id: `org-${org.name}`, fullname: org.name, ...org })),
    auth: { type: 'access_token', accessToken: { displayName: 'token', role, createdAt: '2025-04-05T00:00:00.000Z' } },
  });
}

/** Why the asker may not write so; null where it may. */
function refused(asker: Asker, repository: HubRepository, revision: string, createPr: boolean): HubReply | null {
  if (typeof asker !== 'object') return hubError(401, null, 'Invalid username or password.');
  if (asker.role !== 'write') return hubError(403, null, 'Forbidden: you must use a write token to upload to a repository.');
  if (createPr && repository.repo.closed === true) return hubError(403, null, 'Discussions are disabled for this repo');
  const own = repository.discussions.some(({ num, author }) => revision === `refs/pr/${num}` && author === asker.name);
  if (!createPr && !own && !maintains(asker, repository.id)) return hubError(403, null, 'Forbidden: pass `create_pr=1` as a query parameter to create a Pull Request');
  return repository.sha(revision) === null && repository.repo.unborn !== true ? hubError(404, 'RevisionNotFound', `Invalid rev id: ${revision}`) : null;
}

/** One JSON line each: the header first, then what changes. */
function readCommit(body: string): Commit | null {
  const lines = body.split('\n').filter((line) => line.trim() !== '').map((line) => asRecord(JSON.parse(line)));
  const header = asRecord(lines.find(({ key }) => key === 'header')?.['value']);
  const changes = lines.filter(({ key }) => key !== 'header').map(changeOf);
  if (typeof header['summary'] !== 'string' || header['summary'] === '' || changes.length === 0) return null;
  const whole = changes.filter((change) => change !== null);
  const { summary, description, parentCommit } = header;
  return whole.length < changes.length ? null : { summary, description: typeof description === 'string' ? description : '', parentCommit: typeof parentCommit === 'string' ? parentCommit : null, changes: whole };
}

function changeOf(line: Readonly<Record<string, unknown>>): Change | null {
  const { path, content, encoding } = asRecord(line['value']);
  if (typeof path !== 'string' || path === '' || path.split('/').includes('..')) return null;
  if (line['key'] === 'deletedFile') return { path, content: null };
  return line['key'] === 'file' && typeof content === 'string' ? { path, content: Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8') } : null;
}

function discussionJson(id: string, { num, title, status, isPullRequest, author, ...one }: Omit<Discussion, 'description'> & { description?: string }): object {
  return { num, title, status, isPullRequest, author: { name: author, type: 'user' }, createdAt: createdAt({ num }), numComments: one.description === '' ? 0 : 1, repo: { name: id, type: 'model' }, pinned: false };
}

function createdAt({ num }: Pick<Discussion, 'num'>): string {
  return new Date(Date.UTC(2026, 0, 1) + num * 60_000).toISOString();
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
