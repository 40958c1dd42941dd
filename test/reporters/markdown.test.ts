import { describe, expect, it } from 'vitest';

import { isUnreadable } from '../../src/report.ts';
import { escapeMarkdown } from '../../src/reporters/escape-markdown.ts';
import { JOB_SUMMARY_BYTES, markdown } from '../../src/reporters/markdown.ts';
import { hostileReports } from './hostile-reports.ts';
import { expectHarmless, read, tables, textOf } from './read-markdown.ts';
import { obligation, ONE, REPOSITORY, reportOf, SEVERAL, UNREADABLE, WITHOUT_LLAMA } from './sample-report.ts';

const WHOLE = { quiet: false, limit: JOB_SUMMARY_BYTES };

describe('the document', () => {
  it('has one table for each repository, with outcome, rule, message and place, the gravest first', () => {
    const [table] = tables(markdown(SEVERAL, WHOLE));
    expect(tables(markdown(SEVERAL, WHOLE))).toHaveLength(1);
    expect(table?.[0]).toEqual(['outcome', 'rule', 'message', 'place']);
    expect(table?.slice(1).map(([outcome, rule]) => [outcome, rule])).toEqual([
      ['error', 'llama-4/notice-file 1.b.iii'],
      ['warning', 'llama-4/built-with-llama 1.b.i'],
      ['unclear', 'llama-4/name-prefix 1.b.i'],
      ['waived', 'llama-4/license-metadata 5.b'],
    ]);
    expect(table?.[1]?.[2]).toMatch(/^No Notice file carries the Llama 4 attribution line\nDo: Add a text file/);
    expect(table?.[1]?.[3]).toBe('README.md:1:1');
    expect(table?.[4]?.[2]).toContain('Reason: agreed with counsel (until 2030-01-31)');
  });

  it('folds the evidence away', () => {
    expect(markdown(ONE, WHOLE)).toMatch(
      /<details>\n<summary>Why these duties bind<\/summary>\n\n[^]*`README\.md:7:13` `base_model: meta-llama\/Llama-4-Scout-17B-16E-Instruct`[^]*\n<\/details>\n/,
    );
  });

  it('names the rest, the notes and what could not be read', () => {
    const text = textOf(read(markdown(SEVERAL, WHOLE)));
    for (const said of [
      'Met: agreement-copy',
      'Not applicable: eu-multimodal',
      'Not checked: commercial-threshold, litigation',
      'The card is not UTF-8',
      'there is no such repository (not-found)',
      'check the spelling',
      'names a Llama model as its base',
      'This is not legal advice.',
    ])
      expect(text).toContain(said);
  });

  it('keeps to what is wrong when quiet', () => {
    const text = textOf(read(markdown(SEVERAL, { ...WHOLE, quiet: true })));
    for (const said of ['llama-4/notice-file', 'could not be read', 'llama-4/name-prefix'])
      expect(text).toContain(said);
    for (const said of ['agreement-copy', 'license-metadata', 'UTF-8', 'No Llama material'])
      expect(text).not.toContain(said);
  });

  it('shows what is written as code as code', () => {
    const [table] = tables(
      markdown(
        reportOf([{ ...REPOSITORY, obligations: [obligation({ outcome: 'unmet', remedy: 'Write `license: a|b`.' })] }]),
        WHOLE,
      ),
    );
    expect(table?.[1]?.[2]).toContain('Do: Write license: a|b.');
  });
});

describe('the limit', () => {
  const big = reportOf(
    Array.from({ length: 40 }, (_, at) => ({
      ...REPOSITORY,
      target: `./m${at}`,
      obligations: Array.from({ length: 14 }, (__, rule) =>
        obligation({
          outcome: 'unmet',
          rule: `llama-4/é${rule}`,
          message: 'm'.repeat(200),
          evidence: [{ file: 'README.md', line: 1, column: 1, says: 'x'.repeat(300) }],
        }),
      ),
    })),
  );
  const rows = (text: string): number => text.split('\n').filter((line) => line.startsWith('| **error**')).length;

  it.each([1_000, 5_000, 65_536, 200_000, 300_000])(
    'of %d bytes is kept, cut at a row, and what is left out is counted',
    (limit) => {
      const text = markdown(big, { quiet: false, limit });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
      const [, left = '0'] = /\*\*(\d+) findings and the evidence did not fit here/.exec(text) ?? [];
      expect(rows(text) + Number(left)).toBe(40 * 14);
      expect(
        tables(text)
          .flat()
          .every((row) => row.length === 4),
      ).toBe(true);
      expect(text).toMatch(/This is not legal advice\.\n$/);
      if (limit >= 65_536) expect(Buffer.byteLength(text)).toBeGreaterThan(limit - 1_000 - 5_000);
    },
  );

  it('takes evidence only when every finding is in', () => {
    const all = Buffer.byteLength(markdown(big, WHOLE));
    const text = markdown(big, { quiet: false, limit: all - 1 });
    expect(rows(text)).toBe(40 * 14);
    expect(text).toContain('Some of the evidence did not fit here');
    expect(text.split('<details>').length).toBe(40);
    expect(markdown(big, { quiet: false, limit: all })).toBe(markdown(big, WHOLE));
  });
});

describe('hostile text', () => {
  it('of a repository is text or code', async () => {
    for (const [, report] of await hostileReports()) expectHarmless(report, markdown(report, WHOLE));
  });

  it('is rendered as what it is', () => {
    const text = 'a_b *c* <b>d</b> [e](f) &amp; g|h \\ ~~i~~ `` $j$ #1 @k www.l.example https://m.example';
    const [table] = tables(
      markdown(
        reportOf([{ ...REPOSITORY, obligations: [obligation({ outcome: 'unmet', message: text, remedy: '' })] }]),
        WHOLE,
      ),
    );
    expect(table?.[1]?.[2]?.replaceAll('\u200b', '')).toBe(text);
  });

  it('shows an address so that it can be copied, and is no link', () => {
    expect(escapeMarkdown('See https://www.llama.com/llama4/use-policy.', false)).toBe(
      'See `https://www.llama.com/llama4/use-policy`.',
    );
  });
});

it('a target that could not be read counts as a finding', () => {
  const report = reportOf([WITHOUT_LLAMA, ...Array.from({ length: 50 }, () => UNREADABLE)]);
  expect(report.repositories.filter(isUnreadable)).toHaveLength(50);
  expect(markdown(report, { quiet: false, limit: 2_000 })).toMatch(
    /\*\*\d+ findings and the evidence did not fit here/,
  );
});
