import { describe, expect, it } from 'vitest';

import { examine } from '../../src/check.ts';
import { loadRulebook } from '../../src/rulebook-loader/load-rulebook.ts';
import { openTarget } from '../../src/sources/open.ts';
import { fixtureNames, readExpected } from '../fixtures/expected.ts';
import { checkOptionsOf } from '../fixtures/options.ts';
import { missingTexts, openFixture } from '../fixtures/repository.ts';
import { counted } from './metered.ts';

// Where each file that is read is counted, a repository is judged as it is in a folder.

const rulebook = loadRulebook([]);

describe('fixtures, where each file that is read is counted', () => {
  for (const name of fixtureNames()) {
    const expected = readExpected(name);
    const missing = missingTexts(expected);
    it.skipIf(missing !== null)(`${name}${missing === null ? '' : ` (skipped: ${missing})`}`, async () => {
      const whole = await openTarget(openFixture(name, expected));
      const { snapshot } = counted(whole);
      const options = checkOptionsOf(expected);
      const [inFolder, onServer] = [
        await examine(whole, rulebook, options),
        await examine(snapshot, rulebook, options),
      ].map(({ report }) => {
        const { licenses, relation, certainty, bases } = report.lineage;
        return {
          lineage: { licenses, relation, certainty, bases },
          obligations: report.obligations.map(({ evidence, ...said }) => ({ ...said, evidence: evidence.length > 0 })),
        };
      });
      expect(onServer).toEqual(inFolder);
    });
  }
});
