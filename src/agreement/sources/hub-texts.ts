import { decodeText } from '../../snapshot/decode-text.ts';
import type { Fetch } from '../../sources/http/bounded-fetch.ts';
import type { Environment } from '../../system/environment.ts';
import { hubEndpoint, hubOffline, hubToken } from '../../sources/hub/environment.ts';
import { hubFile, type HubAccess } from '../../sources/hub/file.ts';
import { RemoteError } from '../../errors/remote-error.ts';
import { refusalOf, type Offer } from './offer.ts';

const NAMES = ['LICENSE', 'LICENSE.txt', 'LICENSE.md'] as const;
const MAX_MODELS = 4;

/** The license files of models on the Hub. `ids` are `owner/name`; only the first few are requested. */
export async function* hubTexts(ids: readonly string[], env: Environment, fetch: Fetch): AsyncGenerator<Offer> {
  const forbidden = hubOffline(env);
  const endpoint = hubEndpoint(env);
  if (forbidden !== null || endpoint === null) {
    yield {
      where: 'the Hugging Face Hub',
      why: `was not asked: ${forbidden === null ? 'HF_ENDPOINT is not a web address' : `${forbidden} is set`}`,
    };
    return;
  }
  const hub: HubAccess = { endpoint, token: hubToken(env), fetch };
  for (const id of ids.slice(0, MAX_MODELS)) {
    const where = `${id} on ${new URL(endpoint).host}`;
    try {
      yield* filesOf(id, where, hub);
    } catch (error) {
      yield refusalOf(where, error);
      // A server that is down or limits requests is not asked for the next model.
      if (error instanceof RemoteError && (error.code === 'network' || error.code === 'rate-limited')) return;
    }
  }
}

async function* filesOf(id: string, where: string, hub: HubAccess): AsyncGenerator<Offer> {
  let found = 0;
  for (const name of NAMES) {
    const bytes = await hubFile(id, name, hub);
    if (bytes === null) continue;
    found += 1;
    const read = decodeText(bytes);
    yield read.text === null
      ? { where: `${where}, ${name},`, why: `cannot be read (${read.unread})` }
      : { where: `${where}, ${name},`, text: read.text };
  }
  if (found === 0) yield { where, why: `has no ${NAMES.slice(0, -1).join(', ')} or ${NAMES.at(-1) ?? ''}` };
}
