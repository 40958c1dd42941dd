import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { auditReport } from '../../src/audit/audit-report.ts';
import { Journal } from '../../src/audit/journal.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { header, readableAt } from './sample-journal.ts';
import { audited, ENTRIES, sourcesOf } from './sample-sources.ts';

describe('a journal that is there', () => {
  const there = async (): Promise<string> => {
    const path = join(temporaryFolder(), 'j.ndjson');
    await audited(path, sourcesOf());
    return path;
  };

  it('is never written over unless it is the audit’s own', async () => {
    const path = await there();
    const before = readFileSync(path, 'utf8');
    await expect(audited(path, sourcesOf(), 'keep')).rejects.toThrow(`the journal ${path} already exists`);
    expect(readFileSync(path, 'utf8')).toBe(before);
    const asked = sourcesOf();
    await audited(path, asked, 'replace');
    expect(asked.checked.length).toBe(30);
  });

  it('is not taken for that of another audit', async () => {
    const path = await there();
    const opened = (input: Parameters<typeof header>[0]) => () => {
      Journal.open(path, header(input), 'resume').close();
    };
    expect(opened({ asked: { name: 'hf:other', key: 'hf:other' } })).toThrow(`${path} is the journal of hf:acme`);
    expect(opened({ shard: { index: 1, of: 4 } })).toThrow('is the journal of hf:acme');
    expect(opened({ asked: { name: 'hf:acme', key: 'list 5' } })).toThrow('the list has changed since');
    expect(opened({ judgement: { rules: ['x'], trustConfig: false, offline: false, follow: null } })).toThrow(
      'were judged with other --rules',
    );
    expect(opened({ judgement: { rules: [], trustConfig: true, offline: false, follow: null } })).toThrow(
      'were judged with other --trust-config',
    );
    expect(opened({ tool: { name: 'llama-license-lint', version: '0.0.9' } })).toThrow('another version');
    expect(opened({})).not.toThrow();
  });

  it.each([
    ['{"a":1}\n', 'is not the journal of an audit'],
    ['hello\n', 'is not the journal of an audit'],
    ['[]\n', 'is not the journal of an audit'],
    ['{"journal":2}\n', 'another version'],
    ['\n', 'is not the journal'],
  ])('is none when it holds %j', (text, message) => {
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
    expect(() => Journal.open(path, header(), 'resume')).toThrow(`line 6 of ${path} does not belong in a journal`);
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
