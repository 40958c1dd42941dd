import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Patch } from '../../src/patch/patches.ts';
import { writeChanges, WriteError } from '../../src/file-writer/write-changes.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { withoutRoot } from '../sources/without-root.ts';

const change = (path: string, before: string | null, after: string): Patch => ({
  path,
  before: before === null ? null : Buffer.from(before),
  after: Buffer.from(after),
  edits: [],
});
const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

async function refused(folder: string, changes: readonly Patch[]): Promise<WriteError> {
  const error: unknown = await writeChanges(folder, changes).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof WriteError) return error;
  throw new Error(`not refused: ${String(error)}`);
}

describe('changes are written', () => {
  it('to files that are there and to new ones, and nothing else is left', async () => {
    const folder = temporaryFolder({ 'README.md': 'old', 'legal/NOTICE': 'a' });
    await writeChanges(folder, [
      change('README.md', 'old', 'new'),
      change('legal/NOTICE', 'a', 'b'),
      change('LICENSE', null, 'text'),
    ]);
    expect([read(folder, 'README.md'), read(folder, 'legal/NOTICE'), read(folder, 'LICENSE')]).toEqual([
      'new',
      'b',
      'text',
    ]);
    expect(readdirSync(folder).sort()).toEqual(['LICENSE', 'README.md', 'legal']);
  });

  it('with the mode that the file had', async () => {
    const folder = temporaryFolder({ 'README.md': 'old' });
    chmodSync(join(folder, 'README.md'), 0o640);
    await writeChanges(folder, [change('README.md', 'old', 'new')]);
    expect(statSync(join(folder, 'README.md')).mode & 0o777).toBe(0o640);
  });

  it('through a symbolic link inside the folder, which stays one', async () => {
    const folder = temporaryFolder({ 'docs/card.md': 'old' });
    symlinkSync('docs/card.md', join(folder, 'README.md'));
    await writeChanges(folder, [change('README.md', 'old', 'new')]);
    expect(lstatSync(join(folder, 'README.md')).isSymbolicLink()).toBe(true);
    expect(read(folder, 'docs/card.md')).toBe('new');
  });

  it('after the rest of a run that was killed is cleared away', async () => {
    // In a container every run may have the same number.
    const folder = temporaryFolder({
      'README.md': 'old',
      '.llama-license-lint.tmp/999999999-0': 'half',
      [`.llama-license-lint.tmp/${process.pid}-0`]: 'half',
    });
    await writeChanges(folder, [change('README.md', 'old', 'new')]);
    expect(readdirSync(folder)).toEqual(['README.md']);
  });
});

describe('nothing is written', () => {
  it('when a file was changed meanwhile', async () => {
    const folder = temporaryFolder({ 'README.md': 'newer', Notice: 'a' });
    expect((await refused(folder, [change('Notice', 'a', 'b'), change('README.md', 'old', 'new')])).message).toBe(
      'README.md was changed in the meantime',
    );
    expect([read(folder, 'README.md'), read(folder, 'Notice')]).toEqual(['newer', 'a']);
    expect(readdirSync(folder).sort()).toEqual(['Notice', 'README.md']);
  });

  it('when a file is gone', async () => {
    const folder = temporaryFolder({ Notice: 'a' });
    const error = await refused(folder, [change('Notice', 'a', 'b'), change('README.md', 'old', 'new')]);
    expect(error).toMatchObject({ message: 'a file disappeared in the meantime', written: [] });
    expect(read(folder, 'Notice')).toBe('a');
  });

  it.each<[string, (path: string) => void, string]>([
    [
      'a file',
      (path) => {
        writeFileSync(path, 'theirs');
      },
      'LICENSE was created in the meantime',
    ],
    [
      'a folder',
      (path) => {
        mkdirSync(path);
      },
      'LICENSE is a folder',
    ],
    [
      'a link to nothing',
      (path) => {
        symlinkSync('/nowhere/at/all', path);
      },
      'LICENSE was created in the meantime',
    ],
  ])('over %s that came into being meanwhile', async (_, make, says) => {
    const folder = temporaryFolder({ 'README.md': 'old' });
    make(join(folder, 'LICENSE'));
    const before = lstatSync(join(folder, 'LICENSE')).ino;
    expect((await refused(folder, [change('README.md', 'old', 'new'), change('LICENSE', null, 'ours')])).message).toBe(
      says,
    );
    expect(lstatSync(join(folder, 'LICENSE')).ino).toBe(before);
    expect(read(folder, 'README.md')).toBe('old');
  });

  it('through a link that leaves the folder', async () => {
    const elsewhere = temporaryFolder({ 'README.md': 'old' });
    const folder = temporaryFolder();
    symlinkSync(join(elsewhere, 'README.md'), join(folder, 'README.md'));
    expect((await refused(folder, [change('README.md', 'old', 'new')])).message).toBe(
      'README.md is a symbolic link that leaves the folder',
    );
    expect(read(elsewhere, 'README.md')).toBe('old');
  });

  it('when the place for new contents is a link to another folder', async () => {
    const elsewhere = temporaryFolder({ '1-0': 'theirs' });
    const folder = temporaryFolder({ 'README.md': 'old' });
    symlinkSync(elsewhere, join(folder, '.llama-license-lint.tmp'));
    await refused(folder, [change('README.md', 'old', 'new')]);
    expect([read(folder, 'README.md'), read(elsewhere, '1-0')]).toEqual(['old', 'theirs']);
  });

  it('where the user may not write', async () => {
    const folder = temporaryFolder({ 'README.md': 'old' });
    chmodSync(folder, 0o555);
    await withoutRoot(async () => {
      expect((await refused(folder, [change('README.md', 'old', 'new')])).message).toBe('permission denied');
    });
    chmodSync(folder, 0o755);
    expect(existsSync(join(folder, '.llama-license-lint.tmp'))).toBe(false);
  });

  it('when the folder is gone', async () => {
    expect((await refused(join(temporaryFolder(), 'gone'), [change('README.md', 'old', 'new')])).written).toEqual([]);
  });
});
