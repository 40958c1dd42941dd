import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { check, isUnreadable, UsageError, type CheckOptions, type CheckTarget, type Report } from '../src/index.ts';
import { commandLine } from './consumer/command-line.ts';
import { parseReport } from './consumer/report-schema.ts';
import { temporaryFolder } from './sources/temporary-folder.ts';

const BASE = 'meta-llama/Llama-4-Scout-17B-16E';
const CARD = `---\nbase_model: ${BASE}\nlicense: llama4\n---\n\nBuilt with Llama\n`;
const FILES = { 'README.md': CARD, 'weights/model.safetensors': new Uint8Array(9) };

/** What a report says of its only repository, less what tells one source from another. */
function only({ repositories: [entry], summary }: Report): unknown {
  if (entry === undefined || isUnreadable(entry)) throw new Error('the target could not be read');
  return { ...entry, target: '', source: '', summary: [entry.summary, summary] };
}

describe('a target', () => {
  it('is a folder, a list, a record or a map, and they say the same', async () => {
    const folder = temporaryFolder(FILES);
    const name = { name: 'acme/Llama-Bread' };
    const asFolder = await check(folder, name);
    expect(asFolder).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'llama-license-lint' },
      repositories: [{ target: folder, source: 'local', name: { value: 'acme/Llama-Bread', from: 'flag' } }],
    });
    expect(asFolder.summary.errors).toBeGreaterThan(0);
    expect(await check([folder], name)).toEqual(asFolder);
    for (const files of [FILES, new Map(Object.entries(FILES).reverse())]) {
      const inMemory = await check(files, name);
      expect(inMemory.repositories).toMatchObject([{ source: 'memory', revision: null }]);
      expect(only(inMemory)).toEqual(only(asFolder));
    }
  });

  it('of several whose configuration is wrong is named, and the only one need not be', async () => {
    const [right, wrong] = [
      temporaryFolder(FILES),
      temporaryFolder({ ...FILES, '.llama-license-lint.yaml': 'nam: x\n' }),
    ];
    await expect(check([right, wrong])).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(new RegExp(`^in ${wrong}: .llama-license-lint.yaml:1:1 `)) as string,
    });
    await expect(check([wrong])).rejects.toMatchObject({
      message: expect.stringMatching(/^.llama-license-lint.yaml:1:1 /) as string,
    });
  });

  it('with an attestation of a day that is still to come is refused', async () => {
    const dated = (date: string) => ({
      ...FILES,
      '.llama-license-lint.yaml': `attestations:\n  separate-license: { by: Jo, date: ${date} }\n`,
    });
    await expect(check(dated('2999-01-01'))).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining('is dated 2999-01-01, which is in the future') as string,
    });
    await expect(check(dated('2026-01-01'), { today: '2025-12-01' })).rejects.toMatchObject({ name: 'UsageError' });
    expect((await check(dated('2026-01-01'), { today: '2026-01-01' })).summary.unreadable).toBe(0);
  });

  it('gives what --format json prints', async () => {
    const folders = [temporaryFolder(FILES), temporaryFolder(), join(temporaryFolder(), 'no/such')];
    const { stdout, status } = await commandLine([...folders, '--format', 'json']);
    expect(status).toBe(3);
    expect(parseReport(stdout)).toEqual(await check(folders));
  });

  it('without Llama material owes nothing', async () => {
    const { repositories, summary } = await check({ 'README.md': '# Bread\n' });
    expect(repositories).toMatchObject([
      { lineage: { licenses: [], relation: 'none', certainty: null }, obligations: [] },
    ]);
    expect(summary).toEqual({ repositories: 1, errors: 0, warnings: 0, unclear: 0, unreadable: 0 });
    expect((await check({})).repositories).toHaveLength(1);
  });

  it('in a list keeps its place, also among those that cannot be read', async () => {
    const parent = temporaryFolder({ 'a/README.md': CARD, 'c/README.md': '# Bread\n' });
    const targets = ['c', 'b', 'a', 'c'].map((name) => join(parent, name));
    const { repositories, summary } = await check(targets);
    expect(repositories.map(({ target }) => target)).toEqual(targets);
    expect(repositories.map(isUnreadable)).toEqual([false, true, false, false]);
    expect(repositories[1]).toMatchObject({
      source: 'local',
      error: { code: 'not-found', hint: expect.stringMatching(/\S/) as string },
    });
    expect(summary).toMatchObject({ repositories: 4, unreadable: 1 });
    const { status } = await commandLine([...targets, '--fail-on', 'never']);
    expect(status).toBe(3);
  });
});

