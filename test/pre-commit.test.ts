import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { preCommitText } from '../src/init/hook-files.ts';
import { version } from '../src/version.ts';
import { readYaml } from '../src/yaml/document.ts';
import { list, mapping, flag, required, text, UNREAD } from '../src/yaml/read.ts';
import { formatProblem, type Problem } from '../src/yaml/problem.ts';
import { built, execute, ROOT, type Ran, type RunOptions } from './consumer/command-line.ts';
import { temporaryFolder, writeFiles } from './sources/temporary-folder.ts';

// The hook for the program pre-commit: first as .pre-commit-hooks.yaml describes it, then with the program itself.

const FIXTURE = join(ROOT, 'fixtures/finetune-half-done/repository');
const HOOKS = list(
  mapping({
    id: required(text),
    name: required(text),
    description: required(text),
    language: required(text),
    entry: required(text),
    pass_filenames: required(flag),
    always_run: required(flag),
    minimum_pre_commit_version: required(text),
  }),
);

/** The only hook of `.pre-commit-hooks.yaml`, every key of it. */
function hook() {
  const { root, problems } = readYaml(
    '.pre-commit-hooks.yaml',
    readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8'),
  );
  const found: Problem[] = [...problems];
  const hooks = root === null ? UNREAD : HOOKS(root, { what: 'the hooks', problems: found });
  const [first, ...others] = hooks === UNREAD ? [] : hooks;
  if (found.length > 0 || first === undefined || others.length > 0)
    throw new Error(found.map(formatProblem).join('\n') || 'there is not one hook');
  return first;
}

const GIT = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

async function git(folder: string, ...args: readonly string[]): Promise<void> {
  const ran = await execute('git', args, { cwd: folder, env: GIT });
  if (ran.status !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`);
}

/** A git repository with the fixture in it, all added. */
async function modelRepository(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = join(temporaryFolder(), 'Llama-Widget');
  cpSync(FIXTURE, folder, { recursive: true });
  writeFiles(folder, files);
  await git(folder, 'init', '--quiet');
  await git(folder, 'add', '--all');
  return folder;
}

/** What a clean clone of this project holds, as far as building the package needs it. */
function cleanCheckout(): string {
  const folder = join(temporaryFolder(), 'llama-license-lint');
  mkdirSync(folder);
  for (const path of [
    '.npmrc',
    '.gitignore',
    '.pre-commit-hooks.yaml',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
    'rules',
    'scripts',
    'src',
  ]) {
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  }
  return folder;
}

/** The environment of whoever runs the tests, so that npm finds packages as it does for them, without what npm and Vitest add. */
function ownEnvironment(): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([key, value]) =>
    value === undefined || /^(?:npm_|VITEST|NODE_(?:ENV|OPTIONS|PATH)$)/i.test(key) ? [] : [[key, value] as const],
  );
  return Object.fromEntries(own);
}

const WAIVED = 'waivers: [{ rule: agreement-copy, reason: soon }, { rule: license-metadata, reason: soon }]\n';

describe('the hook', () => {
  it('is run once for the whole repository, whichever files change', () => {
    expect(hook()).toMatchObject({
      id: 'llama-license-lint',
      language: 'node',
      pass_filenames: false,
      always_run: true,
    });
  });

  it('is a command that the package has, and judges the repository that it runs in', async () => {
    const [program = '', ...args] = hook().entry.split(' ');
    const bins = (
      JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly bin: Readonly<Record<string, string>> }
    ).bin;
    built('cli.js');
    const run = async (cwd: string) =>
      execute(process.execPath, [join(ROOT, bins[program] ?? 'no such bin'), ...args], { cwd });
    const unmet = await run(await modelRepository());
    expect(unmet).toMatchObject({ status: 1, stderr: '' });
    expect(unmet.stdout).toContain('llama-4/agreement-copy');
    expect(await run(await modelRepository({ '.llama-license-lint.yaml': WAIVED }))).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(await run(await modelRepository({ '.llama-license-lint.yaml': 'nmae: x\n' }))).toMatchObject({
      status: 2,
      stdout: '',
    });
  });

  it('is in README.md as `init` writes it', () => {
    const entry = preCommitText(version()).replace(/^#.*\n/, '');
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`\`\`yaml\n${entry}\`\`\``);
  });
});

describe('a clean checkout', () => {
  it('is packed by npm with its build, and npm says nothing but the name of the package: pre-commit installs what it says', async () => {
    const folder = cleanCheckout();
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const ran = await execute('npm', ['pack'], {
      cwd: folder,
      milliseconds: 120_000,
      env: { npm_config_update_notifier: 'false' },
    });
    expect(ran, ran.stderr).toMatchObject({ status: 0, stdout: `llama-license-lint-${version()}.tgz\n` });
    expect(readdirSync(join(folder, 'dist'))).toContain('cli.js');
  }, 130_000);
});

const installed = (await execute('pre-commit', ['--version'])).stdout.startsWith('pre-commit ');

describe('pre-commit itself', () => {
  it.skipIf(!installed)(
    `installs the hook from a clean clone and runs it${installed ? '' : ' (skipped: the program pre-commit is not here)'}`,
    async (context) => {
      const source = cleanCheckout();
      await git(source, 'init', '--quiet');
      await git(source, 'add', '--all');
      await git(source, 'commit', '--quiet', '--message', 'Release');
      await git(source, 'tag', `v${version()}`);
      const folder = await modelRepository({
        '.pre-commit-config.yaml': preCommitText(version()).replace(/repo: .*/, `repo: ${source}`),
      });
      const options: RunOptions = {
        cwd: folder,
        milliseconds: 240_000,
        env: { ...ownEnvironment(), ...GIT, PRE_COMMIT_HOME: temporaryFolder() },
      };
      const run = async (): Promise<Ran> => execute('pre-commit', ['run', '--color', 'never'], options);

      const first = await run();
      if (/EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ENETUNREACH|ETIMEDOUT/.test(first.stdout + first.stderr))
        context.skip('the packages of the build cannot be had');
      expect(first, first.stdout).toMatchObject({ status: 1 });
      expect(first.stdout).toContain('- hook id: llama-license-lint\n- exit code: 1');
      expect(first.stdout).toContain('llama-4/agreement-copy');

      writeFileSync(join(folder, '.llama-license-lint.yaml'), WAIVED);
      await git(folder, 'add', '--all');
      const second = await run();
      expect(second, second.stdout).toMatchObject({ status: 0 });
      expect(second.stdout).toMatch(/^llama-license-lint\.+Passed$/m);

      // A commit that changes no file of the model runs it all the same.
      await git(folder, 'commit', '--quiet', '--message', 'All');
      writeFiles(folder, { 'notes/todo.csv': 'a\n' });
      await git(folder, 'add', '--all');
      expect((await run()).stdout).toMatch(/^llama-license-lint\.+Passed$/m);
    },
    300_000,
  );
});
