import { check, type CheckTarget } from '../../../src/check.ts';
import type { CheckOptions } from '../../../src/config/check-options.ts';
import type { Report, RepositoryReport, UnreadableReport } from '../../../src/report.ts';
import type { Snapshot } from '../../../src/snapshot/snapshot.ts';
import { TargetError } from '../../../src/errors/target-error.ts';
import type { RetryPolicy } from '../../../src/sources/hub/requests.ts';
import { openTarget } from '../../../src/sources/open.ts';
import { startSession } from '../../../src/sources/run.ts';
import { HERE } from '../github/world.ts';
import { hubServer, type Hub, type HubWorld } from '../../servers/hub.ts';

/** Short enough for a test. */
export const FAST: RetryPolicy = { request: 1_000, all: 5_000, limit: 3_000, repeats: 2 };

type Variables = Readonly<Record<string, string>>;

/** Opens a target in a Hub of its own. */
export async function openOnHub(
  world: HubWorld,
  target: string,
  env: Variables = {},
  patience = FAST,
): Promise<{ snapshot: Snapshot; hub: Hub }> {
  const hub = await hubServer(world);
  return {
    snapshot: await openTarget(
      target,
      startSession({ remote: { env: { HF_ENDPOINT: hub.origin, ...env }, fetch: HERE } }, patience),
    ),
    hub,
  };
}

/** What is said when a target cannot be opened, with the server's address made short. */
export async function toldByHub(
  world: HubWorld,
  target: string,
  env: Variables = {},
  patience = FAST,
): Promise<{ code: string; message: string; hint: string }> {
  try {
    const { snapshot } = await openOnHub(world, target, env, patience);
    await snapshot.text('README.md');
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    const short = (text: string) => text.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST');
    return { code: error.code, message: short(error.message), hint: short(error.hint) };
  }
  throw new Error(`${target} can be read`);
}

export interface Asked {
  readonly report: Report;
  readonly entry: RepositoryReport | UnreadableReport | undefined;
  readonly hub: Hub;
}

/** Checks targets in a Hub of its own. */
export async function checkOnHub(
  world: HubWorld,
  target: CheckTarget,
  options: CheckOptions = {},
  env: Variables = {},
): Promise<Asked> {
  const hub = await hubServer(world);
  const report = await check(target, { ...options, remote: { env: { HF_ENDPOINT: hub.origin, ...env }, fetch: HERE } });
  return { report, entry: report.repositories[0], hub };
}