describe('an option', () => {
  it('overrules what the repository says', async () => {
    const files = { ...FILES, '.llama-license-lint.yaml': 'name: acme/Bread\nrelation: adapter\n' };
    const relationOf = async (options: CheckOptions) => (await check(files, options)).repositories;
    expect(await relationOf({})).toMatchObject([
      { name: { value: 'acme/Bread', from: 'config' }, lineage: { relation: 'adapter' } },
    ]);
    expect(await relationOf({ name: 'x/Llama-Y', relation: 'merge' })).toMatchObject([
      { name: { value: 'x/Llama-Y', from: 'flag' }, lineage: { relation: 'merge' } },
    ]);
  });

  it('names the base that nothing else names', async () => {
    const { repositories } = await check({ 'model.safetensors': '' }, { bases: [BASE] });
    expect(repositories).toMatchObject([{ lineage: { licenses: ['llama-4'], certainty: 'stated', bases: [BASE] } }]);
  });

  it('takes another configuration for the repository’s own', async () => {
    const file = join(temporaryFolder({ 'other.yaml': 'rules: { notice-file: off }\n' }), 'other.yaml');
    const { repositories } = await check({ ...FILES, '.llama-license-lint.yaml': 'nmae: x\n' }, { config: file });
    expect(repositories).toMatchObject([
      {
        obligations: expect.arrayContaining([
          expect.objectContaining({ rule: 'llama-4/notice-file', outcome: 'not-applicable' }),
        ]) as unknown,
      },
    ]);
  });

  it('says on which day waivers are judged', async () => {
    const files = {
      ...FILES,
      '.llama-license-lint.yaml': 'waivers: [{ rule: notice-file, reason: soon, until: 2026-06-30 }]\n',
    };
    const errorsOn = async (today: string) => (await check(files, { today })).summary.errors;
    expect(await errorsOn('2026-07-01')).toBe((await errorsOn('2026-06-30')) + 1);
  });
});

describe('a UsageError', () => {
  const folder = '.';
  it.each<[string, CheckTarget, CheckOptions]>([
    ['no target', [], {}],
    ['a name for two targets', [folder, folder], { name: 'x' }],
    ['a relation for two targets', [folder, folder], { relation: 'merge' }],
    ['bases for two targets', [folder, folder], { bases: [] }],
    ['a path out of the repository', { '../README.md': '' }, {}],
    ['an absolute path', { '/etc/passwd': '' }, {}],
    ['a path twice', { 'README.md': '', './README.md': '' }, {}],
    ['a configuration that is not there', {}, { config: 'no/such.yaml' }],
    ['a rule file that is not there', {}, { rules: ['no/such.yaml'] }],
    ['a wrong configuration', { '.llama-license-lint.yaml': 'nmae: x' }, {}],
  ])('is thrown for %s', async (_, target, options) => {
    await expect(check(target, options)).rejects.toThrow(UsageError);
    await expect(check(target, options)).rejects.toThrow(/\S/);
  });

  it('is thrown before anything is read', async () => {
    await expect(check(['no/such', temporaryFolder({ '.llama-license-lint.yaml': 'x: y' })])).rejects.toThrow(
      UsageError,
    );
  });

  it('is not thrown for what a repository holds', async () => {
    const parent = temporaryFolder();
    mkdirSync(join(parent, 'README.md'));
    await expect(check([parent, ''])).resolves.toMatchObject({ summary: { repositories: 2, unreadable: 1 } });
  });
});
