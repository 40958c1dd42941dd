import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { auditReport } from '../../src/audit/audit-report.ts';
import { runAudit, type AuditSources, type Watcher } from '../../src/audit/audit.ts';
import type { AuditTarget, Entry } from '../../src/audit/journal-line.ts';
import { Journal } from '../../src/audit/journal.ts';
import { auditJson } from '../../src/reporters/audit-json.ts';
import { TargetError } from '../../src/snapshot/target-error.ts';
import { repositories } from '../reporters/sample-audit.ts';
import { LICENSE } from '../reporters/sample-report.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { contentsOf, header, readableAt } from './sample-journal.ts';

const ENTRIES = repositories(30);
const UNWATCHED: Watcher = { listed: () => undefined, done: () => undefined };

interface Asked {
  readonly sources: AuditSources;
  /** The targets that were checked, in order. */
  readonly checked: string[];
  lists: number;
}

/** Gives the entries of the sample, or what a test puts in the place of some. */
function sourcesOf(instead: (target: string) => Entry | Error | null = () => null): Asked {
  const asked: Asked = {
    checked: [],
    lists: 0,
    sources: {
      // eslint-disable-next-line @typescript-eslint/require-await -- the Hub's list waits
      async* list(): AsyncGenerator<AuditTarget> {
        asked.lists += 1;
        for (const entry of ENTRIES) yield { target: entry.target, revision: 'error' in entry ? null : entry.revision };
      },
      locate: (target) => Promise.resolve(target),
      check({ target }) {
        asked.checked.push(target);
        const other = instead(target);
        if (other instanceof Error) return Promise.reject(other);
        const entry = other ?? ENTRIES.find((one) => one.target === target);
        return entry === undefined ? Promise.reject(new Error(`no ${target}`)) : Promise.resolve(entry);
      },
      licenses: [LICENSE],
    },
  };
  return asked;
}

async function audited(path: string, { sources }: Asked, opening: 'resume' | 'replace' | 'keep' = 'resume', stop = new AbortController().signal): Promise<void> {
  const journal = Journal.open(path, header(), opening);
  try {
    await runAudit(journal, sources, { concurrency: 4, shard: null, since: null, stop, watcher: UNWATCHED });
  } finally {
    journal.close();
  }
}

const reportAt = (path: string): string => [...auditJson(auditReport([readableAt(path)]))].join('');

