import type { Octokit } from '@octokit/rest';

import { TargetError } from '../../errors/target-error.ts';
import { boundedFetch, type Bounds, type Fetch } from '../http/bounded-fetch.ts';
import { gitHash, isContent } from '../content-hash.ts';
import type { Environment } from '../../system/environment.ts';
import { fieldsOf } from '../../system/object-fields.ts';
import { failureIn, isGithubLimit, type GithubRefusal } from './answer.ts';
import type { GithubAccess } from './client.ts';
import { githubToken, requireGithubApi } from './environment.ts';
import { githubError } from './error.ts';
import type { GithubTarget } from './target.ts';
import { RemoteError } from '../../errors/remote-error.ts';

/** An entry of a Git tree, as GitHub has it: nothing of it is to be trusted but that it is of this form. */
export interface TreeEntry {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule' | 'folder';
  /** The hash of the content. */
  readonly sha: string;
  /** Bytes of a file or a link. */
  readonly size: number;
}

/** The hash of a commit, and that of its tree. */
export interface Commit {
  readonly sha: string;
  readonly tree: string;
}

export interface Tree {
  readonly entries: readonly TreeEntry[];
  /** True when there are more entries than GitHub lists in one answer. */
  readonly truncated: boolean;
  /** How many entries are of no form that Git has. */
  readonly odd: number;
}

const KINDS: ReadonlyMap<unknown, TreeEntry['kind']> = new Map([
  ['100644', 'file'],
  ['100755', 'file'],
  ['100664', 'file'],
  ['120000', 'link'],
  ['160000', 'submodule'],
  ['040000', 'folder'],
] as const);

/** Lets the client hand answers over unread: it goes by their type, and reads large listings slowly. */
const UNREAD = { request: { parseSuccessResponseBody: false } };

/** A repository on GitHub. Whatever it is asked for throws a `TargetError` when it cannot be had. */
export class GithubRepository {
  readonly #target: GithubTarget;
  readonly #client: (access: GithubAccess) => Octokit;
  readonly #access: GithubAccess;
  #asking: Octokit;
  /** GitHub's answer to the token, once it would not take it. */
  #refusal: GithubRefusal | null = null;

  constructor(target: GithubTarget, access: GithubAccess, client: (access: GithubAccess) => Octokit) {
    this.#target = target;
    this.#client = client;
    this.#access = access;
    this.#asking = client(access);
  }

  /** True while GitHub takes a token: it answers some thousands of requests an hour then, otherwise sixty. */
  get hasToken(): boolean {
    return this.#access.token !== null && this.#refusal === null;
  }

  /** The commit that the target names. https://docs.github.com/en/rest/commits/commits#get-a-commit */
  async commit(): Promise<Commit> {
    const { owner, repo, ref } = this.#target;
    // Of what the commit changed, no more than one file need be shown.
    const { sha, commit } = await this.#fields((client) =>
      client.rest.repos.getCommit({ owner, repo, ref: ref ?? 'HEAD', per_page: 1, ...UNREAD }),
    );
    const tree = fieldsOf(fieldsOf(commit)['tree'])['sha'];
    if (isHash(sha) && isHash(tree)) return { sha, tree };
    throw this.#failed(new RemoteError('invalid', 'holds no hash of a commit'));
  }

  /** A tree, and if `recursive` all trees in it. https://docs.github.com/en/rest/git/trees#get-a-tree */
  async tree(sha: string, recursive: boolean): Promise<Tree> {
    const { owner, repo } = this.#target;
    const { tree, truncated } = await this.#fields((client) =>
      client.rest.git.getTree({ owner, repo, tree_sha: sha, ...(recursive ? { recursive: '1' } : {}), ...UNREAD }),
    );
    if (!Array.isArray(tree)) throw this.#failed(new RemoteError('invalid', 'holds no list of files'));
    const entries = tree.flatMap(entryOf);
    return { entries, truncated: truncated === true, odd: tree.length - entries.length };
  }

  /** The content of a file of `size` bytes. https://docs.github.com/en/rest/git/blobs#get-a-blob */
  async blob(sha: string, size: number): Promise<Uint8Array> {
    const { owner, repo } = this.#target;
    const { content, encoding } = await this.#fields((client) =>
      client.rest.git.getBlob({ owner, repo, file_sha: sha, ...UNREAD }),
    );
    if (typeof content !== 'string' || encoding !== 'base64')
      throw this.#failed(new RemoteError('invalid', 'holds no content of a file'));
    const bytes = new Uint8Array(Buffer.from(content, 'base64'));
    if (bytes.length !== size)
      throw this.#failed(new RemoteError('network', `gave ${bytes.length} bytes of a file in the place of ${size}`));
    const hash = gitHash(sha);
    if (hash === null || !isContent(bytes, hash))
      throw this.#failed(new RemoteError('network', 'gave another content than that of the file'));
    return bytes;
  }

  /** What the answer in JSON says; nothing where it is no object. */
  async #fields(
    request: (client: Octokit) => Promise<{ readonly data: unknown }>,
  ): Promise<Readonly<Record<string, unknown>>> {
    const withToken = this.hasToken;
    try {
      return fieldsOf(parsed(await textOf((await request(this.#asking)).data)));
    } catch (error) {
      const failure = failureIn(error);
      // A token that GitHub does not take spoils nothing that everybody may read.
      if (!withToken || failure instanceof RemoteError || !refusesToken(failure)) throw this.#failed(failure);
      this.#refusal = failure;
      this.#asking = this.#client({ ...this.#access, token: null });
      return this.#fields(request);
    }
  }

  #failed(failure: GithubRefusal | RemoteError): TargetError {
    const { api, token } = this.#access;
    return githubError(failure, {
      target: this.#target,
      host: new URL(api).host,
      withToken: token !== null,
      refusal: this.#refusal,
    });
  }
}

/**
 * The repository that a target names, with the variables' address and token. Throws a `TargetError` for an address that
 * is none.
 */
export async function githubRepository(
  target: GithubTarget,
  env: Environment,
  fetch: Fetch,
  bounds: Bounds,
): Promise<GithubRepository> {
  const api = requireGithubApi(env);
  const { githubClient } = await import('./client.ts');
  return new GithubRepository(
    target,
    { api, token: githubToken(env), fetch: boundedFetch(fetch, bounds) },
    githubClient,
  );
}

function refusesToken(answer: GithubRefusal): boolean {
  return answer.status === 401 || (answer.status === 403 && !isGithubLimit(answer));
}

async function textOf(data: unknown): Promise<string> {
  return data instanceof ReadableStream ? new Response(data).text() : '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isHash(value: unknown): value is string {
  return gitHash(value) !== null;
}

function entryOf(input: unknown): TreeEntry[] {
  const { path, mode, sha, size = 0 } = fieldsOf(input);
  const kind = KINDS.get(mode);
  if (kind === undefined || typeof path !== 'string' || !isHash(sha)) return [];
  return typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? [{ path, kind, sha, size }] : [];
}
