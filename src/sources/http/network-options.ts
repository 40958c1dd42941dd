import { TargetError } from '../../errors/target-error.ts';
import type { Fetch } from './bounded-fetch.ts';
import type { Environment } from '../../system/environment.ts';

/** What servers are asked with. */
export interface Network {
  readonly fetch: Fetch;
  /** Variables: addresses and tokens. */
  readonly env: Environment;
}

/** Whether and with what servers may be asked. */
export interface NetworkOptions {
  /** No server is asked. */
  readonly offline?: boolean;
  readonly remote?: Partial<Network>;
}

/** What a server is asked with for this target. Throws a `TargetError` when none may be asked. */
export function requireNetwork(target: string, { offline = false, remote = {} }: NetworkOptions): Network {
  const { fetch, env = {} } = remote;
  if (!offline && fetch !== undefined) return { fetch, env };
  throw new TargetError(
    'network',
    `${target} was not asked for: ${offline ? 'no network may be used (offline)' : 'there is nothing to ask servers with'}`,
    'Download the repository and name its folder, or allow the network.',
  );
}
