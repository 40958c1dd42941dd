import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { preCommitText } from '../src/init/hook-files.ts';
import { version } from '../src/version.ts';
import { readYaml } from '../src/yaml/document.ts';
import { list, mapping, flag, required, text, UNREAD } from '../src/yaml/read.ts';
import { formatProblem, type Problem } from '../src/yaml/problem.ts';
import { built, execute, ROOT } from './consumer/command-line.ts';
import { modelRepository, WAIVED } from './pre-commit-repository.ts';

// The hook for the program pre-commit: first as .pre-commit-hooks.yaml describes it, then with the program itself.

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
