import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { FORMATS } from '../../src/cli/flags.ts';
import { run } from '../../src/cli/run.ts';
import { commandLine, ROOT } from '../consumer/command-line.ts';
import { ONE } from '../reporters/sample-report.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

const EXAMPLE = 'fixtures/finetune-nothing-done/repository';
const BEGINS: Readonly<Record<string, RegExp>> = {
  pretty: /^acme\/SuperScout /,
  json: /^\{\n {2}"schemaVersion": 1,/,
  sarif: /^\{\n {2}"\$schema": "https:\/\/json\.schemastore\.org\/sarif-2\.1\.0\.json",/,
  github: /^::error file=/,
  markdown: /^## Llama license\n/,
  html: /^<!doctype html>\n/,
  junit: /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites /,
};

async function printed(argv: readonly string[]): Promise<string> {
  const out: string[] = [];
  const context = {
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: () => true },
    env: {},
    check: () => Promise.resolve(ONE),
    licenses: () => Promise.resolve([]),
    question: () => Promise.resolve(null),
  };
  await run(argv, context);
  return out.join('');
}

describe('the built command line', () => {
  it.each(FORMATS)('prints %s, and nothing else', async (format) => {
    const { status, stdout, stderr } = await commandLine([EXAMPLE, '--name', 'acme/SuperScout', '--format', format], {
      cwd: ROOT,
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(BEGINS[format] ?? /$^/);
    expect(stdout).toContain('llama-4/notice-file');
    expect(stdout).toMatch(/[^\n]\n$/);
  });

  it('gives the same report each time, of two repositories and one that is not there', async () => {
    const targets = ['repository', 'nowhere', '.'];
    const cwd = join(ROOT, EXAMPLE, '..');
    for (const format of FORMATS) {
      const [one, other] = await Promise.all([0, 1].map(() => commandLine([...targets, '--format', format], { cwd })));
      expect(one?.status).toBe(3);
      expect(one?.stdout).toContain('nowhere');
      expect(other?.stdout).toBe(one?.stdout);
    }
  });

  it('writes a format to a file', async () => {
    const file = join(temporaryFolder(), 'report.html');
    const { stdout, stderr } = await commandLine([EXAMPLE, '--format', 'html', '--output', file], { cwd: ROOT });
    expect({ stdout, stderr }).toEqual({
      stdout: '',
      stderr: `1 repository: 5 errors, 2 warnings; report written to ${file}\n`,
    });
    expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
  });
});

describe('what the flags say reaches', () => {
  it('the tests of JUnit: they fail as the run does', async () => {
    expect(await printed(['--format', 'junit'])).toContain('failures="1"');
    expect(await printed(['--format', 'junit', '--fail-on', 'warning', '--strict'])).toContain('failures="3"');
    expect(await printed(['--format', 'junit', '--fail-on', 'never'])).toContain('failures="0"');
  });

  it('the Markdown: --quiet leaves out what is met', async () => {
    expect(await printed(['--format', 'markdown'])).toContain('Met: ');
    expect(await printed(['--format', 'markdown', '--quiet'])).not.toContain('Met: ');
  });
});
