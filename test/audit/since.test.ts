import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import type { Entry } from '../../src/audit/journal-line.ts';
import { Journal } from '../../src/audit/journal.ts';
import { openSince, type Since } from '../../src/audit/since.ts';
import { json } from '../../src/reporters/json.ts';
import { obligation, REPOSITORY, reportOf, UNREADABLE } from '../reporters/sample-report.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { header } from './sample-journal.ts';

const TODAY = '2026-06-01';
const READ: Entry = {
  ...REPOSITORY,
  target: 'hf:acme/a',
  source: 'hub',
  revision: 'a1',
  obligations: [obligation({ outcome: 'met' })],
};
const FOLDER: Entry = { ...READ, target: './a', source: 'local', revision: null };
const waived = (target: string, until: string | null): Entry => ({
  ...READ,
  target,
  obligations: [obligation({ outcome: 'unmet', waived: { reason: 'agreed', until } })],
});
const ENTRIES = [
  READ,
  FOLDER,
  UNREADABLE,
  waived('hf:acme/over', '2026-05-31'),
  waived('hf:acme/today', TODAY),
  waived('hf:acme/always', null),
];

function ofJournal(input = header()): Since {
  const path = join(temporaryFolder(), 'earlier.ndjson');
  const journal = Journal.open(path, header(), 'resume');
  ENTRIES.forEach(({ target }, at) => {
    journal.list({ target, revision: null }, at);
  });
  journal.endListing([]);
  for (const entry of ENTRIES) journal.finish(entry.target, entry);
  journal.close();
  return opened(path, input);
}

function ofReport(input = header()): Since {
  const path = join(temporaryFolder(), 'earlier.json');
  writeFileSync(path, json(reportOf(ENTRIES), { color: false, quiet: false, width: 80 }));
  return opened(path, input);
}

function opened(path: string, given = header()): Since {
  const since = openSince(path, given, TODAY);
  onTestFinished(() => {
    since.close();
  });
  return since;
}

describe.each([
  ['a journal', ofJournal],
  ['a report as JSON', ofReport],
])('what %s holds', (_, open) => {
  it('is taken over, and marked so', () => {
    const since = open();
    expect([since.unusable, since.revisionOf('hf:acme/a')]).toEqual([null, 'a1']);
    expect(since.entryOf('hf:acme/a')).toEqual({ ...READ, unchanged: true });
  });

  it('of a folder, of what could not be read and of what was not there is not', () => {
    const since = open();
    expect(['./a', 'hf:nobody/nothing', 'hf:acme/new'].map((target) => since.revisionOf(target))).toEqual([
      null,
      null,
      null,
    ]);
    expect(since.entryOf('hf:nobody/nothing')).toBe(null);
  });

  it('of a waiver that has run out since is not', () => {
    const since = open();
    expect(['hf:acme/over', 'hf:acme/today', 'hf:acme/always'].map((target) => since.entryOf(target) !== null)).toEqual(
      [false, true, true],
    );
  });

  it('is of no use when another version judged', () => {
    expect(open(header({ tool: { name: 'llama-license-lint', version: '0.2.0' } })).unusable).toContain(
      'another version of this program (0.1.0)',
    );
  });
});

it('of a journal that was judged by other options nothing is taken over', () => {
  expect(
    ofJournal(header({ judgement: { rules: ['1'], trustConfig: false, offline: false, follow: null } })).unusable,
  ).toBe('with other --rules');
});

it.each([
  ['{"schemaVersion":2,"repositories":[]}', 'is not an earlier audit'],
  ['hello', 'is not an earlier audit'],
  ['', 'is not an earlier audit'],
  ['[1]', 'is not an earlier audit'],
])('%j is nothing to compare with', (text, message) => {
  const path = join(temporaryFolder(), 'x');
  writeFileSync(path, text);
  expect(() => openSince(path, header(), TODAY)).toThrow(message);
  expect(() => openSince(`${path}y`, header(), TODAY)).toThrow('cannot be read');
});
