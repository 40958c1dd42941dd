import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { run } from '../../src/cli/run.ts';
import { builtinLicenses } from '../../src/rulebook-loader/builtin.ts';
import { built } from '../consumer/command-line.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { BAKER, bakery, FLAGS, LINE, MODEL, said } from './bakery.ts';

// A person at a terminal is asked before a commit.

/** What gives a program a terminal. */
const SCRIPT = existsSync('/usr/bin/script');

async function answered(
  reply: string,
): Promise<{ status: number; stdout: string; stderr: string; notice: string | null; writes: number }> {
  const { hub, writes } = await bakery();
  const [out, err]: [string[], string[]] = [[], []];
  const home = temporaryFolder();
  const status = await run(['fix', ...FLAGS, `hf:${MODEL}`, '--commit', '--quiet'], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    env: { HOME: home, XDG_CACHE_HOME: home, HF_ENDPOINT: hub.origin, HF_TOKEN: BAKER },
    check: () => Promise.reject(new Error('nothing is checked')),
    licenses: () => Promise.resolve(builtinLicenses),
    question: () =>
      Promise.resolve((text) => {
        err.push(text);
        return Promise.resolve(reply);
      }),
  });
  return {
    status,
    stdout: out.join(''),
    stderr: err.join(''),
    notice: hub.text(MODEL, 'Notice'),
    writes: writes().length,
  };
}

/** Runs a program at a terminal, and types an answer once it asks. */
async function typedAtTerminal(
  program: string,
  typed: string,
  env: Readonly<Record<string, string>>,
): Promise<{ status: number | null; stdout: string }> {
  const child = spawn('script', ['-qec', program, '/dev/null'], {
    cwd: env['HOME'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const asked = stdout.includes('[y/N]');
    stdout += text;
    if (!asked && stdout.includes('[y/N]')) child.stdin.write(typed);
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, stdout };
}

describe('the question before a commit', () => {
  it.each(['y', 'yes', ' Y ', 'YES'])('commits for %j', async (reply) => {
    const { status, stderr, stdout, notice } = await answered(reply);
    expect({ status, notice }).toEqual({ status: 0, notice: LINE });
    expect(stderr).toMatch(
      /\nwould add {3}Notice\n[^]*\nCommit LICENSE, Notice, README\.md to main of baker\/Example-Cake\? \[y\/N\] $/,
    );
    expect(stdout).toMatch(/^committed\s+http\S+\s+$/);
  });

  it.each(['', 'n', 'no', 'maybe', 'yesterday'])('commits nothing for %j', async (reply) => {
    const { status, stderr, notice, writes } = await answered(reply);
    expect({ status, notice, writes }).toEqual({ status: 1, notice: null, writes: 0 });
    expect(stderr).toMatch(/llama-license-lint: nothing was committed: the answer was no\n$/);
  });

  it.each([
    ['y\n', LINE],
    ['\n', null],
    ['\u0003', null],
    ['\u0004', null],
  ])(
    `is asked at a real terminal, answered %j${SCRIPT ? '' : ' (skipped: there is no script)'}`,
    async (typed, notice) => {
      if (!SCRIPT) return;
      const { hub } = await bakery();
      const home = temporaryFolder();
      const program = `${process.execPath} ${built('cli.js')} fix ${FLAGS.join(' ')} hf:${MODEL} --commit`;
      const ran = await typedAtTerminal(program, typed, {
        HOME: home,
        XDG_CACHE_HOME: home,
        HF_ENDPOINT: hub.origin,
        HF_TOKEN: BAKER,
      });
      expect(said(ran.stdout)).toContain('Commit LICENSE, Notice, README.md to main of baker/Example-Cake? [y/N]');
      expect(ran.stdout.match(/would add {3}Notice/g)).toHaveLength(1);
      expect(hub.text(MODEL, 'Notice')).toBe(notice);
      expect([0, 1].includes(ran.status ?? 0)).toBe(typed !== '\u0003');
    },
  );
});
