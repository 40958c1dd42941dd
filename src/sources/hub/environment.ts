import { join } from 'node:path';

import { expanded, homeFolder, sendable, variable, webAddress, type Environment } from '../../system/environment.ts';
import { readSmallText } from '../local/read.ts';

// The variables that the Hugging Face libraries read, https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables

const TOKEN_LIMIT = 4096;

/** Where the Hub is, without a `/` at its end; null when HF_ENDPOINT names no web address. */
export function hubEndpoint(env: Environment): string | null {
  return webAddress(variable(env, 'HF_ENDPOINT') ?? 'https://huggingface.co');
}

/** The folder in which downloaded models lie; null where nothing tells it. It may not exist. */
export function hubCacheFolder(env: Environment): string | null {
  const named = variable(env, 'HF_HUB_CACHE', 'HUGGINGFACE_HUB_CACHE');
  if (named !== null) return expanded(named, env);
  const home = hubHome(env);
  return home === null ? null : join(home, 'hub');
}

/** The token for the Hub, from a variable or from where `hf auth login` puts it; null without one. */
export function hubToken(env: Environment): string | null {
  const input = variable(env, 'HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN');
  if (input !== null) return sendable(input);
  const named = variable(env, 'HF_TOKEN_PATH');
  const home = hubHome(env);
  const file = named !== null ? expanded(named, env) : home === null ? null : join(home, 'token');
  return file === null ? null : sendable(readSmallText(file, TOKEN_LIMIT));
}

/** The variable that forbids asking the Hub; null when none does. */
export function hubOffline(env: Environment): string | null {
  return (
    ['HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE'].find((name) => /^(?:1|on|yes|true)$/i.test(env[name] ?? '')) ?? null
  );
}

function hubHome(env: Environment): string | null {
  const named = variable(env, 'HF_HOME');
  if (named !== null) return expanded(named, env);
  const caches = variable(env, 'XDG_CACHE_HOME');
  if (caches !== null) return join(expanded(caches, env), 'huggingface');
  const home = homeFolder(env);
  return home === null ? null : join(home, '.cache', 'huggingface');
}
