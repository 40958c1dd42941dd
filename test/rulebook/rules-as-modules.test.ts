import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { BuildFailure, BuildResult } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rulesAsModules } from '../../scripts/rules-as-modules.ts';

const MIRRORS = 'organizations: [unsloth]\nformats: [GGUF]\nfillers: []\n';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rules-'));
  await mkdir(join(root, 'rules'));
});
afterAll(async () => {
  await rm(root, { recursive: true });
});

async function bundle(file: string, source: string): Promise<BuildResult> {
  await writeFile(join(root, 'rules', file), source);
  const entry = join(root, 'entry.mjs');
  await writeFile(entry, `import data from './rules/${file}';\nexport default data;\n`);
  return build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    plugins: [rulesAsModules.esbuild],
  });
}

describe('a bundle', () => {
  it('holds the compiled data of an imported file, and nothing that reads YAML', async () => {
    const { outputFiles } = await bundle('mirrors.yaml', MIRRORS);
    const code = outputFiles?.[0]?.text ?? '';
    const module: unknown = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);
    expect(module).toMatchObject({
      default: { organizations: ['unsloth'], formats: { regex: '^GGUF$' }, fillers: { regex: null } },
    });
    expect(code.length).toBeLessThan(1000);
  });

  it('fails with every problem of a wrong file at its line and column', async () => {
    const failure = await bundle('herd-1.yaml', 'licence: herd-1\nname: [Herd]\n').then(
      () => null,
      (error: unknown) => error as BuildFailure,
    );
    const problems = failure?.errors.map(({ text }) => text) ?? [];
    expect(problems).toContainEqual(
      expect.stringMatching(/herd-1\.yaml:1:1 unknown key “licence” \(nearest: license\)$/),
    );
    expect(problems).toContainEqual(expect.stringMatching(/herd-1\.yaml:2:7 “name” must be text, not a list$/));
    expect(problems).toContainEqual(expect.stringMatching(/herd-1\.yaml:1:1 the file lacks the key “rules”$/));
  });
});
