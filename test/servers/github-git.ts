import { createHash } from 'node:crypto';

// The part of GitHub's REST API that gives commits, trees and blobs, for one repository.
// https://docs.github.com/en/rest/commits/commits, https://docs.github.com/en/rest/git

export interface GithubRepo {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Symbolic links: path → where they lead. */
  readonly links?: Readonly<Record<string, string>>;
  readonly submodules?: readonly string[];
  /** Entries of the tree as they stand here, whether Git could have them or not. */
  readonly entries?: readonly object[];
  /** Branches, tags and pull requests beside `main`. */
  readonly refs?: readonly string[];
  /** Only a known token shows it. */
  readonly private?: boolean;
  /** Its owner wants tokens to be authorized, and none of them is. */
  readonly sso?: boolean;
  /** It has no commit. */
  readonly empty?: boolean;
  /** It was taken down. */
  readonly blocked?: boolean;
  /** More entries than these are not listed at once. */
  readonly most?: number;
}

/** What a request asks for behind `/repos/owner/repo`, with its query and the `accept` header. */
export interface Wanted {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
}

export interface Reply {
  readonly status: number;
  readonly body: string | Uint8Array;
  readonly type?: string;
}

/** The hash of the only commit of a repository. */
export function commitOf(repo: GithubRepo): string {
  return sha1(
    `commit ${entriesOf(repo)
      .map(({ path, sha }) => `${path} ${sha}`)
      .join('\n')}`,
  );
}

/** The hash that Git gives to a content. */
export function blobHash(content: string | Uint8Array): string {
  const bytes = Buffer.from(content);
  return sha1(Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]));
}

/** What GitHub says of a repository that the asker may see. */
export function replyOf(repo: GithubRepo, wanted: Wanted): Reply {
  if (repo.blocked === true) return json(451, { message: 'Repository access blocked', block: { reason: 'dmca' } });
  if (wanted.path === '') return json(200, { default_branch: 'main', private: repo.private === true });
  if (repo.empty === true) return json(409, { message: 'Git Repository is empty.' });
  const [, kind, name = ''] = /^\/(commits|git\/trees|git\/blobs)\/([^/]+)$/.exec(wanted.path) ?? [];
  if (kind === 'commits') return commit(repo, decodeURIComponent(name), wanted);
  if (kind === 'git/trees') return tree(repo, name, wanted.query.has('recursive'));
  if (kind === 'git/blobs') return blob(repo, name, wanted);
  return json(404, { message: 'Not Found' });
}

function commit(repo: GithubRepo, ref: string, { query }: Wanted): Reply {
  const sha = commitOf(repo);
  if (!['HEAD', 'main', sha, ...(repo.refs ?? [])].includes(ref))
    return json(422, { message: `No commit found for SHA: ${ref}` });
  const changed = Object.keys(repo.files ?? {})
    .slice(0, Number(query.get('per_page') ?? 300))
    .map((filename) => ({ filename, status: 'added', patch: '+' }));
  return json(200, { sha, commit: { message: 'Bake', tree: { sha: treeHash('') } }, parents: [], files: changed });
}

function tree(repo: GithubRepo, sha: string, recursive: boolean): Reply {
  const folder = ['', ...foldersOf(repo)].find((path) => treeHash(path) === sha);
  if (folder === undefined) return json(404, { message: 'Not Found' });
  const inside = entriesOf(repo)
    .filter(({ path }) => folder === '' || path.startsWith(`${folder}/`))
    .map((entry) => ({ ...entry, path: entry.path.slice(folder === '' ? 0 : folder.length + 1) }));
  const listed = [
    ...(recursive ? inside : inside.filter(({ path }) => !path.includes('/'))),
    ...(folder === '' ? (repo.entries ?? []) : []),
  ];
  const most = repo.most ?? 100_000;
  return json(200, { sha, url: '', tree: listed.slice(0, most), truncated: listed.length > most });
}

function blob(repo: GithubRepo, sha: string, { accept }: Wanted): Reply {
  const path = entriesOf(repo).find((entry) => entry.type === 'blob' && entry.sha === sha)?.path ?? '';
  const content = repo.files?.[path] ?? repo.links?.[path];
  if (content === undefined) return json(404, { message: 'Not Found' });
  // GitHub calls binary files so, too.
  if (/\braw\b/.test(accept)) return { status: 200, body: content, type: 'application/vnd.github.raw; charset=utf-8' };
  return json(200, {
    sha,
    size: Buffer.byteLength(content),
    encoding: 'base64',
    content: Buffer.from(content).toString('base64').replace(/.{60}/g, '$&\n'),
  });
}

interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size?: number;
}

/** Hashing takes a while. */
const known = new WeakMap<GithubRepo, readonly Entry[]>();

function entriesOf(repo: GithubRepo): readonly Entry[] {
  const entries = known.get(repo) ?? madeOf(repo);
  known.set(repo, entries);
  return entries;
}

/** In the order in which Git walks a tree, but for names that continue a folder's own. */
function madeOf(repo: GithubRepo): readonly Entry[] {
  const files = Object.entries(repo.files ?? {}).map(([path, content]) => ({
    path,
    mode: '100644',
    type: 'blob',
    sha: blobHash(content),
    size: Buffer.byteLength(content),
  }));
  const links = Object.entries(repo.links ?? {}).map(([path, target]) => ({
    path,
    mode: '120000',
    type: 'blob',
    sha: blobHash(target),
    size: Buffer.byteLength(target),
  }));
  const submodules = (repo.submodules ?? []).map((path) => ({ path, mode: '160000', type: 'commit', sha: sha1(path) }));
  const folders = foldersOf(repo).map((path) => ({ path, mode: '040000', type: 'tree', sha: treeHash(path) }));
  return [...files, ...links, ...submodules, ...folders].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function foldersOf(repo: GithubRepo): readonly string[] {
  const paths = [...Object.keys(repo.files ?? {}), ...Object.keys(repo.links ?? {}), ...(repo.submodules ?? [])];
  return [
    ...new Set(
      paths.flatMap((path) =>
        path
          .split('/')
          .slice(1)
          .map((_, at) =>
            path
              .split('/')
              .slice(0, at + 1)
              .join('/'),
          ),
      ),
    ),
  ];
}

function treeHash(folder: string): string {
  return sha1(`tree ${folder}`);
}

function sha1(content: string | Uint8Array): string {
  return createHash('sha1').update(content).digest('hex');
}

function json(status: number, body: unknown): Reply {
  return { status, body: JSON.stringify(body) };
}
