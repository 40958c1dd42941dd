import { RemoteError } from '../../errors/remote-error.ts';

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Who is asked at first, and with which right. */
export interface HubOrigin {
  /** `https://huggingface.co`, or the address of a mirror. */
  readonly endpoint: string;
  readonly token: string | null;
}

/**
 * The answer behind all redirects, which are followed by hand: the token goes to no other host than the endpoint's, nor
 * back from one. `ask` has to leave redirects alone. Throws a `RemoteError` where they lead nowhere.
 */
export async function followed(
  start: string,
  { endpoint, token }: HubOrigin,
  ask: (url: string, headers: Readonly<Record<string, string>>) => Promise<Response>,
): Promise<Response> {
  let url = atEndpoint(start, endpoint);
  let trusted = token;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    if (!isAt(endpoint, url)) trusted = null;
    const response = await ask(url, {
      'User-Agent': 'llama-license-lint',
      ...(trusted === null ? {} : { Authorization: `Bearer ${trusted}` }),
    });
    if (!REDIRECTS.has(response.status)) return response;
    url = atEndpoint(next(response.headers.get('location'), url), endpoint);
  }
  throw new RemoteError('network', `redirects more than ${MAX_REDIRECTS} times`);
}

/** True for an address on the endpoint's own host. */
export function isAt(endpoint: string, url: string): boolean {
  return new URL(url).origin === new URL(endpoint).origin;
}

const HUB = 'https://huggingface.co/';

/** Where an address is asked for: a mirror hands on those that name the Hub itself. */
export function atEndpoint(url: string, endpoint: string): string {
  return url.startsWith(HUB) ? `${endpoint}/${url.slice(HUB.length)}` : url;
}

function next(location: string | null, url: string): string {
  if (location !== null && URL.canParse(location, url)) {
    const { protocol, href } = new URL(location, url);
    if (protocol === 'https:' || protocol === 'http:') return href;
  }
  throw new RemoteError('network', 'redirects to what is no web address');
}
