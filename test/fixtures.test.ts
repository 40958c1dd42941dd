import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../src/check.ts';
import { isUnreadable } from '../src/report.ts';
import { disagreements } from './fixtures/compare.ts';
import { readExpected, type Expected } from './fixtures/expected.ts';
import { breaches } from './fixtures/invariants.ts';
import { checkOptionsOf } from './fixtures/options.ts';
import { missingTexts, openFixture } from './fixtures/repository.ts';

// Each folder of `fixtures/` is one small repository with what a person expects of it beside it; `fixtures/README.md`
// describes both.

const FIXTURES = join(import.meta.dirname, '../fixtures');
const names = readdirSync(FIXTURES, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);

describe('fixtures', () => {
  for (const name of names) {
    const folder = join(FIXTURES, name);
    const expected = tryToRead(folder, name);
    if (expected instanceof Error) {
      it(`${name}: its expectation can be read`, () => {
        throw expected;
      });
      continue;
    }
    const missing = missingTexts(expected);
    it.skipIf(missing !== null)(
      `${name}: ${expected.about}${missing === null ? '' : ` (skipped: ${missing})`}`,
      async () => {
        const target = openFixture(folder, name, expected);
        const report = await check(target, checkOptionsOf(expected));
        const again = await check(target, checkOptionsOf(expected));
        const [repository] = report.repositories;
        if (repository === undefined || isUnreadable(repository)) throw new Error('the fixture could not be read');

        expect(disagreements(expected, repository)).toEqual([]);
        expect(breaches(target, report, repository)).toEqual([]);
        expect(again).toEqual(report);
      },
    );
  }
});

function tryToRead(folder: string, name: string): Expected | Error {
  try {
    return readExpected(join(folder, 'expected.yaml'), `fixtures/${name}/expected.yaml`);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
