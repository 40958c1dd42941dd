import type { Fetch } from '../sources/http/bounded-fetch.ts';
import { variable, type Environment } from '../system/environment.ts';
import { RemoteError } from '../errors/remote-error.ts';

/**
 * What asks servers: Node's own `fetch`, or one that goes through the proxies that HTTPS_PROXY, HTTP_PROXY (for
 * `http:` addresses) and NO_PROXY name, in capitals or small letters. Node itself heeds them in later versions only.
 */
export function asking(env: Environment): Fetch {
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
      // The library repeats the address, which may hold a password.
      throw new RemoteError('network', 'was not asked: HTTPS_PROXY or HTTP_PROXY is no address of a proxy');
    }
  };
  return async (url, init) => (await (loaded ??= load()))(url, init);
}
