import { describe, expect, it } from 'vitest';

import { check } from '../../../src/check.ts';
import { isUnreadable, type RepositoryReport, type UnreadableReport } from '../../../src/report.ts';
import { fixtureNames, readExpected } from '../../fixtures/expected.ts';
import { serverOptionsOf } from '../../fixtures/options.ts';
import { missingTexts, openFixture } from '../../fixtures/repository.ts';
import { filesOf } from '../github/world.ts';
import { checkOnHub } from './world.ts';

// A model is judged on the Hub as it is in a folder, though not all of its files are read there.

/** All that is about how files are read, and a tenth of the others. The Hub shows no pointers. */
const names = fixtureNames().filter(
  (name, at) =>
    !/pointer|lfs/.test(name) &&
    (at % 10 === 5 || /gguf|safetensors|shard|adapter-config|waive|configur|utf|bytes|bom|large/.test(name)),
);

/** What a person acts upon: what binds and why, and what became of it. */
function judged(entry: RepositoryReport | UnreadableReport | undefined): unknown {
  if (entry === undefined || isUnreadable(entry)) throw new Error(`could not be read: ${JSON.stringify(entry)}`);
  const {
    lineage: { licenses, relation, certainty, bases },
    obligations,
    summary,
  } = entry;
  return {
    licenses,
    relation,
    certainty,
    bases,
    summary,
    obligations: obligations.map(({ rule, outcome, severity, message, remedy, fixable, waived, locations }) => ({
      rule,
      outcome,
      severity,
      message,
      remedy,
      fixable,
      waived,
      locations,
    })),
  };
}

describe('fixtures on the Hub', () => {
  for (const name of names) {
    const expected = readExpected(name);
    const missing = missingTexts(expected);
    it.skipIf(missing !== null)(`${name}${missing === null ? '' : ` (skipped: ${missing})`}`, async () => {
      const target = openFixture(name, expected);
      const options = await serverOptionsOf(target, expected);
      const { entry, hub } = await checkOnHub(
        { repositories: { 'acme/Fixture': { files: filesOf(target) } } },
        'hf:acme/Fixture',
        options,
      );
      const {
        repositories: [local],
      } = await check(target, options);
      expect(judged(entry)).toEqual(judged(local));
      expect(entry).toMatchObject({ source: 'hub', revision: expect.stringMatching(/^[0-9a-f]{40}$/) as string });
      expect(new Set(hub.seen.map(({ url, headers: { range } }) => `${url} ${range ?? ''}`)).size).toBe(
        hub.seen.length,
      );
    });
  }
});
