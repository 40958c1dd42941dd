import { describe, expect, it } from 'vitest';

import type { Patch } from '../../src/patch/patches.ts';
import type { Obligation, RepositoryReport } from '../../src/report.ts';
import { openFolder } from '../../src/sources/local/local.ts';
import { fixtureNames, readExpected } from '../fixtures/expected.ts';
import { checkOptionsOf } from '../fixtures/options.ts';
import { NO_TEXTS, openFixture } from '../fixtures/repository.ts';
import { planTwice } from './plan.ts';
import { expectPrintedPatch } from './printed-patch.ts';

// Every fixture is mended and checked again: what can be mended is met then, nothing else is worse, the author's bytes
// are all there, and a second run finds nothing to do.

describe('check, fix, check', () => {
  for (const name of fixtureNames()) {
    const expected = readExpected(name);
    // Nearly every fixture lacks a copy of the agreement.
    it.skipIf(NO_TEXTS !== null)(`${name}${NO_TEXTS === null ? '' : ` (skipped: ${NO_TEXTS})`}`, async () => {
      const target = openFixture(name, expected);
      for (const unsafe of [false, true]) {
        const { plan, again } = await planTwice(await openFolder(target), { ...checkOptionsOf(expected), unsafe });
        const withheld = new Set(plan.withheld.map(({ rule }) => rule));
        expect(plan.left.map(({ rule }) => rule).filter((rule) => !withheld.has(rule))).toEqual([]);
        expect(
          fixable(plan.before).filter(({ rule }) => !withheld.has(rule) && outcomeOf(plan.after, rule) !== 'met'),
        ).toEqual([]);
        expect(
          plan.before.obligations.filter(
            ({ outcome, rule }) => outcome === 'met' && outcomeOf(plan.after, rule) !== 'met',
          ),
        ).toEqual([]);
        expect(known(plan.after)).toEqual(known(plan.before));
        expect(again.changes.map(({ path }) => path)).toEqual([]);
        if (unsafe) expectPrintedPatch(plan);
        if (unsafe) expect(plan.withheld).toEqual([]);
        else expect(plan.changes.filter((change) => !keepsAll(change)).map(({ path }) => path)).toEqual([]);
      }
    });
  }
});

function fixable({ obligations }: RepositoryReport): Obligation[] {
  return obligations.filter((one) => one.fixable && one.waived === null);
}

function outcomeOf({ obligations }: RepositoryReport, rule: string) {
  return obligations.find((one) => one.rule === rule)?.outcome;
}

function known({ lineage: { licenses, relation, certainty, bases } }: RepositoryReport) {
  return { licenses, relation, certainty, bases };
}

/** A safe edit only adds, save for a line whose form it sets right and for a template's placeholder. */
function keepsAll({ before, after, edits }: Patch): boolean {
  if (before === null || edits.some(({ kind }) => kind === 'replace' || kind === 'front-matter-removal')) return true;
  let at = 0;
  for (const byte of after) if (byte === before[at]) at += 1;
  return at === before.length;
}
