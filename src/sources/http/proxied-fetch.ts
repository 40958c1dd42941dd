import { EnvHttpProxyAgent, fetch as fetchBy } from 'undici';

import type { Fetch } from './bounded-fetch.ts';

/** The proxies that a process's variables name. */
export interface Proxies {
  /** For `http:` addresses; null for none. */
  readonly http: string | null;
  readonly https: string | null;
  /** Hosts that are asked without one, as NO_PROXY lists them. */
  readonly except: string | null;
}

/** A `fetch` that asks through proxies. A large module: to be loaded only where a variable names one. */
export function proxiedFetch({ http, https, except }: Proxies): Fetch {
  const dispatcher = new EnvHttpProxyAgent({
    ...(http === null ? {} : { httpProxy: http }),
    ...(https === null ? {} : { httpsProxy: https }),
    noProxy: except ?? '',
  });
  const ask = fetchBy as unknown as (url: string, init: object) => Promise<Response>;
  return async (url, init) => ask(url, { ...init, dispatcher });
}
