import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FindAgreement } from '../../src/fix.ts';
import { openMemory } from '../../src/sources/memory.ts';
import { repository } from './generated.ts';
import { officialTexts, planTwice } from './plan.ts';
import { wrongs } from './wrongs.ts';

const INVENTED = readFileSync(join(import.meta.dirname, '../licenses/example-1/LICENSE'), 'utf8');
const texts: FindAgreement = async (license, wanted) =>
  license.license === 'example-1' ? { text: INVENTED, from: 'here' } : officialTexts(license, wanted);

const RUNS = 50;

describe('check, fix, check over generated repositories', () => {
  it(`meets all that it says it can, harms nothing, and has nothing to do a second time, ${RUNS} times`, async () => {
    await fc.assert(
      fc.asyncProperty(repository, fc.boolean(), async ({ files, options }, unsafe) => {
        const { plan, again } = await planTwice(openMemory(files, null), { ...options, unsafe }, texts);
        const shown = Object.fromEntries(
          Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString('latin1')]),
        );
        expect(wrongs(plan, again, unsafe), JSON.stringify({ options, files: shown }, null, 1)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});
