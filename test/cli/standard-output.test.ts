import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { built } from '../consumer/command-line.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

// Every format that prints much has to arrive whole, whatever stdout is.

const CLI = built('cli.js');
/** More than a pipe holds. */
const LARGE = [CLI, 'rules', '--format', 'json'];
const WHOLE = spawnSync(process.execPath, LARGE, { encoding: 'utf8' }).stdout;
const PIPE_BYTES = 64 * 1024;

function shell(script: string) {
  return spawnSync('sh', ['-c', script, 'sh', process.execPath, ...LARGE], { encoding: 'utf8', timeout: 60_000 });
}

describe('a large report', () => {
  it('is larger than a pipe', () => {
    expect(Buffer.byteLength(WHOLE)).toBeGreaterThan(PIPE_BYTES);
    expect(() => JSON.parse(WHOLE) as unknown).not.toThrow();
  });

  it('goes whole into a file', () => {
    const path = join(temporaryFolder(), 'report.json');
    const file = openSync(path, 'w');
    expect(spawnSync(process.execPath, LARGE, { stdio: ['ignore', file, 'pipe'], encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
    closeSync(file);
    expect(readFileSync(path, 'utf8')).toBe(WHOLE);
  });

  it('goes whole into a pipe whose reader is slow', () => {
    expect(shell('"$@" | { sleep 1; cat; }')).toMatchObject({ status: 0, stderr: '', stdout: WHOLE });
  });

  it('goes whole into a pipe that does not block, as some programs leave one', () => {
    const nonBlocking = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, process.argv.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      child.stdout.on('data', (part) => { text += part; });
      child.stdout.pause();
      setTimeout(() => child.stdout.resume(), 500);
      child.on('close', (status) => { process.exitCode = status; process.stdout.write(text); });`;
    expect(execFileSync(process.execPath, ['-e', nonBlocking, ...LARGE], { encoding: 'utf8' })).toBe(WHOLE);
  });

  it('ends well where its reader goes away', () => {
    expect(shell('{ "$@"; echo "status $?" >&2; } | head -c 10')).toMatchObject({
      stdout: WHOLE.slice(0, 10),
      stderr: 'status 0\n',
    });
  });
});

/** A device on which there is never any room; Linux has it. */
const FULL = '/dev/full';

describe('a standard output without room', () => {
  it.skipIf(!existsSync(FULL)).each(['pretty', 'json'])(
    `is reported in words, not taken for a report that was given (%s)${existsSync(FULL) ? '' : ' (skipped: there is no /dev/full)'}`,
    (format) => {
      const full = openSync(FULL, 'w');
      const { status, stderr } = spawnSync(process.execPath, [CLI, 'rules', '--format', format], {
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
      closeSync(full);
      expect([status, stderr]).toEqual([
        2,
        'llama-license-lint: stdout cannot be written: no space is left\n  make room there, or name a file with --output\n',
      ]);
    },
  );
});
