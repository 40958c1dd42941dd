import type { Fetch } from '../sources/http/bounded-fetch.ts';
import { variable, type Environment } from '../system/environment.ts';
import { RemoteError } from '../errors/remote-error.ts';

/**
 * Node's own `fetch`, or one that uses the proxies of HTTPS_PROXY, HTTP_PROXY (for `http:` addresses) and NO_PROXY, in
 * upper or lower case. Only later versions of Node read these variables.
 */
export function createFetch(env: Environment): Fetch {
  const proxies = {
    http: variable(env, 'http_proxy', 'HTTP_PROXY'),
    https: variable(env, 'https_proxy', 'HTTPS_PROXY'),
    except: variable(env, 'no_proxy', 'NO_PROXY'),
  };
  if (proxies.http === null && proxies.https === null) return async (url, init) => fetch(url, init);
  let loaded: Promise<Fetch> | null = null;
  const load = async (): Promise<Fetch> => {
    const { proxiedFetch } = await import('../sources/http/proxied-fetch.ts');
    try {
      return proxiedFetch(proxies);
    } catch {
      // The library's message repeats the address, which can contain a password.
      throw new RemoteError('network', 'was not asked: HTTPS_PROXY or HTTP_PROXY is not the address of a proxy');
    }
  };
  return async (url, init) => (await (loaded ??= load()))(url, init);
}
