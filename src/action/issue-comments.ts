import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';

import type { GithubAccess } from '../sources/github/client.ts';

export interface IssueComment {
  readonly id: number;
  readonly body: string;
  /** The account's name; null where the account is gone. */
  readonly author: string | null;
  /** Written by an app: `github-actions[bot]`, or one of the user's own. */
  readonly byApp: boolean;
}

/** The comments of one issue or pull request. Each call throws what the client throws. */
export interface IssueComments {
  /** Those that begin with `beginning`, the oldest first. */
  list(beginning: string): Promise<readonly IssueComment[]>;
  create(body: string): Promise<IssueComment['id']>;
  update(id: number, body: string): Promise<void>;
  remove(id: number): Promise<void>;
  /** The name of the token's user; null for a token of an app, which has none. */
  viewer(): Promise<string | null>;
}

/** Seconds that a limit may ask to wait. */
const MAX_WAIT_SECONDS = 20;
/** 100 comments each. */
const MAX_PAGES = 100;

/** A large module, with the client that it makes: to be loaded only when comments are asked for. */
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
    // One after the other; `fetch` bounds their time in all. A limit without a moment is worth no minute of waiting.
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
