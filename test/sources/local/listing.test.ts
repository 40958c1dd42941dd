import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { listFolder } from '../../../src/sources/local/listing.ts';
import { openFolder } from '../../../src/sources/local/local.ts';
import { temporaryFolder, writeFiles } from '../temporary-folder.ts';

const windows = process.platform === 'win32';

async function listing(folder: string): Promise<{ paths: string[]; omitted: string[] }> {
  const snapshot = await openFolder(folder);
  return {
    paths: snapshot.files.map(({ path }) => path),
    omitted: snapshot.omissions.map(({ file, says }) => `${file} ${says}`),
  };
}

describe.skipIf(windows)('symbolic links (skipped on Windows: making them needs a privilege)', () => {
  it('are followed to files inside the folder', async () => {
    const folder = temporaryFolder({ 'docs/agreement.txt': 'text' });
    symlinkSync('docs/agreement.txt', join(folder, 'LICENSE'));
    symlinkSync(join(folder, 'LICENSE'), join(folder, 'docs', 'again'));
    const snapshot = await openFolder(folder);
    expect(snapshot.files.map(({ path, size }) => [path, size])).toEqual([
      ['LICENSE', 4],
      ['docs/again', 4],
      ['docs/agreement.txt', 4],
    ]);
    expect((await snapshot.text('docs/again')).text).toBe('text');
  });

  it('are not followed out of the folder', async () => {
    const folder = temporaryFolder({ secret: 'x', 'repo-2/secret': 'x', 'repo/README.md': '' });
    symlinkSync('../secret', join(folder, 'repo', 'LICENSE'));
    symlinkSync(folder, join(folder, 'repo', 'up'));
    symlinkSync('../repo-2/secret', join(folder, 'repo', 'sibling'));
    symlinkSync('LICENSE', join(folder, 'repo', 'Notice'));
    const says = 'is a symbolic link that leaves the repository, and was not followed';
    expect(await listing(join(folder, 'repo'))).toEqual({
      paths: ['README.md'],
      omitted: [`LICENSE ${says}`, `Notice ${says}`, `sibling ${says}`, `up ${says}`],
    });
    const snapshot = await openFolder(join(folder, 'repo'));
    expect(await snapshot.text('LICENSE')).toEqual({ text: null, unread: 'missing' });
  });

  it('are not followed into .git, where credentials lie', async () => {
    const folder = temporaryFolder({ '.git/config': 'secret', 'README.md': '' });
    symlinkSync('.git/config', join(folder, 'LICENSE'));
    expect(await listing(folder)).toEqual({
      paths: ['README.md'],
      omitted: ['LICENSE is a symbolic link into .git, and was not followed'],
    });
  });

  it('do not loop, and folders are listed in their own place', async () => {
    const folder = temporaryFolder({ 'a/b/file': '' });
    symlinkSync('..', join(folder, 'a', 'b', 'up'));
    symlinkSync('.', join(folder, 'here'));
    symlinkSync('a/b', join(folder, 'b'));
    symlinkSync('loop', join(folder, 'loop'));
    expect(await listing(folder)).toEqual({ paths: ['a/b/file'], omitted: ['loop is a symbolic link to itself'] });
  });

  it('to nothing are told', async () => {
    const folder = temporaryFolder({ file: '' });
    symlinkSync('none', join(folder, 'LICENSE'));
    symlinkSync('file/none', join(folder, 'Notice'));
    expect(await listing(folder)).toEqual({
      paths: ['file'],
      omitted: ['LICENSE is a symbolic link to nothing', 'Notice is a symbolic link to nothing'],
    });
  });

  it('may be the target itself, whose name then counts', async () => {
    const folder = temporaryFolder({ 'abc123/README.md': 'text' });
    symlinkSync('abc123', join(folder, 'Llama-Foo'));
    const snapshot = await openFolder(join(folder, 'Llama-Foo'));
    expect(snapshot.name.value).toBe('Llama-Foo');
    expect((await snapshot.text('README.md')).text).toBe('text');
  });
});

