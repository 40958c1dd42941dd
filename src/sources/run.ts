import { join } from 'node:path';

import type { AskModel } from '../snapshot/hub-model.ts';
import { TargetError } from '../errors/target-error.ts';
import { keptFolder } from '../system/environment.ts';
import { hubEndpoint, hubOffline, hubToken } from './hub/environment.ts';
import { HubCache } from './hub/disk-cache.ts';
import { HubRequests, type RetryPolicy } from './hub/requests.ts';
import { HubServer } from './hub/server.ts';
import { requireNetwork, type NetworkOptions, type Network } from './http/network-options.ts';

/** What all targets of one run share. */
export interface Session extends NetworkOptions {
  /**
   * The Hub, with what is known of its limits and what it was asked before. `target` is for whom. Throws a
   * `TargetError` when it may not be asked.
   */
  hub(target: string): HubServer;
  /** Asks the Hub for the models that others name as their bases. */
  readonly ask: AskModel;
}

/** Somebody waits for the answer: nearly a minute is worth waiting for, more is better told. */
const RETRY_POLICY: RetryPolicy = { request: 40_000, all: 50_000, limit: 50_000, repeats: 2 };

/** Starts a run that asks servers with what `reach` gives, and waits for them as long as `patience` says. */
export function startSession(network: NetworkOptions = {}, patience: RetryPolicy = RETRY_POLICY): Session {
  let opened: HubServer | null = null;
  const hub = (target: string) => {
    const access = accessFor(target, network);
    return (opened ??= openServer(access, patience));
  };
  return { ...network, hub, ask: async (id) => hub(id).ask(id) };
}

interface Access extends Network {
  readonly endpoint: string;
}

/** Throws a `TargetError`, for each target its own, when the Hub may not be asked. */
function accessFor(target: string, network: NetworkOptions): Access {
  const { fetch, env } = requireNetwork(target, network);
  const forbidden = hubOffline(env);
  if (forbidden !== null)
    throw new TargetError(
      'network',
      `${target} was not asked for: ${forbidden} is set`,
      `Unset ${forbidden}, or download the repository and name its folder.`,
    );
  const endpoint = hubEndpoint(env);
  if (endpoint === null)
    throw new TargetError(
      'invalid',
      'HF_ENDPOINT is no web address',
      'Set it to the address of your mirror, or unset it for https://huggingface.co.',
    );
  return { fetch, env, endpoint };
}

function openServer({ fetch, env, endpoint }: Access, patience: RetryPolicy): HubServer {
  const kept = keptFolder(env);
  return new HubServer(
    endpoint,
    hubToken(env),
    new HubRequests(fetch, patience),
    new HubCache(kept === null ? null : join(kept, 'hub'), endpoint),
  );
}
