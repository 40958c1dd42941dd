import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  findAgreement,
  type Attempt,
  type FoundText,
  type MissingText,
  type RefusedText,
  type WantedText,
} from '../../../src/agreement/sources/find-agreement.ts';
import type { Fingerprint } from '../../../src/agreement/fingerprint.ts';
import { loadOwnLicenses } from '../../../src/rulebook-loader/custom-licenses.ts';
import type { LicenseRules } from '../../../src/rulebook/rulebook.ts';
import type { Bounds } from '../../../src/sources/http/bounded-fetch.ts';
import { githubServer, type GithubWorld } from '../../servers/github.ts';
import { hubServer, type Hub, type HubWorld } from '../../servers/hub.ts';
import type { Server } from '../../servers/server.ts';
import { temporaryFolder } from '../../sources/temporary-folder.ts';

const FOLDER = join(import.meta.dirname, '../../licenses/example-1');
const own = loadOwnLicenses([join(FOLDER, 'example-1.yaml')]);

/** The license that nobody grants, its text, and the file of it on GitHub. */
export const EXAMPLE = required(own.licenses[0]);
export const TEXT = readFileSync(join(FOLDER, 'LICENSE'), 'utf8');
export const ALTERED = TEXT.replace('in any season', 'in any dry season');
export const ON_GITHUB = 'example-authors/orchard/pages/example-1/LICENSE';
export const APPLE = 'example-authors/Orchard-1-Apple';

export const FAST: Bounds = { request: 400, all: 4_000, pause: 1_000, body: 2 * 1024 * 1024 };

export type Found = FoundText | RefusedText | MissingText;

export interface World {
  readonly github?: GithubWorld;
  readonly hub?: HubWorld;
  /** Beside or in the place of a home of its own and the addresses of the two servers. */
  readonly env?: Readonly<Record<string, string>>;
  readonly wanted?: Partial<WantedText>;
  readonly license?: LicenseRules;
  readonly fingerprints?: readonly Fingerprint[];
  readonly bounds?: Bounds;
}

export interface Searched {
  readonly found: Found;
  readonly github: Server;
  readonly hub: Hub;
  /** The home folder of the run. */
  readonly home: string;
  /** Searches again, with the same servers and home. */
  readonly again: (wanted?: Partial<WantedText>) => Promise<Found>;
}

/** Looks for the agreement in a world of its own. Whatever is no server of this machine is never asked. */
export async function search(world: World): Promise<Searched> {
  const [github, hub] = [await githubServer(world.github ?? {}), await hubServer(world.hub ?? {})];
  const home = world.env?.['HOME'] ?? temporaryFolder();
  const env = { HOME: home, GITHUB_API_URL: github.origin, HF_ENDPOINT: hub.origin, ...world.env };
  const fingerprints = world.fingerprints ?? [required(own.fingerprint('example-1'))];
  const again = (wanted: Partial<WantedText> = {}) =>
    findAgreement(
      world.license ?? EXAMPLE,
      { bases: [], given: null, offline: false, ...world.wanted, ...wanted },
      {
        env,
        fetch: (url, init) =>
          new URL(url).hostname === '127.0.0.1' ? fetch(url, init) : Promise.reject(new Error(`asked ${url}`)),
        fingerprints: () => Promise.resolve(fingerprints),
        bounds: world.bounds ?? FAST,
      },
    );
  return { found: await again(), github, hub, home, again };
}

/** What was said of one source, sentence by sentence. */
export function said(found: Found, source: Attempt['source']): string[] {
  return found.outcome === 'refused'
    ? []
    : found.tried.filter((one) => one.source === source).map(({ where, why }) => `${where} ${why}`);
}

function required<T>(value: T | null | undefined): T {
  if (value == null) throw new Error('the invented license is missing');
  return value;
}