describe('limits', () => {
  it('do not bear on 10,000 files', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'shards'));
    for (let shard = 0; shard < 10_000; shard += 1) writeFileSync(join(folder, 'shards', `${shard}.txt`), '');
    const { paths, omitted } = await listing(folder);
    expect([paths.length, omitted]).toEqual([10_000, []]);
  });

  const few = { entries: 3, depth: 2, omissions: 2 };

  it('cut what lies deep, not the files of the root', () => {
    const folder = temporaryFolder({ 'a/a': '', 'a/b': '', x: '', y: '', 'b/a': '' });
    const { files, omissions } = listFolder(folder, null, few);
    expect([...files.keys()]).toEqual(['a/a', 'x', 'y']);
    expect(omissions).toEqual([
      { file: '.', line: null, column: null, says: 'holds more than 3 files; the rest were left out' },
    ]);
  });

  it('say nothing when they are just reached', () => {
    const { files, omissions } = listFolder(temporaryFolder({ a: '', b: '', 'c/d/e': '' }), null, few);
    expect([[...files.keys()], omissions]).toEqual([['a', 'b', 'c/d/e'], []]);
  });

  it('hold for the depth and the number of folders', () => {
    const deep = listFolder(temporaryFolder({ 'a/b/c/d': '' }), null, few);
    expect(deep.omissions.map(({ file, says }) => [file, says])).toEqual([['a/b/c', 'lies deeper than 2 folders']]);
    const wide = listFolder(temporaryFolder({ 'a/x': '', 'b/x': '', 'c/x': '', 'd/x': '' }), null, few);
    expect([...wide.files.keys()]).toEqual(['a/x', 'b/x']);
    expect(wide.omissions.map(({ says }) => says)).toEqual(['holds more than 3 folders; the rest were left out']);
  });

  it.skipIf(windows)('keep the omissions few (skipped on Windows: symbolic links need a privilege)', () => {
    const folder = temporaryFolder();
    for (const name of ['a', 'b', 'c', 'd']) symlinkSync('/', join(folder, name));
    const { omissions } = listFolder(folder, null, few);
    expect(omissions.map(({ file }) => file)).toEqual(['a', 'b', '.']);
    expect(omissions.at(-1)?.says).toBe('holds 2 more entries that were left out');
  });

  it('leave a folder 40 levels deep listed down to the 32nd', async () => {
    const folder = temporaryFolder();
    const level = (depth: number): string => Array.from({ length: depth }, () => 'd').join('/');
    writeFiles(folder, { [`${level(32)}/in`]: '', [`${level(33)}/out`]: '', [`${level(40)}/out`]: '' });
    expect(await listing(folder)).toEqual({
      paths: [`${level(32)}/in`],
      omitted: [`${level(33)} lies deeper than 32 folders`],
    });
  });
});

describe.skipIf(windows)('file names (skipped on Windows: these cannot be made there)', () => {
  it('may hold control characters, backslashes and anything else', async () => {
    const names = ['a\nb.md', 'c\u001b[31m', '::error::x', 'back\\slash', '\u202Egnp.exe', ' ', '~'];
    const folder = temporaryFolder(Object.fromEntries(names.map((name) => [name, 'x'])));
    const snapshot = await openFolder(folder);
    expect(snapshot.files.map(({ path }) => path)).toEqual([...names].sort());
    for (const { path } of snapshot.files) expect((await snapshot.text(path)).text).toBe('x');
  });

  it.skipIf(process.platform === 'darwin')(
    'that are not UTF-8 are left out and told (skipped on macOS: its file system refuses them)',
    async () => {
      const folder = temporaryFolder({ 'README.md': '' });
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.of(0xe9)]), 'x');
      mkdirSync(Buffer.concat([Buffer.from(`${folder}/dir`), Buffer.of(0xff)]));
      expect(await listing(folder)).toEqual({
        paths: ['README.md'],
        omitted: [
          'caf\uFFFD has a name that is not UTF-8, and cannot be read',
          'dir\uFFFD has a name that is not UTF-8, and cannot be read',
        ],
      });
    },
  );
});
