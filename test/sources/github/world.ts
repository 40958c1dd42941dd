import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { check, type CheckTarget } from '../../../src/check.ts';
import type { CheckOptions } from '../../../src/config/check-options.ts';
import type { Report, RepositoryReport, UnreadableReport } from '../../../src/report.ts';
import type { Fetch } from '../../../src/sources/http/bounded-fetch.ts';
import { githubServer, type GithubWorld } from '../../servers/github.ts';
import type { Server } from '../../servers/server.ts';

/** Asks servers on this machine, and no others. */
export const HERE: Fetch = (url, init) =>
  new URL(url).hostname === '127.0.0.1' ? fetch(url, init) : Promise.reject(new Error(`asked ${url}`));

export interface Asked {
  readonly report: Report;
  readonly entry: RepositoryReport | UnreadableReport | undefined;
  readonly github: Server;
}

/** Checks a target in a GitHub of its own, beside which there is no Hub. */
export async function checkOnGithub(
  world: GithubWorld,
  target: CheckTarget,
  options: CheckOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Asked> {
  const github = await githubServer(world);
  const report = await check(target, {
    follow: false,
    ...options,
    remote: { env: { GITHUB_API_URL: github.origin, ...env }, fetch: HERE },
  });
  return { report, entry: report.repositories[0], github };
}

/**
 * The requests behind `/repos/owner/repo`, in order, with hashes cut short and the number of files of a commit left
 * out.
 */
export function asked(github: Server): string[] {
  return github.seen.map(({ url }) =>
    decodeURIComponent(url)
      .replace(/^\/repos\/[^/]+\/[^/]+\//, '')
      .replace('?per_page=1', '')
      .replace(/\b([0-9a-f]{7})[0-9a-f]{33}\b/, '$1'),
  );
}

/** The files of a folder by their paths. */
export function filesOf(folder: string): Record<string, Uint8Array> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)];
    }),
  );
}
