import { decodeText } from '../../snapshot/decode-text.ts';
import type { Fetch } from '../../sources/http/bounded-fetch.ts';
import type { Environment } from '../../system/environment.ts';
import { failureIn, type GithubRefusal } from '../../sources/github/answer.ts';
import type { GithubAccess } from '../../sources/github/client.ts';
import { githubApi, githubToken } from '../../sources/github/environment.ts';
import { isRateLimited, rateLimitError } from '../../sources/http/rate-limit.ts';
import { RemoteError } from '../../errors/remote-error.ts';
import { refusalOf, type Offer } from './offer.ts';

/** A file of a repository on GitHub. */
interface GithubFile {
  readonly owner: string;
  readonly repo: string;
  readonly ref: string;
  readonly path: string;
}

const FILE_PAGE =
  /^https:\/\/github\.com\/(?<owner>[\w.-]+)\/(?<repo>[\w.-]+)\/blob\/(?<ref>[^/?#]+)\/(?<path>[^?#]+)$/;

/** The text of a license's `published` page on GitHub; nothing for a page elsewhere. */
export async function* githubText(published: string, env: Environment, fetch: Fetch): AsyncGenerator<Offer> {
  const file = githubFile(published);
  if (file === null) return;
  const where = `${file.owner}/${file.repo} on GitHub, ${file.path},`;
  const api = githubApi(env);
  if (api === null) {
    yield { where, why: 'was not requested: GITHUB_API_URL is not a web address' };
    return;
  }
  try {
    const read = decodeText(await contents(file, { api, token: githubToken(env), fetch }));
    yield read.text === null ? { where, why: `cannot be read (${read.unread})` } : { where, text: read.text };
  } catch (error) {
    yield refusalOf(where, error);
  }
}

function githubFile(page: string): GithubFile | null {
  const { owner, repo, ref, path } = FILE_PAGE.exec(page)?.groups ?? {};
  if (owner === undefined || repo === undefined || ref === undefined || path === undefined) return null;
  return { owner, repo, ref, path };
}

/**
 * The file as bytes, which only the JSON answer has: the client decodes raw text. A token that GitHub does not accept
 * is dropped.
 */
async function contents(file: GithubFile, access: GithubAccess): Promise<Uint8Array> {
  const { githubClient } = await import('../../sources/github/client.ts');
  let data: unknown;
  try {
    ({ data } = await githubClient(access).rest.repos.getContent({ ...file }));
  } catch (error) {
    const failure = failureIn(error);
    if (failure instanceof RemoteError) throw failure;
    if (access.token !== null && failure.status === 401) return contents(file, { ...access, token: null });
    throw refused(failure);
  }
  const found = typeof data === 'object' && data !== null && 'content' in data && 'encoding' in data ? data : null;
  if (found?.encoding === 'none') throw new RemoteError('too-large', 'is larger than GitHub shows');
  if (found === null || typeof found.content !== 'string' || found.encoding !== 'base64')
    throw new RemoteError('invalid', 'is not a file');
  return Buffer.from(found.content, 'base64');
}

function refused(answer: GithubRefusal): RemoteError {
  if (isRateLimited(answer)) return rateLimitError(answer);
  if (answer.status === 404) return new RemoteError('not-found', 'does not exist');
  if (answer.status === 401 || answer.status === 403) return new RemoteError('forbidden', 'is not accessible');
  return new RemoteError('network', `was answered with status ${answer.status}`);
}
