import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { preCommitText } from '../src/init/hook-files.ts';
import { version } from '../src/version.ts';
import { execute, ROOT, type Ran, type RunOptions } from './consumer/command-line.ts';
import { git, GIT, modelRepository, WAIVED } from './pre-commit-repository.ts';
import { temporaryFolder, writeFiles } from './sources/temporary-folder.ts';

// The hook, built from a clean checkout as the program pre-commit builds it, and run by that program.

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

/**
 * The environment of whoever runs the tests, so that npm finds packages as it does for them, without what npm and
 * Vitest add.
 */
function ownEnvironment(): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([key, value]) =>
    value === undefined || /^(?:npm_|VITEST|NODE_(?:ENV|OPTIONS|PATH)$)/i.test(key) ? [] : [[key, value] as const],
  );
  return Object.fromEntries(own);
}

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
