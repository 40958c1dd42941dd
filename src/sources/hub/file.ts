import type { TargetErrorCode } from '../../report.ts';
import type { Fetch } from '../http/bounded-fetch.ts';
import { followed, type HubOrigin } from './redirects.ts';
import { refusalOf, type HubRefusalKind } from './refusal.ts';
import { RemoteError } from '../../errors/remote-error.ts';

/** How to ask the Hub for a single file. */
export interface HubAccess extends HubOrigin {
  /** Has to bound what it gives. */
  readonly fetch: Fetch;
}

/**
 * The bytes of a file on the branch `main` of a model repository; null when the repository has no such file. `id` has
 * to be one by `isHubId`. The token is for the endpoint alone; one that the Hub does not know is left out.
 * Throws a `RemoteError` when the file cannot be had.
 */
export async function hubFile(id: string, path: string, hub: HubAccess): Promise<Uint8Array | null> {
  const { token } = hub;
  const response = await followed(
    `${hub.endpoint}/${id}/resolve/main/${path.split('/').map(encodeURIComponent).join('/')}`,
    hub,
    async (url, headers) =>
      hub.fetch(url, { redirect: 'manual', headers: { 'Accept-Encoding': 'identity', ...headers } }),
  );
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  const refusal = await refusalOf(response, token !== null);
  if (refusal instanceof RemoteError) throw refusal;
  if (refusal.kind === 'bad-token') return hubFile(id, path, { ...hub, token: null });
  if (refusal.kind === 'no-file') return null;
  if (refusal.kind === 'gated' && token === null) throw new RemoteError('gated', 'is gated, and no token was given');
  throw new RemoteError(...WHY[refusal.kind]);
}

/** Why a file that there may be cannot be had. */
const WHY: Readonly<Record<Exclude<HubRefusalKind, 'bad-token' | 'no-file'>, readonly [TargetErrorCode, string]>> = {
  gated: ['gated', 'is gated, and this token has no access to it'],
  'no-repository': ['not-found', 'does not exist, or is private'],
  'no-revision': ['not-found', 'has no branch main'],
  disabled: ['forbidden', 'is disabled'],
  blocked: ['forbidden', 'is blocked for legal reasons'],
  forbidden: ['forbidden', 'may not be read'],
};
