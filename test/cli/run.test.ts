import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { CheckOptions } from '../../src/config/check-options.ts';
import { run } from '../../src/cli/run.ts';
import type { RuntimeContext } from '../../src/cli/context.ts';
import { UsageError } from '../../src/errors/usage-error.ts';
import type { Report } from '../../src/report.ts';
import { ONE, reportOf, SEVERAL, WITHOUT_LLAMA } from '../reporters/sample-report.ts';
import { LICENSES } from './sample-licenses.ts';

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly asked: readonly { targets: readonly string[]; options: CheckOptions }[];
}

async function ran(
  argv: readonly string[],
  input: { report?: Report; fails?: unknown; env?: RuntimeContext['env']; terminal?: boolean } = {},
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const asked: { targets: readonly string[]; options: CheckOptions }[] = [];
  const status = await run(argv, {
    stdout: { write: (text) => out.push(text), isTTY: input.terminal },
    stderr: { write: (text) => err.push(text) },
    env: input.env ?? {},
    check: (targets, options) => {
      asked.push({ targets, options });
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever is thrown is to be survived
      return input.fails === undefined ? Promise.resolve(input.report ?? ONE) : Promise.reject(input.fails);
    },
    licenses: () => Promise.resolve(LICENSES),
    question: () => Promise.resolve(null),
  });
  return { status, stdout: out.join(''), stderr: err.join(''), asked };
}

describe('check', () => {
  it('prints the report alone on stdout and fails for an error', async () => {
    const { status, stdout, stderr } = await ran(['m']);
    expect(status).toBe(1);
    expect(stdout).toContain('llama-4/notice-file');
    expect(stderr).toBe('');
  });

  it('prints the report as it is with --format json', async () => {
    const { stdout } = await ran(['--format', 'json']);
    expect(JSON.parse(stdout)).toEqual(ONE);
  });

  it('hands on what the flags say, and nothing that they do not', async () => {
    const remote = (env: object) => ({ env, fetch: expect.any(Function) as unknown });
    expect((await ran([])).asked).toEqual([{ targets: ['.'], options: { remote: remote({}) } }]);
    const { asked } = await ran(
      [
        'm',
        '--name',
        'n',
        '--relation',
        'merge',
        '--base',
        'a/b',
        '--config',
        'c',
        '--offline',
        '--no-follow',
        '--trust-config',
        '--rules',
        'r',
        '--token',
        'ghp_flag',
      ],
      { env: { GITHUB_TOKEN: 'ghp_variable', GH_TOKEN: 'ghp_other' } },
    );
    expect(asked).toEqual([
      {
        targets: ['m'],
        options: {
          name: 'n',
          relation: 'merge',
          bases: ['a/b'],
          config: 'c',
          trustConfig: true,
          rules: ['r'],
          follow: false,
          offline: true,
          remote: remote({ GITHUB_TOKEN: 'ghp_flag', GH_TOKEN: 'ghp_other' }),
        },
      },
    ]);
  });

  it('says once that --follow does nothing without a network', async () => {
    expect((await ran(['a', 'b', '--follow', '--offline'])).stderr).toBe(
      'llama-license-lint: --follow has no effect with --offline\n',
    );
    expect((await ran(['--follow', '--offline', '--quiet'])).stderr).toBe('');
    expect((await ran(['--follow'])).stderr).toBe('');
  });

  it('ends with 3 when a target could not be read, and reports the others', async () => {
    const { status, stdout } = await ran(['a', 'b', 'c', '--fail-on', 'never'], { report: SEVERAL });
    expect(status).toBe(3);
    expect(stdout).toContain('hf:nobody/nothing could not be read');
    expect(stdout).toContain('llama-4/notice-file');
  });

  it('ends with 0 without Llama material', async () => {
    const { status, stdout } = await ran(['.'], { report: reportOf([WITHOUT_LLAMA]) });
    expect(status).toBe(0);
    expect(stdout).toContain('Nothing that was read');
  });

  it('takes a mistyped command for what it is', async () => {
    const { status, stderr, asked } = await ran(['explian', 'notice-file']);
    expect(status).toBe(2);
    expect(stderr).toContain('did you mean explain?');
    expect(asked).toEqual([]);
  });
});

