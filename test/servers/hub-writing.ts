import { maintains, type Asker, type HubUser } from './hub-access.ts';
import { hubError, json, type HubReply } from './hub-reply.ts';
import { bytesOf } from './hub-content.ts';
import type { HubRepository } from './hub-repository.ts';

// Commits and who somebody is.

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
  readonly lfs: boolean;
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
  const { files } = fieldsOf(JSON.parse(body));
  if (!Array.isArray(files)) return hubError(400, null, 'files must be an array');
  return json(200, {
    commitOid: sha,
    files: files.map(fieldsOf).map(({ path, size }) => {
      const lfs =
        typeof path !== 'string' ||
        (sha !== null &&
          (repository.files(sha).get(path)?.lfs === true || attributed(repository, sha).includes(path))) ||
        Number(size) > 10_000_000;
      return { path, uploadMode: lfs ? 'lfs' : 'regular', shouldIgnore: false };
    }),
  });
}

/** The paths that the file `.gitattributes` gives to LFS. */
function attributed(repository: HubRepository, sha: string): readonly string[] {
  const attributes = repository.files(sha).get('.gitattributes');
  return attributes === undefined
    ? []
    : bytesOf(attributes.content)
        .toString()
        .split('\n')
        .filter((line) => line.includes('filter=lfs'))
        .map((line) => line.split(' ')[0] ?? '');
}

/** `POST /{id}.git/info/lfs/objects/batch`: where to upload what LFS does not hold yet. */
export function batched(
  { asker, repository, body }: Pick<Wanting, 'asker' | 'repository' | 'body'>,
  second: string,
): HubReply {
  if (typeof asker !== 'object' || asker.role !== 'write') return hubError(403, null, 'Forbidden');
  const { objects } = fieldsOf(JSON.parse(body));
  if (!Array.isArray(objects)) return hubError(400, null, 'objects must be an array');
  return json(
    200,
    {
      transfer: 'basic',
      objects: objects.map(fieldsOf).map(({ oid, size }) => ({
        oid,
        size,
        ...(repository.uploaded.has(String(oid))
          ? {}
          : {
              actions: {
                upload: {
                  href: `${second}/upload/${encodeURIComponent(repository.id)}/${String(oid)}?X-Amz-Signature=77`,
                },
              },
            }),
      })),
    },
    { 'content-type': 'application/vnd.git-lfs+json' },
  );
}

/** A commit on a branch, or on a new pull request. */
export function committed({ asker, repository, revision, createPr, body, origin }: Wanting): HubReply {
  const refusal = refused(asker, repository, revision, createPr);
  if (refusal !== null || typeof asker !== 'object') return refusal ?? json(401, {});
  const commit = readCommit(body, repository);
  if (commit === null) return hubError(400, null, 'Malformed commit');
  const head = repository.sha(revision);
  if (commit.parentCommit !== null && repository.sha(commit.parentCommit) === null)
    return hubError(400, null, `Invalid parent commit: ${commit.parentCommit}`);
  if (!createPr && commit.parentCommit !== null && commit.parentCommit !== head)
    return hubError(412, null, 'A commit has happened since. Please refresh and try again.');
  const missing = commit.changes.find(
    ({ path, content }) => content === null && (head === null || !repository.files(head).has(path)),
  );
  if (missing !== undefined) return hubError(400, null, `File to be deleted does not exist: ${missing.path}`);
  const num = repository.discussions.length + 1;
  const ref = createPr ? `refs/pr/${num}` : revision;
  const inLfs = new Set(commit.changes.flatMap(({ path, lfs }) => (lfs ? [path] : [])));
  const oid = repository.commit(
    ref,
    createPr ? (commit.parentCommit ?? head) : head,
    new Map(commit.changes.map(({ path, content }) => [path, content])),
    inLfs,
  );
  if (createPr)
    repository.discussions.push({
      num,
      title: commit.summary,
      description: commit.description,
      status: 'open',
      isPullRequest: true,
      author: asker.name,
      base: revision,
      commits: [],
      comments: [],
    });
  repository.discussions
    .find((one) => `refs/pr/${one.num}` === ref)
    ?.commits.push({ author: asker.name, subject: commit.summary, oid });
  const address = `${origin}/${repository.id}`;
  return json(200, {
    success: true,
    commitOid: oid,
    commitUrl: `${address}/commit/${oid}`,
    hookOutput: '',
    ...(createPr ? { pullRequestUrl: `${address}/discussions/${num}` } : {}),
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
  if (asker.role !== 'write')
    return hubError(403, null, 'Forbidden: you must use a write token to upload to a repository.');
  if (createPr && repository.repo.closed === true) return hubError(403, null, 'Discussions are disabled for this repo');
  const own = repository.discussions.some(({ num, author }) => revision === `refs/pr/${num}` && author === asker.name);
  if (!createPr && !own && !maintains(asker, repository.id))
    return hubError(403, null, 'Forbidden: pass `create_pr=1` as a query parameter to create a Pull Request');
  return repository.sha(revision) === null && repository.repo.unborn !== true
    ? hubError(404, 'RevisionNotFound', `Invalid rev id: ${revision}`)
    : null;
}

/** One JSON line each: the header first, then what changes. */
function readCommit(body: string, repository: HubRepository): Commit | null {
  const lines = body
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => fieldsOf(JSON.parse(line)));
  const header = fieldsOf(lines.find(({ key }) => key === 'header')?.['value']);
  const changes = lines.filter(({ key }) => key !== 'header').map((line) => changeOf(line, repository));
  if (typeof header['summary'] !== 'string' || header['summary'] === '' || changes.length === 0) return null;
  const whole = changes.filter((change) => change !== null);
  const { summary, description, parentCommit } = header;
  return whole.length < changes.length
    ? null
    : {
        summary,
        description: typeof description === 'string' ? description : '',
        parentCommit: typeof parentCommit === 'string' ? parentCommit : null,
        changes: whole,
      };
}

function changeOf(line: Readonly<Record<string, unknown>>, { uploaded }: HubRepository): Change | null {
  const { path, content, encoding, oid } = fieldsOf(line['value']);
  if (typeof path !== 'string' || path === '' || path.split('/').includes('..')) return null;
  if (line['key'] === 'deletedFile') return { path, content: null, lfs: false };
  if (line['key'] === 'lfsFile') {
    const held = uploaded.get(String(oid));
    return held === undefined ? null : { path, content: held, lfs: true };
  }
  return line['key'] === 'file' && typeof content === 'string'
    ? { path, content: Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'), lfs: false }
    : null;
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
