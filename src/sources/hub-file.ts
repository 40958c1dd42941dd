import { answerOf, type Fetch } from './bounded-fetch.ts';
import { isRateLimited, rateLimitError } from './rate-limit.ts';
import { RemoteError } from './remote-error.ts';

/** How to ask the Hub. */
export interface HubAccess {
  /** `https://huggingface.co` */
  readonly endpoint: string;
  readonly token: string | null;
  /** Has to bound what it gives. */
  readonly fetch: Fetch;
}

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * The bytes of a file on the branch `main` of a model repository; null when the repository has no such file. `id` has
 * to be one by `isHubId`. The token is for the endpoint alone; one that the Hub does not know is left out.
 * Throws a `RemoteError` when the file cannot be had.
 */
export async function hubFile(id: string, path: string, hub: HubAccess): Promise<Uint8Array | null> {
  const response = await followed(`${hub.endpoint}/${id}/resolve/main/${path.split('/').map(encodeURIComponent).join('/')}`, hub);
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  const error = response.headers.get('x-error-code');
  // The Hub says 404 with a code of what somebody with a token may know of; 401 without a code is about the token itself.
  if (response.status === 401 && error === null && hub.token !== null) return hubFile(id, path, { ...hub, token: null });
  if (error === 'EntryNotFound' || (error === null && response.status === 404)) return null;
  throw failure(response, error, hub.token !== null);
}

/** The answer behind all redirects, which are followed by hand: the token goes to no other host, nor back from one. */
async function followed(start: string, hub: HubAccess): Promise<Response> {
  let url = start;
  let trusted = hub.token;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    if (new URL(url).origin !== new URL(hub.endpoint).origin) trusted = null;
    const headers = { 'Accept-Encoding': 'identity', 'User-Agent': 'llama-license-lint', ...(trusted === null ? {} : { Authorization: `Bearer ${trusted}` }) };
    const response = await hub.fetch(url, { redirect: 'manual', headers });
    if (!REDIRECTS.has(response.status)) return response;
    url = next(response.headers.get('location'), url);
  }
  throw new RemoteError('network', `redirects more than ${MOST_REDIRECTS} times`);
}

function next(location: string | null, url: string): string {
  if (location !== null && URL.canParse(location, url)) {
    const { protocol, href } = new URL(location, url);
    if (protocol === 'https:' || protocol === 'http:') return href;
  }
  throw new RemoteError('network', 'redirects to what is no web address');
}

/** What an error of the Hub means. Its code decides, its status only where there is none. */
function failure(response: Response, error: string | null, withToken: boolean): RemoteError {
  const answer = answerOf(response);
  if (error === 'GatedRepo') return new RemoteError('gated', withToken ? 'is gated, and this token has no access to it' : 'is gated, and no token was given');
  if (error === 'RepoNotFound') return new RemoteError('not-found', 'does not exist, or is private');
  if (error === 'RevisionNotFound') return new RemoteError('not-found', 'has no branch main');
  if (isRateLimited(answer)) return rateLimitError(answer);
  if (response.status === 401) return new RemoteError('not-found', 'does not exist, or is private');
  if (response.status === 403) return new RemoteError('forbidden', 'may not be read');
  return new RemoteError('network', `answered with status ${response.status}`);
}
