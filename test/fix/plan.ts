import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { planFix, type FindAgreement, type FixOptions, type FixPlan } from '../../src/fix.ts';
import { overlay } from '../../src/snapshot/overlay.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { AGREEMENTS } from '../fixtures/repository.ts';

/** Gives the official texts where they are at hand. */
export const officialTexts: FindAgreement = ({ license }) => {
  const path = join(AGREEMENTS, license, 'LICENSE');
  return Promise.resolve(
    existsSync(path)
      ? { text: readFileSync(path, 'utf8'), from: path }
      : { text: null, tried: [{ where: 'the folder with the texts', why: 'is not here' }] },
  );
};

/** Plans a fix, and plans again on what it would leave. */
export async function planTwice(
  snapshot: Snapshot,
  options: FixOptions,
  find: FindAgreement = officialTexts,
): Promise<{ plan: FixPlan; again: FixPlan; after: Snapshot }> {
  const plan = await planFix(snapshot, options, find);
  const after = overlay(snapshot, new Map(plan.changes.map((change) => [change.path, change.after])));
  return { plan, again: await planFix(after, options, find), after };
}
