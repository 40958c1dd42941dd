import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openFolder } from '../../src/sources/local/local.ts';
import { planTwice } from './plan.ts';
import { wrongs } from './wrongs.ts';

// Cards as they are in the wild, under the name that they had, and with the base that a reader found where it is an id.

const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
const items = existsSync(CORPUS)
  ? readdirSync(CORPUS).filter((item) => existsSync(join(CORPUS, item, 'label.json')))
  : [];

interface Label {
  readonly name: string | null;
  readonly bases?: readonly string[];
}

describe('labelled repositories', () => {
  if (items.length === 0)
    it.skip('are mended and lose nothing (skipped: there is no labelled corpus beside the checkout)');
  it.each(items)('%s is mended and loses nothing', async (item) => {
    const label = JSON.parse(readFileSync(join(CORPUS, item, 'label.json'), 'utf8')) as Label;
    const bases = label.bases?.filter((id) => /^[\w.-]+\/[\w.-]+$/.test(id)) ?? [];
    const snapshot = await openFolder(join(CORPUS, item, 'files'));
    for (const unsafe of [false, true]) {
      const { plan, again } = await planTwice(snapshot, {
        name: label.name ?? item,
        unsafe,
        ...(unsafe && bases.length > 0 ? { bases } : {}),
      });
      expect(wrongs(plan, again, unsafe)).toEqual([]);
    }
  });
});
