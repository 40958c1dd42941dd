import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';

import type { GithubAccess } from '../sources/github/client.ts';

export interface IssueComment {
  readonly id: number;
  readonly body: string;
  /** The account's name; null for a deleted account. */
  readonly author: string | null;
  /** True for a comment by an app: `github-actions[bot]`, or the user's own. */
  readonly byApp: boolean;
}

/** The comments of one issue or pull request. Each call throws what the client throws. */
export interface IssueComments {
  /** The comments that begin with `beginning`, the oldest first. */
  list(beginning: string): Promise<readonly IssueComment[]>;
  create(body: string): Promise<IssueComment['id']>;
  update(id: number, body: string): Promise<void>;
  remove(id: number): Promise<void>;
  /** The name of the token's user; null for the token of an app. */
  viewer(): Promise<string | null>;
}

const MAX_WAIT_SECONDS = 20;
/** Pages of 100 comments. */
const MAX_PAGES = 100;

/** Load this module only when it is needed: its client is large. */
export function issueComments(
  { api, token, fetch }: GithubAccess,
  issue: { readonly owner: string; readonly repo: string; readonly number: number },
): IssueComments {
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const once = (seconds: number, _: object, __: unknown, tries: number) => seconds <= MAX_WAIT_SECONDS && tries < 1;
  const Client = Octokit.plugin(retry, throttling);
  const client = new Client({
    baseUrl: api,
    userAgent: 'llama-license-lint',
    log,
    request: { fetch, log },
    // One after the other; `fetch` bounds the total time. For a rate limit without a time, a minute would be too long.
    throttle: { onRateLimit: once, onSecondaryRateLimit: once, fallbackSecondaryRateRetryAfter: MAX_WAIT_SECONDS },
    retry: { retries: 2 },
    ...(token === null ? {} : { auth: token }),
  });
  const repository = { owner: issue.owner, repo: issue.repo };
  const { issues, users } = client.rest;
  return {
    async list(beginning) {
      const found: IssueComment[] = [];
      let pages = 0;
      for await (const { data } of client.paginate.iterator(issues.listComments, {
        ...repository,
        issue_number: issue.number,
        per_page: 100,
      })) {
        for (const { id, body = '', user } of data) {
          if (body.startsWith(beginning))
            found.push({ id, body, author: user?.login ?? null, byApp: user?.type === 'Bot' });
        }
        pages += 1;
        if (pages === MAX_PAGES) break;
      }
      return found.sort((one, other) => one.id - other.id);
    },
    async create(body) {
      return (await issues.createComment({ ...repository, issue_number: issue.number, body })).data.id;
    },
    async update(id, body) {
      await issues.updateComment({ ...repository, comment_id: id, body });
    },
    async remove(id) {
      await issues.deleteComment({ ...repository, comment_id: id });
    },
    async viewer() {
      try {
        return (await users.getAuthenticated()).data.login;
      } catch {
        return null;
      }
    },
  };
}
