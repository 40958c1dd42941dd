import { Octokit } from '@octokit/rest';

import type { Fetch } from '../http/bounded-fetch.ts';
import { withNextPage } from '../http/next-page.ts';
import { RemoteError } from '../../errors/remote-error.ts';

/** How to ask GitHub. */
export interface GithubAccess {
  /** `https://api.github.com` */
  readonly api: string;
  readonly token: string | null;
  /** Has to bound what it gives; the client knows neither limits nor time. */
  readonly fetch: Fetch;
}

/** A client for GitHub's API that prints nothing. A large module: to be loaded only by what asks GitHub. */
export function githubClient({ api, token, fetch }: GithubAccess): Octokit {
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  return new Octokit({
    baseUrl: api,
    userAgent: 'llama-license-lint',
    log,
    // Requests complain by themselves of an address that GitHub means to give up.
    request: { fetch: atOrigin(api, fetch), log },
    ...(token === null ? {} : { auth: token }),
  });
}

/** Asks the API's own origin alone, wherever an answer leads: the client sends its token with every request. */
function atOrigin(api: string, ask: Fetch): Fetch {
  return async (url, init) => {
    if (new URL(url).origin !== new URL(api).origin)
      throw new RemoteError('invalid', 'goes on at another server, which was not asked');
    return withNextPage(await ask(url, init), { page: url, endpoint: api });
  };
}
