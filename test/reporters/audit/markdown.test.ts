import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';

import { auditMarkdown, type AuditMarkdownOptions } from '../../../src/reporters/audit/markdown.ts';
import type { AuditReport } from '../../../src/reporters/audit/audit-report.ts';
import { needsAttention } from '../../../src/reporters/audit/table.ts';
import { JOB_SUMMARY_BYTES } from '../../../src/reporters/markdown.ts';
import { ANY_REPORT } from '../hostile-reports.ts';
import { AUDIT, auditOf, repositories } from '../sample-audit.ts';

const markdown = (report: AuditReport, options: Partial<AuditMarkdownOptions> = {}): string =>
  auditMarkdown(report, { quiet: false, limit: JOB_SUMMARY_BYTES, ...options });
const rows = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('| `'));

function nodesOf(node: Nodes): Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(nodesOf) : [])];
}

describe('the Markdown of an audit', () => {
  it('has a row for each repository, what asks for attention first', () => {
    expect(markdown(AUDIT)).toBe(`## Llama license audit

3 repositories: 1 error, 1 warning, 1 unclear, 1 could not be read

| repository | license | relation | errors | warnings | unclear | unmet or unclear |
|---|---|---|--:|--:|--:|---|
| \`./my-model\` | \`llama-4\` | finetune | 1 | 1 | 1 | \`notice-file\` \`built-with-llama\` \`name-prefix\` |
| \`hf:nobody/nothing\` | | | | | | **could not be read** there is no such repository (not-found) |
| \`./phi\` | – | none | 0 | 0 | 0 | no Llama model found |

This is not legal advice.
`);
    expect(rows(markdown(AUDIT, { quiet: true })).length).toBe(2);
    expect(markdown(auditOf([], 2))).toContain('0 repositories: nothing unmet; 2 targets were not audited');
  });

  it('is cut at a row where a job’s summary ends, and says what is left out', () => {
    const long = repositories(12_000).map((entry, at) =>
      at % 3 === 0 ? { ...entry, target: `${entry.target}-${'x'.repeat(at % 400)}` } : entry,
    );
    const many = auditOf(long);
    const text = markdown(many);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(JOB_SUMMARY_BYTES);
    expect(Buffer.byteLength(text)).toBeGreaterThan(JOB_SUMMARY_BYTES * 0.99);
    const [, out] = /\*\*(\d+) repositories did not fit here/.exec(text) ?? [];
    expect(rows(text).length + Number(out)).toBe(12_000);
    expect(rows(text).filter((row) => !row.endsWith(' |'))).toEqual([]);
    // The first of them, without gaps.
    const all = [...many.repositories];
    const order = [...all.filter(needsAttention), ...all.filter((entry) => !needsAttention(entry))].map(
      ({ target }) => target,
    );
    expect(rows(text).map((row) => row.split('`')[1])).toEqual(order.slice(0, rows(text).length));
  });

  it('of any report has rows of as many cells, and shows text as text', () => {
    fc.assert(
      fc.property(ANY_REPORT, fc.integer({ min: 1000, max: 20_000 }), (report, limit) => {
        const text = markdown({ ...report, left: 0 }, { limit });
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
        const nodes = nodesOf(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
        expect(
          nodes
            .flatMap((node) => (node.type === 'tableRow' ? [node.children.length] : []))
            .filter((cells) => cells !== 7),
        ).toEqual([]);
        expect(
          nodes.filter(({ type }) =>
            ['link', 'image', 'linkReference', 'imageReference', 'footnoteReference'].includes(type),
          ),
        ).toEqual([]);
        expect(
          nodes.flatMap((node) =>
            node.type === 'html' && !/^<\/?(?:span|code|br)>$/.test(node.value) ? [node.value] : [],
          ),
        ).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
