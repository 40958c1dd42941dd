import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { built } from '../consumer/command-line.ts';
import { parseReport } from '../consumer/report-schema.ts';
import { hubServer } from '../servers/hub.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { audit, BREAD, disturbed, models } from './run-audit.ts';

const ENDLESS = `
const fs = require('node:fs');
const { openSync } = fs;
fs.openSync = (path, ...rest) => {
  if (/[\\\\/]m20[\\\\/]/.test(String(path))) {
    fs.writeFileSync('stuck', '');
    for (;;);
  }
  return openSync(path, ...rest);
};
`;

describe('an audit that is interrupted', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s reports what is done, and says how to go on', async (signal) => {
    const folder = models(400);
    const { status, stdout, stderr } = await disturbed(
      folder,
      ['list.txt', '--journal', 'j.ndjson', '--format', 'json'],
      20,
      (kill) => {
        kill(signal);
      },
    );
    expect(status).toBe(3);
    const { repositories } = parseReport(stdout);
    const [, left] =
      /interrupted: (\d+) targets are left; to continue, run the same command with --resume\n$/.exec(stderr) ?? [];
    expect(repositories.length).toBeGreaterThanOrEqual(20);
    expect(repositories.length + Number(left)).toBe(400);
    expect(readdirSync(folder).filter((name) => name.startsWith('j.ndjson'))).toEqual(['j.ndjson']);
    const again = await audit(folder, ['list.txt', '--journal', 'j.ndjson', '--format', 'json', '--resume']);
    expect(again.stderr).toContain(`audited ${left ?? ''} of 400 repositories`);
    expect(again.stdout).toBe((await audit(folder, ['list.txt', '--format', 'json'])).stdout);
  });

  it('while it waits for the Hub does not wait on', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `acme/model-${at}`);
    const hub = await hubServer({
      repositories: Object.fromEntries(names.map((name) => [name, { files: BREAD }])),
      limits: { api: 9, resolvers: 1000, seconds: 60 },
    });
    const folder = temporaryFolder();
    const child = spawn(process.execPath, [built('cli.js'), 'audit', 'hf:acme', '--format', 'json'], {
      cwd: folder,
      env: { HOME: folder, HF_ENDPOINT: hub.origin },
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    while (!err.join('').includes("waiting for the Hub's rate limit until"))
      await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGINT');
    // The limit would hold for longer than a test may take.
    expect(await ended).toBe(3);
    expect(err.join('')).toContain('targets are left; to continue, run the same command with --resume');
    expect(parseReport(out.join('')).summary.repositories).toBeLessThan(9);
    expect(hub.overran()).toBe(0);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s in the middle of a repository that it never gets done with ends',
    async (signal) => {
      const folder = models(40);
      // Stands for a judgement that takes for ever: nothing else has a turn meanwhile.
      writeFileSync(join(folder, 'endless.cjs'), ENDLESS);
      const args = ['list.txt', '--journal', 'j.ndjson', '--format', 'json'];
      const whenStuck = (kill: (by: NodeJS.Signals) => void): void => {
        const look = setInterval(() => {
          if (!existsSync(join(folder, 'stuck'))) return;
          clearInterval(look);
          kill(signal);
        }, 5);
      };
      const ran = await disturbed(folder, [...args, '--concurrency', '1'], 20, whenStuck, [
        '--require',
        join(folder, 'endless.cjs'),
      ]);
      expect(ran.status).toBe(3);
      expect(ran.stderr).toContain('interrupted; to continue, run the same command with --resume\n');
      const again = await audit(folder, [...args, '--resume']);
      expect(again.stderr).toContain('audited 20 of 40 repositories');
      expect(again.stdout).toBe((await audit(folder, ['list.txt', '--format', 'json'])).stdout);
    },
  );

  it('twice ends at once', async () => {
    const folder = models(400);
    const ran = await disturbed(folder, ['list.txt', '--journal', 'j.ndjson', '--format', 'json'], 20, (kill) => {
      kill('SIGINT');
      kill('SIGTERM');
    });
    expect(ran.stdout.length === 0 || ran.status === 3).toBe(true);
  });

  it('by the system at any moment goes on where it was, and comes out the same', async () => {
    const folder = models(300);
    const args = ['list.txt', '--journal', 'j.ndjson', '--format', 'json', '--resume'];
    for (const after of [0, 40, 90, 200])
      expect(
        (
          await disturbed(folder, args, after, (kill) => {
            kill('SIGKILL');
          })
        ).signal,
      ).toBe('SIGKILL');
    expect(existsSync(join(folder, 'j.ndjson.lock'))).toBe(true);
    const last = await audit(folder, args);
    expect(last.stderr).toMatch(/^\d+ of 300 repositories\naudited \d+ of 300 repositories in \d+ s, \d+ before/);
    expect(readFileSync(join(folder, 'j.ndjson'), 'utf8').match(/^\{"done"/gm)?.length).toBe(300);
    expect(last.stdout).toBe((await audit(folder, ['list.txt', '--format', 'json'])).stdout);
  });
});
