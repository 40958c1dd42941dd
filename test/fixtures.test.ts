import { describe, expect, it } from 'vitest';
import { check } from '../src/check.ts';
import { isUnreadable } from '../src/report.ts';
import { disagreements } from './fixtures/compare.ts';
import { fixtureNames, readExpected, type Expected } from './fixtures/expected.ts';
import { breaches } from './fixtures/invariants.ts';
import { checkOptionsOf } from './fixtures/options.ts';
import { missingTexts, openFixture } from './fixtures/repository.ts';

// Each folder of `fixtures/` is one small repository with what a person expects of it beside it; `fixtures/README.md`
// describes both.

describe('fixtures', () => {
  for (const name of fixtureNames()) {
    const expected = tryToRead(name);
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
        const target = openFixture(name, expected);
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

function tryToRead(name: string): Expected | Error {
  try {
    return readExpected(name);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
