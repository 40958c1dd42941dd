import { describe, expect, it } from 'vitest';

import { check } from '../../../src/check.ts';
import { isUnreadable } from '../../../src/report.ts';
import { fixtureNames, readExpected } from '../../fixtures/expected.ts';
import { serverOptionsOf } from '../../fixtures/options.ts';
import { missingTexts, openFixture } from '../../fixtures/repository.ts';
import { checkOnGithub, filesOf } from './world.ts';

// A repository is judged on GitHub as it is in a folder.

/** All that is about how files are read, and a tenth of the others: they are judged by the same code. */
const names = fixtureNames().filter(
  (name, at) =>
    at % 10 === 0 || /pointer|lfs|gguf|safetensors|shard|adapter-config|waive|configur|utf|bytes|bom|large/.test(name),
);

describe('fixtures on GitHub', () => {
  for (const name of names) {
    const expected = readExpected(name);
    const missing = missingTexts(expected);
    it.skipIf(missing !== null)(`${name}${missing === null ? '' : ` (skipped: ${missing})`}`, async () => {
      const target = openFixture(name, expected);
      const options = await serverOptionsOf(target, expected);
      const { entry, github } = await checkOnGithub(
        { repositories: { [`acme/${name}`]: { files: filesOf(target) } } },
        `github:acme/${name}`,
        options,
      );
      if (entry === undefined || isUnreadable(entry)) throw new Error(`could not be read: ${JSON.stringify(entry)}`);
      const {
        repositories: [local],
      } = await check(target, options);
      if (
        entry.lineage.relation === 'unknown' &&
        local !== undefined &&
        !isUnreadable(local) &&
        local.lineage.relation === 'none'
      ) {
        // Whether a base has a Llama parent is asked of the Hub, which this test does not reach.
        expect(entry.obligations.map(({ reason }) => reason)).toEqual(['origin-unknown']);
        return;
      }
      expect({ ...entry, target: null, source: null, revision: null }).toEqual({
        ...local,
        target: null,
        source: null,
        revision: null,
      });
      expect(entry).toMatchObject({ source: 'github', revision: expect.stringMatching(/^[0-9a-f]{40}$/) as string });
      expect(new Set(github.seen.map(({ url }) => url)).size).toBe(github.seen.length);
    });
  }
});