describe('color', () => {
  it.each<[string, string[], RuntimeContext['env'], boolean, boolean]>([
    ['on a terminal', [], {}, true, true],
    ['not in a pipe', [], {}, false, false],
    ['not on a dumb terminal', [], { TERM: 'dumb' }, true, false],
    ['with --color in a pipe', ['--color'], {}, false, true],
    ['with FORCE_COLOR in a pipe', [], { FORCE_COLOR: '1' }, false, true],
    ['not with FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, true, false],
    ['not with NO_COLOR', [], { NO_COLOR: '1' }, true, false],
    ['not with an empty NO_COLOR only', [], { NO_COLOR: '' }, true, true],
    ['not with NO_COLOR beside FORCE_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['with --color against NO_COLOR', ['--color'], { NO_COLOR: '1' }, false, true],
    ['not with --no-color against FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, true, false],
    ['never in json', ['--format', 'json', '--color'], {}, true, false],
  ])('%s', async (_, argv, env, terminal, colored) => {
    expect((await ran(argv, { env, terminal })).stdout.includes('\u001b[')).toBe(colored);
  });
});

describe('errors', () => {
  it('says what is wrong with the usage, with the hint, and ends with 2', async () => {
    const { status, stdout, stderr } = await ran(['--frmat']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe('llama-license-lint: there is no flag --frmat\n  did you mean --format?\n');
  });

  it('ends with 2 for a configuration error, before anything else', async () => {
    const { status, stderr } = await ran(['m'], {
      fails: new UsageError('.llama-license-lint.yaml:3:1: unknown key “nmae”', 'did you mean name?'),
    });
    expect(status).toBe(2);
    expect(stderr).toContain('unknown key “nmae”');
  });

  it.each([new Error('boom\nat \u001b[31m'), 'boom'])(
    'shows no stack trace for an internal error (%s)',
    async (fails) => {
      const { status, stdout, stderr } = await ran(['m'], { fails });
      expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
      expect(stderr).toMatch(
        /^llama-license-lint: internal error: boom.*; please report it at https:\/\/\S+\/issues\n$/,
      );
      expect(stderr).not.toContain('\u001b');
    },
  );

  it('shows the stack trace to whoever asks for it', async () => {
    const { stderr } = await ran(['m'], { fails: new Error('boom'), env: { LLAMA_LICENSE_LINT_DEBUG: '1' } });
    expect(stderr).toContain('run.test.ts');
  });
});

describe('--output', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'llama-license-lint-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('writes the report there, nothing to stdout, and leaves nothing else behind', async () => {
    const file = join(folder, 'report.json');
    await writeFile(file, 'older');
    const { status, stdout } = await ran(['--format', 'json', '--output', file]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(ONE);
    expect(await readdir(folder)).toEqual(['report.json']);
  });

  it('writes through a link', async () => {
    await writeFile(join(folder, 'real.txt'), 'older');
    await symlink('real.txt', join(folder, 'link.txt'));
    const { stderr } = await ran(['--output', join(folder, 'link.txt'), '--quiet']);
    expect(await readFile(join(folder, 'real.txt'), 'utf8')).toContain('llama-4/notice-file');
    expect(stderr).toBe('');
  });

  it.each([
    ['a folder that is not there', 'no/such/report.txt', 'its folder does not exist'],
    ['a folder', '.', 'it is a folder'],
  ])('ends with 2 for %s', async (_, path, reason) => {
    const { status, stdout, stderr } = await ran(['--output', join(folder, path)]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(reason);
  });
});

describe('explain, rules, help and version', () => {
  it('explains a rule by its whole id', async () => {
    const { status, stdout } = await ran(['explain', 'Llama-4/notice-file']);
    expect(status).toBe(0);
    expect(stdout).toContain('Hand on the notice');
    expect(stdout).toMatch(/adapter +unclear: an adapter may be no copy/);
    expect(stdout).toContain('line: Licensed under it');
    expect(stdout).toMatch(/unmet +It is altered\n +do: Mend <file>\n/);
    expect(stdout).toContain('- Add the line “Licensed under it” of Llama 4 Community License\n  - Mend <file>\n');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('takes the short name where one license alone has it', async () => {
    expect((await ran(['explain', 'name-prefix'])).stdout).toContain('llama-4/name-prefix');
    const ambiguous = await ran(['explain', 'notice-file']);
    expect(ambiguous.status).toBe(2);
    expect(ambiguous.stderr).toContain('one of llama-4/notice-file, llama-2/notice-file');
  });

  it.each([
    ['llama-4/notce-file', 'llama-4/notice-file'],
    ['name-prefx', 'name-prefix'],
  ])('suggests the rule near %s', async (asked, near) => {
    const { status, stderr } = await ran(['explain', asked]);
    expect(status).toBe(2);
    expect(stderr).toContain(`did you mean ${near}?`);
  });

  it('gives a rule and all rules as data', async () => {
    const one: unknown = JSON.parse((await ran(['explain', 'name-prefix', '--format', 'json'])).stdout);
    expect(one).toMatchObject({
      rule: 'llama-4/name-prefix',
      license: 'llama-4',
      clause: '1.b.i',
      binds: { finetune: 'error' },
    });
    expect(one).toMatchObject({
      check: 'file-contains-line',
      looksFor: { line: ['Licensed under it'] },
    });
    expect(one).toHaveProperty(
      'findings',
      expect.arrayContaining([{ code: 'altered', outcome: 'unmet', message: 'It is altered', remedy: 'Mend <file>' }]),
    );
    const all: unknown = JSON.parse((await ran(['rules', '--format', 'json'])).stdout);
    expect(all).toHaveLength(3);
  });

  it('lists all rules, also for explain alone', async () => {
    const { stdout } = await ran(['rules']);
    for (const id of ['llama-4/notice-file', 'llama-4/name-prefix', 'llama-2/notice-file'])
      expect(stdout).toContain(id);
    expect((await ran(['explain'])).stdout).toBe(stdout);
  });

  it('prints the version of the package', async () => {
    const manifest: unknown = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    const { stdout } = await ran(['--version']);
    expect(manifest).toMatchObject({ version: stdout.trim() });
  });
});
