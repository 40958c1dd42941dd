import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lock } from '../../src/audit/lock.ts';
import { execute } from '../consumer/command-line.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

describe('the lock beside a journal', () => {
  it('names the process that holds it, and is gone afterwards', () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    const unlock = lock(path);
    expect(readFileSync(`${path}.lock`, 'utf8')).toBe(String(process.pid));
    unlock();
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });

  it('of a process that runs keeps others away', () => {
    const path = join(temporaryFolder(), 'j.ndjson');
    writeFileSync(`${path}.lock`, String(process.ppid));
    expect(() => lock(path)).toThrow(`another audit (process ${process.ppid}) writes to ${path}`);
    expect(readFileSync(`${path}.lock`, 'utf8')).toBe(String(process.ppid));
  });

  it.each([
    ['a process that is gone', null],
    ['this process, as an earlier one had its number in a container', String(process.pid)],
    ['no process', 'x'],
    ['nothing', ''],
  ])('of %s is taken over', async (_, text) => {
    const path = join(temporaryFolder(), 'j.ndjson');
    const gone = (await execute(process.execPath, ['-p', 'process.pid'])).stdout.trim();
    writeFileSync(`${path}.lock`, text ?? gone);
    const unlock = lock(path);
    expect(readFileSync(`${path}.lock`, 'utf8')).toBe(String(process.pid));
    unlock();
    expect(existsSync(`${path}.lock`)).toBe(false);
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });
});
