import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { auditReport } from '../../src/audit/audit-report.ts';
import { openJoined } from '../../src/audit/joined.ts';
import { Journal } from '../../src/audit/journal.ts';
import { openSince } from '../../src/audit/since.ts';
import { UsageError } from '../../src/errors/usage-error.ts';
import { auditCsv } from '../../src/reporters/audit/csv.ts';
import { auditHtml } from '../../src/reporters/audit/html.ts';
import { auditJson, auditNdjson } from '../../src/reporters/audit/json.ts';
import { auditMarkdown } from '../../src/reporters/audit/markdown.ts';
import { auditTable } from '../../src/reporters/audit/table.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { header } from './sample-journal.ts';
import { audited, sourcesOf } from './sample-sources.ts';

// A journal that somebody else wrote, as --since, --resume and merge are handed it.

const TODAY = '2026-07-01';

/** Everything that a journal can be used for. */
function used(path: string): void {
  const { journals, close } = openJoined([path]);
  const report = auditReport(journals);
  for (const print of [auditJson, auditNdjson, auditCsv, auditHtml]) [...print(report)].join('');
  [...auditTable(report, { color: false, quiet: false, width: 80 })].join('');
  auditMarkdown(report, { quiet: false, limit: 100_000 });
  close();
  const since = openSince(path, header(), TODAY);
  for (const target of journals[0].contents.listed.keys()) since.entryOf(target);
  since.close();
  const journal = Journal.open(path, header(), 'resume');
  for (const target of journal.contents.listed.keys()) journal.target(target);
  journal.close();
}

/** Puts `value` in the place of one part of a parsed line: the one that `choose` takes, level by level. */
function spoiled(line: unknown, value: unknown, choose: (count: number) => number): unknown {
  if (typeof line !== 'object' || line === null || Object.keys(line).length === 0) return value;
  const keys = Object.keys(line);
  const at = choose(keys.length + 1);
  const key = keys[at];
  if (key === undefined) return value;
  const changed: unknown = spoiled((line as Readonly<Record<string, unknown>>)[key], value, choose);
  return Array.isArray(line)
    ? line.map((one: unknown, index) => (index === at ? changed : one))
    : { ...line, [key]: changed };
}

it('with anything in the place of anything, is used or refused, and nothing else', async () => {
  const whole = join(temporaryFolder(), 'whole.ndjson');
  await audited(whole, sourcesOf());
  const lines = readFileSync(whole, 'utf8').trimEnd().split('\n');
  let refused = 0;
  fc.assert(
    fc.property(
      fc.nat(lines.length - 1),
      fc.jsonValue({ maxDepth: 2 }),
      fc.infiniteStream(fc.nat()),
      (at, value, numbers) => {
        const choose = (count: number): number => Number(numbers.next().value) % count;
        const path = join(temporaryFolder(), 'odd.ndjson');
        writeFileSync(
          path,
          `${lines.map((line, index) => (index === at ? JSON.stringify(spoiled(JSON.parse(line), value, choose)) : line)).join('\n')}\n`,
        );
        try {
          used(path);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          refused += 1;
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(refused).toBeGreaterThan(40);
});

it.each([
  [
    'deeper than can be written again',
    `{"done":"hf:a/b","finished":"2026","entry":{"target":"hf:a/b","source":"hub","error":{"code":"network","message":"","hint":""},"more":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
  ],
  ['of a part of more parts than there can be', JSON.stringify(header({ shard: { index: 1, of: 1e9 } }))],
])('is refused with a line %s', async (_, line) => {
  const path = join(temporaryFolder(), 'odd.ndjson');
  if (line.startsWith('{"journal"')) writeFileSync(path, `${line}\n`);
  else {
    await audited(path, sourcesOf());
    appendFileSync(path, `${line}\n`);
  }
  expect(() => {
    used(path);
  }).toThrow(UsageError);
});

it.each(['resume', 'keep'] as const)('that is another file without a whole line is left as it is: %s', (opening) => {
  const path = join(temporaryFolder(), 'model.json');
  writeFileSync(path, '{"name":"cake"}');
  expect(() => Journal.open(path, header(), opening)).toThrow('is not the journal of an audit');
  expect(readFileSync(path, 'utf8')).toBe('{"name":"cake"}');
});
