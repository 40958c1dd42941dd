import { basename, join } from 'node:path';

import { hasLegalName } from '../../facts/text-files.ts';
import type { Environment } from '../../system/environment.ts';
import { cachedRepository, modelFolder } from '../../sources/hub/cache.ts';
import { hubCacheFolder } from '../../sources/hub/environment.ts';
import { openFolder } from '../../sources/local/local.ts';
import { TargetError } from '../../errors/target-error.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Offer } from './offer.ts';

// A download can have only some files of a model, so the license can be in an older snapshot.
const MAX_SNAPSHOTS = 4;
const MAX_FILES = 4;
const LICENSE_NAME = /licen[cs]e|agreement/i;

/**
 * The license files of models in the local Hugging Face cache. `ids` are `owner/name`. For each model, the snapshot of
 * `main` comes first, then the others, newest first.
 */
export async function* cachedModelTexts(ids: readonly string[], env: Environment): AsyncGenerator<Offer> {
  const cache = hubCacheFolder(env);
  if (cache === null) return;
  let found = 0;
  for (const id of ids) {
    for (const folder of cachedRepository(join(cache, modelFolder(id)))?.snapshots.slice(0, MAX_SNAPSHOTS) ?? []) {
      const snapshot = await opened(folder);
      for (const path of snapshot === null ? [] : licenseFiles(snapshot)) {
        found += 1;
        yield await offerOf(
          `${id} in the Hugging Face cache, ${basename(folder).slice(0, 12)}/${path}`,
          snapshot,
          path,
        );
      }
    }
  }
  if (found === 0) yield { where: `the Hugging Face cache, ${cache},`, why: 'has no license file of these models' };
}

async function opened(folder: string): Promise<Snapshot | null> {
  try {
    return await openFolder(folder);
  } catch (error) {
    if (error instanceof TargetError) return null;
    throw error;
  }
}

/** The license files at the root: deeper ones can belong to something else. */
function licenseFiles({ files }: Snapshot): readonly string[] {
  return files
    .map(({ path }) => path)
    .filter((path) => !path.includes('/') && LICENSE_NAME.test(path) && hasLegalName(path))
    .slice(0, MAX_FILES);
}

async function offerOf(where: string, snapshot: Snapshot | null, path: string): Promise<Offer> {
  const read = (await snapshot?.text(path)) ?? { text: null, unread: 'missing' };
  return read.text === null ? { where, why: `cannot be read (${read.unread})` } : { where, text: read.text };
}
