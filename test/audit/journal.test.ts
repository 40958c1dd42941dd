import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { auditReport } from '../../src/audit/audit-report.ts';
import { runAudit, type AuditSources } from '../../src/audit/audit.ts';
import type { Entry } from '../../src/audit/journal-line.ts';
import { Journal } from '../../src/audit/journal.ts';
import { auditJson } from '../../src/reporters/audit/json.ts';
import { TargetError } from '../../src/errors/target-error.ts';
import { LICENSE } from '../reporters/sample-report.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { contentsOf, header, readableAt } from './sample-journal.ts';
import { audited, ENTRIES, sourcesOf, UNWATCHED } from './sample-sources.ts';

const reportAt = (path: string): string => [...auditJson(auditReport([readableAt(path)]))].join('');

describe('a journal', () => {
  it('holds all that was found: the report is made of it alone, in the order of the listing', async () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    await audited(path, sourcesOf());
    const report = auditReport([readableAt(path)]);
    expect([...report.repositories]).toEqual(ENTRIES);
    expect(report).toMatchObject({
      left: 0,
      licenses: [LICENSE],
      summary: { repositories: 30, unreadable: ENTRIES.filter((entry) => 'error' in entry).length },
    });
  });

  it('cut off anywhere, as by a kill or a power cut, is gone on with and comes out the same; what was done is not done again', async () => {
    const whole = join(temporaryFolder(), 'whole.ndjson');
    await audited(whole, sourcesOf());
    const bytes = readFileSync(whole);
    const expected = reportAt(whole);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length }), async (length) => {
        const path = join(temporaryFolder(), 'cut.ndjson');
        writeFileSync(path, bytes.subarray(0, length));
        const wholeLines = bytes
          .subarray(0, bytes.subarray(0, length).lastIndexOf('\n') + 1)
          .toString()
          .trimEnd()
          .split('\n');
        const before = wholeLines.filter((line) => line.startsWith('{"done"')).length;
        const asked = sourcesOf();
        await audited(path, asked);
        expect(reportAt(path)).toBe(expected);
        // Of the sample's entries none failed in a way that passes, so that none of them is due again.
        expect(asked.checked.length).toBe(ENTRIES.length - before);
        expect(asked.lists).toBe(wholeLines.includes('{"allListed":true}') ? 0 : 1);
      }),
      { numRuns: 60 },
    );
  });

  it('is a whole one at every moment: each line is written at once', async () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    const asked = sourcesOf();
    const states: number[] = [];
    const watched: AuditSources = {
      ...asked.sources,
      check(target) {
        expect(readFileSync(path, 'utf8')).toMatch(/\n$/);
        states.push(contentsOf(path).done.size);
        return asked.sources.check(target);
      },
    };
    await audited(path, { ...asked, sources: watched });
    expect(states.at(-1)).toBeGreaterThan(states.length - 10);
  });

  it('tries again what the network or a limit was in the way of, and nothing else', async () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    const failing = (code: 'network' | 'rate-limited' | 'not-found', target: string): Entry => ({
      target,
      source: 'hub',
      error: { code, message: 'no', hint: '' },
    });
    const [one, two, three] = ENTRIES.map(({ target }) => target);
    await audited(
      path,
      sourcesOf((target) =>
        target === one
          ? failing('network', target)
          : target === two
            ? failing('rate-limited', target)
            : target === three
              ? failing('not-found', target)
              : null,
      ),
    );
    const again = sourcesOf();
    await audited(path, again);
    expect(again.checked.sort()).toEqual([one, two].sort());
    expect([...auditReport([readableAt(path)]).repositories].slice(0, 3)).toEqual([
      ENTRIES[0],
      ENTRIES[1],
      failing('not-found', three ?? ''),
    ]);
  });

  it('is for nobody else’s eyes: what is private may be in it', async () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    await audited(path, sourcesOf());
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('of an audit that this program fails at in one repository says so, and goes on', async () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    await audited(
      path,
      sourcesOf((target) => (target === ENTRIES[4]?.target ? new TypeError('x is not a function') : null)),
    );
    const all = [...auditReport([readableAt(path)]).repositories];
    expect(all.length).toBe(30);
    expect(all[4]).toMatchObject({
      target: ENTRIES[4]?.target,
      source: 'hub',
      error: {
        code: 'invalid',
        message: 'internal error: x is not a function',
        hint: expect.stringContaining('report it') as string,
      },
    });
  });

  it('of an audit that was stopped holds what was finished, and the rest is left', async () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    const stop = new AbortController();
    const asked = sourcesOf();
    const slow: AuditSources = {
      ...asked.sources,
      check: async (target) => {
        if (asked.checked.length >= 10) {
          stop.abort();
          // What runs is not waited for.
          return new Promise(() => undefined);
        }
        return asked.sources.check(target);
      },
    };
    await audited(path, { ...asked, sources: slow }, 'resume', stop.signal);
    const { left, summary } = auditReport([readableAt(path)]);
    expect(summary.repositories).toBeGreaterThan(5);
    expect(left + summary.repositories).toBe(30);
    await audited(path, sourcesOf());
    expect([...auditReport([readableAt(path)]).repositories]).toEqual(ENTRIES);
  });

  it('takes nothing more once the audit was stopped', async () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    const stop = new AbortController();
    const asked = sourcesOf();
    const late: (() => void)[] = [];
    const slow: AuditSources = {
      ...asked.sources,
      check: async (target) => {
        await new Promise<void>((resolve) => {
          late.push(resolve);
          if (late.length === 4) stop.abort();
        });
        return asked.sources.check(target);
      },
    };
    const journal = Journal.open(path, header(), 'resume');
    await runAudit(journal, slow, { concurrency: 4, shard: null, since: null, stop: stop.signal, watcher: UNWATCHED });
    for (const go of late) go();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([asked.checked.length, journal.contents.done.size]).toEqual([4, 0]);
    journal.close();
  });

  it('has no targets when they could not all be listed, and is listed anew', async () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    const asked = sourcesOf();
    const broken: AuditSources = {
      ...asked.sources,
      async *list() {
        let listed = 0;
        for await (const target of asked.sources.list()) {
          if (listed === 7) throw new TargetError('network', 'the Hub broke off', '');
          listed += 1;
          yield target;
        }
      },
    };
    await expect(audited(path, { ...asked, sources: broken })).rejects.toThrow('the Hub broke off');
    expect(asked.checked).toEqual([]);
    await audited(path, asked);
    expect([...auditReport([readableAt(path)]).repositories]).toEqual(ENTRIES);
  });
});
