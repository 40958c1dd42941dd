import type { Report } from '../report.ts';
import type { Remark } from '../reporters/github.ts';
import { boundedFetch, type Bounds, type Fetch } from '../sources/http/bounded-fetch.ts';
import type { Environment } from '../system/environment.ts';
import { isGithubLimit, type GithubRefusal } from '../sources/github/answer.ts';
import { githubApi } from '../sources/github/environment.ts';
import { rateLimitError } from '../sources/http/rate-limit.ts';
import { RemoteError } from '../errors/remote-error.ts';
import { broughtBy, type ConfigurationChange } from './base-configuration.ts';
import { commentText, MARKER } from './comment-text.ts';
import type { Inputs } from './inputs.ts';
import { asksForMore } from './outcome.ts';
import type { PullRequest } from './pull-request.ts';
import { stick } from './sticky-comment.ts';

/** A page of a hundred long comments has about 10 MiB. */
const BOUNDS: Bounds = { request: 30_000, all: 90_000, pause: 20_000, body: 32 * 1024 * 1024 };

/**
 * Writes or updates the comment on a pull request according to the inputs. Returns remarks for the log: a comment that
 * cannot be written does not fail the run.
 */
export async function comment(
  { report, changes }: { readonly report: Report; readonly changes: readonly ConfigurationChange[] },
  inputs: Inputs,
  pull: PullRequest,
  { env, fetch }: { readonly env: Environment; readonly fetch: Fetch },
  compare: () => Promise<string>,
): Promise<Remark[]> {
  const create = inputs.comment === 'always' || asksForMore(report) || changes.length > 0;
  const api = githubApi(env);
  if (inputs.comment === 'never') return [];
  if (inputs.token === null || api === null)
    return create
      ? [notWritten(inputs.token === null ? 'there is no token' : 'GITHUB_API_URL is not a web address')]
      : [];
  const { issueComments } = await import('./issue-comments.ts');
  const comments = issueComments({ api, token: inputs.token, fetch: boundedFetch(fetch, BOUNDS) }, pull);
  const { refusal } = await stick(comments, {
    marker: MARKER,
    create,
    body: async () => commentText(report, await compare(), broughtBy(changes)),
  });
  return refusal === null ? [] : [notWritten(reasonOf(refusal))];
}

function notWritten(why: string): Remark {
  return {
    title: 'No comment on the pull request',
    says: `The comment was not written: ${why}. The findings are in the annotations and in the summary.`,
  };
}

/** The reason, without any text of the server. */
function reasonOf(refusal: GithubRefusal | RemoteError): string {
  if (refusal instanceof RemoteError) return `the request to GitHub ${refusal.message}`;
  if (isGithubLimit(refusal)) return `GitHub ${rateLimitError(refusal).message}`;
  if (refusal.status === 401) return 'GitHub does not accept the token';
  if (refusal.status === 403 || refusal.status === 404)
    return (
      'the token has no permission to write it, as always for a pull request from a fork; ' +
      'otherwise, give the job the permission pull-requests: write'
    );
  return `GitHub answered with status ${refusal.status}`;
}
