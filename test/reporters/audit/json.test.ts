import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { auditJson, auditNdjson } from '../../../src/reporters/audit/json.ts';
import { json } from '../../../src/reporters/json.ts';
import { schemaErrors } from '../../consumer/report-schema.ts';
import { ANY_REPORT } from '../hostile-reports.ts';
import { AUDIT, auditOf } from '../sample-audit.ts';
import { REPOSITORY } from '../sample-report.ts';

describe('the JSON of an audit', () => {
  it('is the report that check prints, to the letter, though it is written entry by entry', () => {
    const options = { color: false, quiet: false, width: 80 };
    fc.assert(
      fc.property(ANY_REPORT, (report) => {
        expect([...auditJson({ ...report, left: 3 })].join('')).toBe(json(report, options));
      }),
      { numRuns: 50 },
    );
    const none = auditOf([]);
    expect(JSON.parse([...auditJson(none)].join(''))).toMatchObject({ repositories: [], summary: { repositories: 0 } });
  });

  it('keeps to the schema, with what was taken over from an earlier audit as well', () => {
    expect(
      schemaErrors(
        JSON.parse([...auditJson(auditOf([{ ...REPOSITORY, unchanged: true }, ...AUDIT.repositories]))].join('')),
      ),
    ).toEqual([]);
    expect(
      schemaErrors(JSON.parse([...auditJson(AUDIT)].join('').replace('"notes"', '"unchanged": 1, "notes"'))),
    ).not.toEqual([]);
  });
});

it('NDJSON has an entry of the report on each line', () => {
  const lines = [...auditNdjson(AUDIT)].join('').split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([...AUDIT.repositories]);
});
