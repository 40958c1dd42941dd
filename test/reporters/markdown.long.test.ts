import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { escapeMarkdown, markdownCode } from '../../src/reporters/escape-markdown.ts';
import { JOB_SUMMARY_BYTES, markdown } from '../../src/reporters/markdown.ts';
import { ANY_REPORT, TEXT } from './hostile-reports.ts';
import { expectHarmless, read, tables, textOf } from './read-markdown.ts';

describe('any report as Markdown', () => {
  it('keeps to the limit', () => {
    fc.assert(
      fc.property(ANY_REPORT, fc.integer({ min: 1_000, max: 20_000 }), fc.boolean(), (report, limit, quiet) => {
        const text = markdown(report, { quiet, limit });
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
        expectHarmless(report, text);
      }),
      { numRuns: 200 },
    );
  });

  it('is text or code', () => {
    fc.assert(
      fc.property(ANY_REPORT, (report) => {
        expectHarmless(report, markdown(report, { quiet: false, limit: JOB_SUMMARY_BYTES }));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every character of a text, alone and in a table', () => {
    fc.assert(
      fc.property(TEXT, fc.boolean(), (text, inTable) => {
        const plain = (markup: string): string =>
          (inTable
            ? (tables(`| a |\n|---|\n| x ${markup} x |\n`)[0]?.[1]?.[0] ?? '')
            : textOf(read(`x ${markup} x`))
          ).replaceAll('\u200b', '');
        const shown = markdownCode(text, inTable);
        expect(plain(shown)).toMatch(/^x [^]* x$/);
        const [, code = ''] = /^x ([^]*) x$/.exec(plain(shown)) ?? [];
        if (!/[^ -~]|^ *$|\.{3}$/.test(text) && text.length < 600) {
          expect(code).toBe(text);
          expect(plain(escapeMarkdown(text, inTable)).replace(/\s+/g, ' ')).toBe(
            `x ${text.replace(/`([^`]+)`/g, '$1')} x`.replace(/\s+/g, ' '),
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});
