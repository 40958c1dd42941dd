import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { temporaryFolder } from '../sources/temporary-folder.ts';
import { runStep } from './runner.ts';

// What the step writes, and where.

const MIB = 1024 * 1024;

it('SARIF goes to the file that is named, with paths of the workspace and with fixes', async () => {
  const step = await runStep({
    fixture: 'finetune-nothing-done',
    files: { 'out/.keep': '' },
    with: { 'sarif-file': 'out/llama.sarif' },
  });
  expect(step.outputs['sarif']).toBe(join(step.workspace, 'out/llama.sarif'));
  const { runs } = JSON.parse(readFileSync(join(step.workspace, 'out/llama.sarif'), 'utf8')) as {
    runs: {
      results: { fixes?: unknown; locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[];
    }[];
  };
  expect(runs).toHaveLength(1);
  expect(runs[0]?.results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri)).toContain(
    'README.md',
  );
  expect(runs[0]?.results.some(({ fixes }) => fixes !== undefined)).toBe(true);
});

it('a link in the place of the SARIF file is replaced, so that no checkout names another file to write', async () => {
  const elsewhere = temporaryFolder({ precious: 'as it was' });
  const { workspace } = await runStep({ fixture: 'finetune-half-done' });
  symlinkSync(join(elsewhere, 'precious'), join(workspace, 'llama.sarif'));
  const step = await runStep({ workspace, with: { 'sarif-file': 'llama.sarif' } });
  expect(readFileSync(join(elsewhere, 'precious'), 'utf8')).toBe('as it was');
  expect(readFileSync(step.outputs['sarif'] ?? '', 'utf8')).toContain('"2.1.0"');
});

it('a folder that is a link out of the workspace takes no SARIF file', async () => {
  const elsewhere = temporaryFolder();
  const { workspace } = await runStep({ fixture: 'finetune-half-done' });
  symlinkSync(elsewhere, join(workspace, 'out'));
  const step = await runStep({ workspace, with: { 'sarif-file': 'out/llama.sarif' } });
  expect(step).toMatchObject({
    status: 1,
    outputs: { outcome: 'invalid' },
    commands: [{ name: 'error', message: expect.stringContaining('a link leads out of the workspace') as string }],
  });
  expect(existsSync(join(elsewhere, 'llama.sarif'))).toBe(false);
});

it('a checkout that is itself a link is a workspace like any other', async () => {
  const folder = temporaryFolder();
  const { workspace } = await runStep({ fixture: 'finetune-half-done' });
  mkdirSync(join(workspace, 'out'));
  symlinkSync(workspace, join(folder, 'link'));
  const step = await runStep({ workspace: join(folder, 'link'), with: { 'sarif-file': 'out/llama.sarif' } });
  expect(step).toMatchObject({ outputs: { outcome: 'unmet' } });
  expect(existsSync(join(workspace, 'out/llama.sarif'))).toBe(true);
});

it('the summary stands behind what is there', async () => {
  const { summary } = await runStep({ fixture: 'finetune-half-done', summary: '# Before\n' });
  expect(summary).toMatch(/^# Before\n\n## Llama license\n/);
});

it.each([MIB - 100_000, MIB - 5000, MIB - 300, MIB, 2 * MIB])(
  'a summary that %i bytes are taken of stays under 1 MiB, or as it was',
  async (taken) => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [
        `m${at}/README.md`,
        `---\nbase_model: meta-llama/Llama-4-Scout-17B-16E\n---\n${'é'.repeat(100)}`,
      ]),
    );
    const { summary, stderr, status } = await runStep({
      files,
      summary: 'é'.repeat(taken / 2),
      with: {
        targets: Object.keys(files)
          .map((path) => path.replace('/README.md', ''))
          .join('\n'),
        format: 'none',
      },
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const bytes = Buffer.byteLength(summary);
    expect(bytes).toBeLessThanOrEqual(Math.max(MIB, taken));
    expect(summary.startsWith('é'.repeat(taken / 2))).toBe(true);
    if (bytes > taken) expect(summary).toMatch(/This is not legal advice\.\n$/);
    if (taken < MIB - 2000) expect(summary).toContain('## Llama license');
  },
);

it('an event that nobody can read is none', async () => {
  const folder = temporaryFolder({ 'broken.json': '{', 'null.json': 'null' });
  for (const path of ['broken.json', 'null.json', 'missing.json', '.']) {
    const step = await runStep({
      fixture: 'finetune-half-done',
      env: { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: join(folder, path) },
    });
    expect(step).toMatchObject({ status: 1, stderr: '', outputs: { outcome: 'unmet' } });
  }
});
