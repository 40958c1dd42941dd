import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { decodeText } from '../../snapshot/decode-text.ts';
import { TEXT_LIMIT } from '../../snapshot/snapshot.ts';
import { keptFolder, type Environment } from '../../system/environment.ts';
import { readRange } from '../../sources/local/read.ts';
import type { Offer } from './offer.ts';

// Downloaded agreements are kept, so that they need not be requested again. They are not trusted: each is compared with
// the fingerprint like any other text.

/** The kept text of a license, if there is one. */
export function* keptTexts(license: string, env: Environment): Generator<Offer> {
  const path = keptPath(license, env);
  const bytes = path === null ? 'missing' : readRange(path, 0, TEXT_LIMIT + 1);
  if (path === null || bytes === 'missing') return;
  const read = bytes === 'forbidden' ? { text: null, unread: bytes } : decodeText(bytes);
  yield read.text === null ? { where: path, why: `cannot be read (${read.unread})` } : { where: path, text: read.text };
}

/**
 * Keeps a downloaded text, in one step. A failure is ignored, since the text is only a cache.
 */
export async function keepText(license: string, text: string, env: Environment): Promise<void> {
  const path = keptPath(license, env);
  if (path === null) return;
  const beside = `${path}.${Math.random().toString(36).slice(2)}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(beside, text, { flag: 'wx' });
    await rename(beside, path);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

function keptPath(license: string, env: Environment): string | null {
  const folder = keptFolder(env);
  return folder === null ? null : join(folder, 'agreements', `${license}.txt`);
}
