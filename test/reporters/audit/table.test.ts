import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { AuditReport } from '../../../src/reporters/audit/audit-report.ts';
import { auditTable, type TableOptions } from '../../../src/reporters/audit/table.ts';
import { ANY_REPORT } from '../hostile-reports.ts';
import { AUDIT, auditOf, repositories } from '../sample-audit.ts';
import { obligation, REPOSITORY } from '../sample-report.ts';

const table = (report: AuditReport, options: Partial<TableOptions> = {}): string =>
  [...auditTable(report, { color: false, quiet: false, width: 80, ...options })].join('');

describe('the table of an audit', () => {
  it('has a line for each repository, and the total', () => {
    expect(table(AUDIT)).toBe(`repository         license     E  W  ?  unmet or unclear
./my-model         llama-4     1  1  1  notice-file, built-with-llama +1
./phi              –           –  –  –  no Llama model found
hf:nobody/nothing  could not be read (not-found): there is no such repository

3 repositories: 1 error, 1 warning, 1 unclear, 1 could not be read
`);
  });

  it('names an owner once of whom all repositories are', () => {
    const of = (...targets: readonly string[]) =>
      table(auditOf(targets.map((target) => ({ ...REPOSITORY, target }))))
        .split('\n')
        .map((line) => line.split(' ')[0]);
    expect(of('hf:acme/one', 'hf:acme/two').slice(0, 3)).toEqual(['hf:acme/…', 'one', 'two']);
    expect(of('hf:acme/one', 'hf:acme-labs/two').slice(0, 3)).toEqual([
      'repository',
      'hf:acme/one',
      'hf:acme-labs/two',
    ]);
    expect(of('hf:acme/one').slice(0, 2)).toEqual(['repository', 'hf:acme/one']);
    expect(of('hf:acme/', 'hf:acme/').slice(0, 2)).toEqual(['repository', 'hf:acme/']);
  });

  it('without a repository is the total alone', () => {
    expect(table(auditOf([]))).toBe('0 repositories: nothing unmet\n');
  });

  it('says what nothing is wrong with, unless it is to be quiet', () => {
    const fine = { ...REPOSITORY, target: 'hf:acme/fine', obligations: [obligation({ outcome: 'met' })] };
    const mentions = {
      ...REPOSITORY,
      target: 'hf:acme/mention',
      lineage: { ...REPOSITORY.lineage, licenses: [], relation: 'mention' as const },
      obligations: [],
    };
    expect(table(auditOf([fine, mentions, REPOSITORY]))).toMatch(
      /hf:acme\/fine.*nothing unmet\nhf:acme\/mention.*only mentioned\n/,
    );
    expect(table(auditOf([fine, mentions, REPOSITORY]), { quiet: true })).not.toContain('hf:acme');
    expect(table(auditOf([fine]), { quiet: true })).toBe('1 repository: nothing unmet\n');
  });

  it('says how much was not audited', () => {
    expect(table(auditOf([REPOSITORY], 12))).toContain('; 12 targets were not audited\n');
  });

  it('keeps the end of a name that has no room, and has room for more on a wider terminal', () => {
    const entry = { ...REPOSITORY, target: `hf:acme/${'very-'.repeat(12)}long-GGUF` };
    expect(table(auditOf([entry]))).toMatch(/^….*very-long-GGUF {2}llama-4/m);
    expect(table(auditOf([entry]), { width: 110 }).split('\n')[1]?.length).toBeLessThanOrEqual(110);
  });

  it('is colored by the gravest outcome', () => {
    const lines = table(auditOf([REPOSITORY, ...repositories(6)]), { color: true }).split('\n');
    expect(lines[1]).toContain('\u001b[31m');
    expect(lines.join('')).toContain('\u001b[2m');
  });

  it.each([40, 80, 110])('of any report stays within %d columns, and acts in no terminal', (width) => {
    fc.assert(
      fc.property(ANY_REPORT, fc.boolean(), (report, quiet) => {
        const text = table({ ...report, left: 1 }, { quiet, width });
        expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
        expect(text.split('\n').filter((line) => line.length > Math.max(width, 66))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
