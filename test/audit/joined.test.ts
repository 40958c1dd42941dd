import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { auditReport } from '../../src/audit/audit-report.ts';
import { openJoined, type Joined } from '../../src/audit/joined.ts';
import type { Entry, Header } from '../../src/audit/journal-line.ts';
import { Journal } from '../../src/audit/journal.ts';
import { isInShard, type Shard } from '../../src/audit/shard.ts';
import { repositories } from '../reporters/sample-audit.ts';
import { LICENSE } from '../reporters/sample-report.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { header } from './sample-journal.ts';

const ENTRIES = repositories(40);

interface Part {
  readonly header?: Partial<Header>;
  /** Says of each entry whether this journal has it, and in which form. */
  readonly entry?: (entry: Entry) => Entry | null;
  readonly listing?: 'whole' | 'broken';
}

function journalOf({ header: given = {}, entry = (one) => one, listing = 'whole' }: Part): string {
  const path = join(temporaryFolder(), 'part.ndjson');
  const journal = Journal.open(path, header(given), 'resume');
  const { shard = null } = given;
  ENTRIES.forEach(({ target }, at) => {
    if (isInShard(target, shard)) journal.list({ target, revision: null }, at);
  });
  if (listing === 'whole') journal.endListing([LICENSE]);
  for (const one of ENTRIES) {
    const done = isInShard(one.target, shard) ? entry(one) : null;
    if (done !== null) journal.finish(one.target, done);
  }
  journal.close();
  return path;
}

function joined(...paths: readonly string[]): Joined {
  const opened = openJoined(paths);
  onTestFinished(() => {
    opened.close();
  });
  return opened;
}

const part = (index: number, of: number): { readonly shard: Shard } => ({ shard: { index, of } });

describe('journals of all parts', () => {
  it('make the report of the whole audit, in the order of the listing, in whatever order they are named', () => {
    const [one, two, three] = [1, 2, 3].map((index) => journalOf({ header: part(index, 3) })) as [
      string,
      string,
      string,
    ];
    for (const paths of [
      [one, two, three],
      [three, one, two],
    ]) {
      const { journals, remarks, whole } = joined(...paths);
      const report = auditReport(journals);
      expect([...report.repositories]).toEqual(ENTRIES);
      expect({ remarks, whole, left: report.left }).toEqual({ remarks: [], whole: true, left: 0 });
    }
  });

  it('are told apart from those of which one is missing', () => {
    const { journals, remarks, whole } = joined(journalOf({ header: part(2, 4) }));
    expect({ remarks, whole }).toEqual({ remarks: ['parts 1, 3, 4 of 4 are missing'], whole: false });
    expect([...auditReport(journals).repositories]).toEqual(
      ENTRIES.filter(({ target }) => isInShard(target, { index: 2, of: 4 })),
    );
  });

  it('are told apart from those of which one is not finished', () => {
    const { journals, whole, remarks } = joined(
      journalOf({ header: part(1, 2) }),
      journalOf({ header: part(2, 2), entry: () => null }),
    );
    expect({ whole, remarks }).toEqual({ whole: true, remarks: [] });
    expect(auditReport(journals).left).toBe(
      ENTRIES.filter(({ target }) => isInShard(target, { index: 2, of: 2 })).length,
    );
    const broken = joined(journalOf({ listing: 'broken', entry: () => null }));
    expect(broken.whole).toBe(false);
    expect(broken.remarks).toEqual([expect.stringMatching(/^not all targets of .* were listed$/)]);
  });

  it('that overlap are joined all the same: the later result counts', async () => {
    const old = journalOf({
      entry: (entry) => ({ target: entry.target, source: 'hub', error: { code: 'network', message: 'no', hint: '' } }),
    });
    // The moments of a journal are milliseconds.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const late = journalOf({});
    for (const paths of [
      [old, late],
      [late, old],
    ]) {
      const { journals, remarks } = joined(...paths);
      expect([...auditReport(journals).repositories]).toEqual(ENTRIES);
      expect(remarks).toEqual(['40 targets are in more than one journal; the later result counts']);
    }
  });

  it('of different audits are not joined', () => {
    const own = journalOf({});
    const refused = (input: Partial<Header>, message: string) => {
      expect(() => openJoined([own, journalOf({ header: input })])).toThrow(message);
    };
    refused({ asked: { name: 'hf:other', key: 'hf:other' } }, 'is the journal of hf:other');
    refused(
      { judgement: { rules: [], trustConfig: true, offline: false, follow: null } },
      'were judged with other --trust-config',
    );
    refused(part(1, 2), 'is one of 2 parts');
    expect(() => openJoined([journalOf({ header: part(1, 2) }), journalOf({ header: part(1, 3) })])).toThrow(
      'one of 3 parts',
    );
    for (const path of [`${own}x`, temporaryFolder()]) expect(() => openJoined([own, path])).toThrow('cannot be read');
    const other = join(temporaryFolder(), 'x');
    writeFileSync(other, '{"schemaVersion":1}\n');
    expect(() => openJoined([own, other])).toThrow('is not the journal');
  });
});
