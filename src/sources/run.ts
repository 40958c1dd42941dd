import { join } from 'node:path';

import type { AskModel } from '../snapshot/hub-model.ts';
import { TargetError } from '../snapshot/target-error.ts';
import { keptFolder } from './environment.ts';
import { hubEndpoint, hubOffline, hubToken } from './hub-environment.ts';
import { HubCache } from './hub-disk-cache.ts';
import { HubRequests, type Patience } from './hub-requests.ts';
import { HubServer } from './hub-server.ts';
import { remoteFor, type Reach, type Remote } from './remote.ts';

/** What all targets of one run share. */
export interface Run extends Reach {
  /** The Hub, with what is known of its limits and what it was asked before. `target` is for whom. Throws a `TargetError` when it may not be asked. */
  hub(target: string): HubServer;
  /** Asks the Hub for the models that others name as their bases. */
  readonly ask: AskModel;
}

/** Somebody waits for the answer: nearly a minute is worth waiting for, more is better told. */
const PATIENCE: Patience = { request: 40_000, all: 50_000, limit: 50_000, repeats: 2 };

/** Starts a run that asks servers with what `reach` gives, and waits for them as long as `patience` says. */
export function startRun(reach: Reach = {}, patience: Patience = PATIENCE): Run {
  let opened: HubServer | null = null;
  const hub = (target: string) => {
    const access = accessFor(target, reach);
    return opened ??= openServer(access, patience);
  };
  return { ...reach, hub, ask: async (id) => hub(id).ask(id) };
}

interface Access extends Remote {
  readonly endpoint: string;
}

/** Throws a `TargetError`, for each target its own, when the Hub may not be asked. */
function accessFor(target: string, reach: Reach): Access {
  const { fetch, env } = remoteFor(target, reach);
  const forbidden = hubOffline(env);
  if (forbidden !== null) throw new TargetError('network', `${target} was not asked for: ${forbidden} is set`, `Unset ${forbidden}, or download the repository and name its folder.`);
  const endpoint = hubEndpoint(env);
  if (endpoint === null) throw new TargetError('invalid', 'HF_ENDPOINT is no web address', 'Set it to the address of your mirror, or unset it for https://huggingface.co.');
  return { fetch, env, endpoint };
}

function openServer({ fetch, env, endpoint }: Access, patience: Patience): HubServer {
  const kept = keptFolder(env);
  return new HubServer(endpoint, hubToken(env), new HubRequests(fetch, patience), new HubCache(kept === null ? null : join(kept, 'hub'), endpoint));
}
