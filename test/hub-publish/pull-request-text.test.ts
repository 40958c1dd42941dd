import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FixReport } from '../../src/fix-report.ts';
import { description, isOurTitle, MARKER, title } from '../../src/hub-publish/pull-request-text.ts';
import { ANY_REPORT, hostileReports, TEXT } from '../reporters/hostile-reports.ts';
import { nodesOf, PLAIN, read } from '../reporters/read-markdown.ts';
import { LICENSE, obligation, ONE, REPOSITORY, reportOf } from '../reporters/sample-report.ts';

const edit = fc.record({ rule: fc.oneof(fc.constant('llama-4/notice-file'), TEXT), says: TEXT, safe: fc.boolean() });
const file = fc.record({ path: TEXT, created: fc.boolean(), edits: fc.array(edit, { maxLength: 4 }), diff: TEXT });
const agreement = fc.record({
  license: TEXT,
  from: fc.option(TEXT),
  published: TEXT,
  tried: fc.array(fc.record({ where: TEXT, why: TEXT }), { maxLength: 2 }),
});
const FIX = fc.record({
  files: fc.array(file, { maxLength: 4 }),
  withheld: fc.array(edit, { maxLength: 4 }),
  left: fc.array(TEXT, { maxLength: 2 }),
  agreements: fc.array(agreement, { maxLength: 2 }),
});

/** Any report of a fix, whatever its texts say. */
const ANY_FIX: fc.Arbitrary<FixReport> = fc
  .tuple(ANY_REPORT, FIX)
  .map(([report, fix]) => ({ ...report, fix: { ...fix, written: false, published: null, before: report.summary } }));
const NO_FIX = {
  written: false,
  published: null,
  files: [],
  withheld: [],
  left: [],
  agreements: [],
  before: ONE.summary,
};

const OWN_HTML = [MARKER, '<br>', '<span>', '</span>', '<code>', '</code>'];
const LIVE = /https?:\/\/|\bwww\.|@\w|#\w|\bGH-\d|:[\w+-]+:|^\$[^$]+\$$/i;

/** Nothing acts but the one link to this program's page, and the lines stay what they are. */
function expectHarmless(text: string): void {
  expect(text.startsWith(`${MARKER}\n\n`)).toBe(true);
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  const nodes = nodesOf(read(text));
  for (const node of nodes) {
    expect([...PLAIN, 'link']).toContain(node.type);
    if (node.type === 'html') expect(OWN_HTML).toContain(node.value);
    if (node.type === 'link') expect(node.url).toBe('https://github.com/llama-license-lint/llama-license-lint');
    if (node.type === 'text') expect(node.value).not.toMatch(LIVE);
    if (node.type === 'tableRow') expect(node.children).toHaveLength(3);
  }
  expect(nodes.filter(({ type }) => type === 'link')).toHaveLength(1);
  expect(nodes.filter(({ type }) => type === 'table')).toHaveLength(1);
  expect(nodes.filter(({ type }) => type === 'heading').length).toBeLessThanOrEqual(2);
  expect(text).toMatch(/This is not legal advice\.\n$/);
}

describe('the description of a pull request', () => {
  it('shows what a hostile repository says as text or code', async () => {
    for (const [, report] of await hostileReports()) expectHarmless(description({ ...report, fix: NO_FIX }));
  });

  it('shows what any fix says as text or code', () => {
    fc.assert(
      fc.property(ANY_FIX, (report) => {
        expectHarmless(description(report));
      }),
      { numRuns: 400 },
    );
  });

  it('names no place on the machine that made it', () => {
    fc.assert(
      fc.property(ANY_FIX, (report) => {
        const at = (from: string) =>
          description({
            ...report,
            fix: {
              ...report.fix,
              agreements: [{ license: 'llama-4', from, published: '', tried: [{ where: from, why: from }] }],
            },
          });
        expect(at('/home/somebody/LICENSE')).toBe(at('C:\\texts\\LICENSE'));
      }),
      { numRuns: 50 },
    );
  });

  it('is no longer than a comment may be, and counts what it leaves out', () => {
    const obligations = Array.from({ length: 3000 }, (_, at) =>
      obligation({ outcome: 'unmet', rule: `llama-4/r${at}`, message: 'm'.repeat(500), remedy: 'r'.repeat(500) }),
    );
    const report: FixReport = {
      ...reportOf([{ ...REPOSITORY, obligations }]),
      fix: {
        ...NO_FIX,
        files: [
          {
            path: 'README.md',
            created: false,
            diff: '',
            edits: Array.from({ length: 900 }, (_, at) => ({
              rule: 'llama-4/notice-file',
              says: `${at} ${'e'.repeat(400)}`,
              safe: true,
            })),
          },
        ],
      },
    };
    const text = description(report);
    expect(text.length).toBeLessThan(65_000);
    expect(text).toMatch(/\| … \| and \d+ more \| \|\n/);
    expect(text).toMatch(/\n\* and \d+ more\n/);
    expectHarmless(text);
  });
});

describe('the title', () => {
  it('names the license', () => {
    expect(title({ licenses: [LICENSE] })).toBe(`Meet the ${LICENSE.name} (llama-license-lint)`);
  });

  it('is one line that is known again, whatever the licenses are called', () => {
    fc.assert(
      fc.property(ANY_FIX, (report) => {
        const made = title(report);
        expect(made.length).toBeLessThanOrEqual(200);
        expect(made).not.toMatch(/\p{Cc}/u);
        expect(isOurTitle(made)).toBe(true);
      }),
    );
  });

  it.each(['Meet the team', 'Update README.md', 'llama-license-lint'])('%s is not one of ours', (other) => {
    expect(isOurTitle(other)).toBe(false);
  });
});
