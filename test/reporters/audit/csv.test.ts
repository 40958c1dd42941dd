import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isUnreadable } from '../../../src/report.ts';
import { auditCsv } from '../../../src/reporters/audit/csv.ts';
import type { AuditReport } from '../../../src/reporters/audit/audit-report.ts';
import { ACTS, COMMANDS, MARKUP } from '../../hostile/quoted-places.ts';
import { AUDIT, auditOf } from '../sample-audit.ts';
import { ANY_REPORT } from '../hostile-reports.ts';
import { obligation, REPOSITORY } from '../sample-report.ts';

const csv = (report: AuditReport): string => [...auditCsv(report)].join('');

/** Reads CSV as RFC 4180 says; throws for what it does not allow. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(at));
    const cell = quoted?.[0] ?? /^[^",\r\n]*/.exec(text.slice(at))?.[0] ?? '';
    row.push(quoted?.[1]?.replaceAll('""', '"') ?? cell);
    at += cell.length;
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      rows.push(row);
      row = [];
    } else throw new Error(`no CSV at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
  }
  if (row.length > 0) throw new Error('the last line has no end');
  return rows;
}

describe('CSV', () => {
  it('has a row for each repository and a column for each duty', () => {
    const [head, ...rows] = rowsOf(csv(AUDIT));
    expect(head).toEqual([
      'target',
      'source',
      'revision',
      'name',
      'licenses',
      'relation',
      'certainty',
      'bases',
      'errors',
      'warnings',
      'unclear',
      'agreement-copy',
      'built-with-llama',
      'notice-file',
      'name-prefix',
      'license-metadata',
      'eu-multimodal',
      'commercial-threshold',
      'litigation',
      'error',
      'message',
    ]);
    expect(rows).toEqual([
      [
        './my-model',
        'local',
        '',
        'Llama-Foo',
        'llama-4',
        'finetune',
        'stated',
        'meta-llama/Llama-4-Scout-17B-16E-Instruct',
        '1',
        '1',
        '1',
        'met',
        'unmet',
        'unmet',
        'unclear',
        'waived',
        'not-applicable',
        'not-checked',
        'not-checked',
        '',
        '',
      ],
      ['./phi', 'local', '', 'phi', '', 'none', '', '', '0', '0', '0', '', '', '', '', '', '', '', '', '', ''],
      ['hf:nobody/nothing', 'hub', ...Array<string>(17).fill(''), 'not-found', 'there is no such repository'],
    ]);
  });

  it('of a repository under two licenses has the worse of both under a duty that they share', () => {
    const obligations = [
      obligation({ rule: 'llama-4/notice-file', outcome: 'met' }),
      obligation({ rule: 'llama-3/notice-file', outcome: 'unmet', severity: 'warning' }),
      obligation({ rule: 'llama-2/notice-file', outcome: 'unclear' }),
    ];
    const [head = [], row = []] = rowsOf(
      csv(
        auditOf([{ ...REPOSITORY, lineage: { ...REPOSITORY.lineage, licenses: ['llama-4', 'llama-3'] }, obligations }]),
      ),
    );
    expect([row[head.indexOf('licenses')], row[head.indexOf('notice-file')]]).toEqual(['llama-4 llama-3', 'unmet']);
    expect(head.filter((name) => name === 'notice-file').length).toBe(1);
  });

  it('runs nothing as a formula, and stays CSV, whatever a repository is called', () => {
    const texts = [
      ACTS,
      MARKUP,
      COMMANDS,
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      "=cmd|' /C calc'!A0",
      '"',
      ',',
      '\n',
      'a"b,c\r\nd',
      '=HYPERLINK("https://evil.example","x")',
      '＝1+1',
      '＋1',
      '－1',
      '＠SUM(A1)',
      ' =1',
      'a;=1',
      'a; ＝1;-2',
      ';@x',
    ];
    for (const text of texts) {
      const named = {
        ...REPOSITORY,
        target: text,
        name: { value: text, from: 'directory' as const },
        lineage: { ...REPOSITORY.lineage, bases: [text], licenses: [text] },
      };
      const unread = {
        target: text,
        source: 'hub' as const,
        error: { code: 'not-found' as const, message: text, hint: text },
      };
      const rows = rowsOf(csv(auditOf([named, unread])));
      expect(rows.map((row) => row.length)).toEqual(rows.map(() => rows[0]?.length));
      // A spreadsheet may take semicolons for the separator.
      expect(
        rows
          .flat()
          .flatMap((cell) => cell.split(';'))
          .filter((cell) => /^[ \t\r]*[=+\-@＝＋－＠]/.test(cell)),
      ).toEqual([]);
    }
  });

  it('of any report has a cell for each column', () => {
    fc.assert(
      fc.property(ANY_REPORT, (report) => {
        const [head = [], ...rows] = rowsOf(csv({ ...report, left: 0 }));
        expect(rows.length).toBe(report.repositories.length);
        expect(new Set([head.length, ...rows.map((row) => row.length)]).size).toBe(1);
        expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
        for (const [at, entry] of report.repositories.entries())
          expect(rows[at]?.[head.indexOf('error')]).toBe(isUnreadable(entry) ? entry.error.code : '');
      }),
      { numRuns: 50 },
    );
  });
});