describe('a journal', () => {
  it('holds all that was found: the report is made of it alone, in the order of the listing', async () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    await audited(path, sourcesOf());
    const report = auditReport([readableAt(path)]);
    expect([...report.repositories]).toEqual(ENTRIES);
    expect(report).toMatchObject({ left: 0, licenses: [LICENSE], summary: { repositories: 30, unreadable: ENTRIES.filter((entry) => 'error' in entry).length } });
  });

  it('cut off anywhere, as by a kill or a power cut, is gone on with and comes out the same; what was done is not done again', async () => {
    const whole = join(temporaryFolder(), 'whole.ndjson');
    await audited(whole, sourcesOf());
    const bytes = readFileSync(whole);
    const expected = reportAt(whole);
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: bytes.length }), async (length) => {
      const path = join(temporaryFolder(), 'cut.ndjson');
      writeFileSync(path, bytes.subarray(0, length));
      const wholeLines = bytes.subarray(0, bytes.subarray(0, length).lastIndexOf('\n') + 1).toString().trimEnd().split('\n');
      const before = wholeLines.filter((line) => line.startsWith('{"done"')).length;
      const asked = sourcesOf();
      await audited(path, asked);
      expect(reportAt(path)).toBe(expected);
      // Of the sample's entries none failed in a way that passes, so that none of them is due again.
      expect(asked.checked.length).toBe(ENTRIES.length - before);
      expect(asked.lists).toBe(wholeLines.includes('{"allListed":true}') ? 0 : 1);
    }), { numRuns: 60 });
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
    const failing = (code: 'network' | 'rate-limited' | 'not-found', target: string): Entry => ({ target, source: 'hub', error: { code, message: 'no', hint: '' } });
    const [one, two, three] = ENTRIES.map(({ target }) => target);
    await audited(path, sourcesOf((target) => (target === one ? failing('network', target) : target === two ? failing('rate-limited', target) : target === three ? failing('not-found', target) : null)));
    const again = sourcesOf();
    await audited(path, again);
    expect(again.checked.sort()).toEqual([one, two].sort());
    expect([...auditReport([readableAt(path)]).repositories].slice(0, 3)).toEqual([ENTRIES[0], ENTRIES[1], failing('not-found', three ?? '')]);
  });

  it('is for nobody else’s eyes: what is private may be in it', async () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    await audited(path, sourcesOf());
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('of an audit that this program fails at in one repository says so, and goes on', async () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    await audited(path, sourcesOf((target) => (target === ENTRIES[4]?.target ? new TypeError('x is not a function') : null)));
    const all = [...auditReport([readableAt(path)]).repositories];
    expect(all.length).toBe(30);
    expect(all[4]).toMatchObject({ target: ENTRIES[4]?.target, source: 'hub', error: { code: 'invalid', message: 'internal error: x is not a function', hint: expect.stringContaining('report it') as string } });
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
      async* list() {
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

describe('a journal that is there', () => {
  const there = async (): Promise<string> => {
    const path = join(temporaryFolder(), 'j.ndjson');
    await audited(path, sourcesOf());
    return path;
  };

  it('is never written over unless it is the audit’s own', async () => {
    const path = await there();
    const before = readFileSync(path, 'utf8');
    await expect(audited(path, sourcesOf(), 'keep')).rejects.toThrow(`the journal ${path} is there already`);
    expect(readFileSync(path, 'utf8')).toBe(before);
    const asked = sourcesOf();
    await audited(path, asked, 'replace');
    expect(asked.checked.length).toBe(30);
  });

  it('is not taken for that of another audit', async () => {
    const path = await there();
    const opened = (given: Parameters<typeof header>[0]) => () => { Journal.open(path, header(given), 'resume').close(); };
    expect(opened({ asked: { name: 'hf:other', key: 'hf:other' } })).toThrow(`${path} is the journal of hf:acme`);
    expect(opened({ shard: { index: 1, of: 4 } })).toThrow('is the journal of hf:acme');
    expect(opened({ asked: { name: 'hf:acme', key: 'list 5' } })).toThrow('the list has changed since');
    expect(opened({ judgement: { rules: ['x'], trustConfig: false, offline: false, follow: null } })).toThrow('were judged with other --rules');
    expect(opened({ judgement: { rules: [], trustConfig: true, offline: false, follow: null } })).toThrow('were judged with other --trust-config');
    expect(opened({ tool: { name: 'llama-license-lint', version: '0.0.9' } })).toThrow('another version');
    expect(opened({})).not.toThrow();
  });

  it.each([['{"a":1}\n', 'is no journal of an audit'], ['hello\n', 'is no journal of an audit'], ['[]\n', 'is no journal of an audit'], ['{"journal":2}\n', 'another version'], ['\n', 'is no journal']])('is none when it holds %j', (text, message) => {
    const path = join(temporaryFolder(), 'j.ndjson');
    writeFileSync(path, text);
    expect(() => Journal.open(path, header(), 'resume')).toThrow(message);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('says which line of it is none', async () => {
    const path = await there();
    const lines = readFileSync(path, 'utf8').split('\n');
    lines[5] = '{"done":"x","entry":7}';
    writeFileSync(path, lines.join('\n'));
    expect(() => Journal.open(path, header(), 'resume')).toThrow(`line 6 of ${path} is none of a journal`);
  });

  it('with nothing in it, or half a first line, is begun', async () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    for (const text of ['', '{"journal":1,"to']) {
      writeFileSync(path, text);
      await audited(path, sourcesOf());
      expect([...auditReport([readableAt(path)]).repositories]).toEqual(ENTRIES);
    }
  });

  it('that somebody cuts while it is written to is no report', async () => {
    const path = await there();
    const readable = readableAt(path);
    truncateSync(path, 3000);
    expect(() => auditReport([readable])).toThrow('was changed while it was read');
  });
});
