import { mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Snapshot } from '../../../src/snapshot/snapshot.ts';
import { openFolder } from '../../../src/sources/local/local.ts';
import { lfsPointer, temporaryFolder, writeFiles } from '../temporary-folder.ts';

const NEW = 'b'.repeat(40);
const OLD = 'a'.repeat(40);

/** A repository in a cache with two snapshots, of which `main` is the older one in time. */
function cachedModel(folder = 'models--org--Llama-Foo'): string {
  const repository = join(temporaryFolder({ secret: 'x' }), folder);
  writeFiles(repository, {
    'refs/main': NEW,
    'blobs/1': '# New',
    'blobs/2': '{}',
    'blobs/3': '# Old',
    [`trees/${NEW}.json`]: '[]',
    [`.no_exist/${NEW}/LICENSE`]: '',
  });
  mkdirSync(join(repository, 'snapshots', NEW, 'original'), { recursive: true });
  mkdirSync(join(repository, 'snapshots', OLD));
  symlinkSync('../../blobs/1', join(repository, 'snapshots', NEW, 'README.md'));
  symlinkSync('../../../blobs/2', join(repository, 'snapshots', NEW, 'original', 'params.json'));
  symlinkSync('../../blobs/3', join(repository, 'snapshots', OLD, 'README.md'));
  utimesSync(join(repository, 'snapshots', NEW), 1000, 1000);
  utimesSync(join(repository, 'snapshots', OLD), 2000, 2000);
  return repository;
}

const titleOf = async (snapshot: Snapshot): Promise<string | null> => (await snapshot.text('README.md')).text;

describe.skipIf(process.platform === 'win32')(
  'the Hugging Face cache (skipped on Windows: symbolic links need a privilege)',
  () => {
    it('gives a snapshot with the files that its links lead to, its name and its revision', async () => {
      const snapshot = await openFolder(join(cachedModel(), 'snapshots', NEW));
      expect(snapshot).toMatchObject({ revision: NEW, name: { value: 'org/Llama-Foo', from: 'cache' }, omissions: [] });
      expect(snapshot.files).toEqual([
        { path: 'README.md', size: 5, pointer: false },
        { path: 'original/params.json', size: 2, pointer: false },
      ]);
      expect(await titleOf(snapshot)).toBe('# New');
    });

    it.each(['', 'snapshots', `snapshots/${NEW}/README.md`])(
      'finds the snapshot of main (target …/%s)',
      async (target) => {
        const snapshot = await openFolder(join(cachedModel(), target));
        expect(snapshot).toMatchObject({ revision: NEW, name: { value: 'org/Llama-Foo', from: 'cache' } });
        expect(await titleOf(snapshot)).toBe('# New');
      },
    );

    it('finds it through a link to the cache, too', async () => {
      const repository = cachedModel();
      symlinkSync(repository, join(repository, '..', 'my-model'));
      expect(await openFolder(join(repository, '..', 'my-model'))).toMatchObject({
        revision: NEW,
        name: { value: 'org/Llama-Foo', from: 'cache' },
      });
    });

    it('reads a folder of a snapshot', async () => {
      const snapshot = await openFolder(join(cachedModel(), 'snapshots', NEW, 'original'));
      expect(snapshot).toMatchObject({ revision: NEW, name: { value: 'org/Llama-Foo', from: 'cache' } });
      expect((await snapshot.text('params.json')).text).toBe('{}');
    });

    it.each([
      ['no such snapshot', 'c'.repeat(40)],
      ['a path', '../../secret'],
      ['nothing', ''],
      ['no text', '\0'],
    ])('takes the newest snapshot when main names %s', async (_, main) => {
      const repository = cachedModel();
      writeFiles(repository, { 'refs/main': main });
      const snapshot = await openFolder(repository);
      expect(snapshot.revision).toBe(OLD);
      expect(await titleOf(snapshot)).toBe('# Old');
    });

    it('says when a repository has no snapshot', async () => {
      const repository = join(temporaryFolder(), 'models--org--Empty');
      mkdirSync(join(repository, 'snapshots'), { recursive: true });
      await expect(openFolder(repository)).rejects.toMatchObject({
        code: 'not-found',
        message: expect.stringContaining('org/Empty') as string,
        hint: expect.stringContaining('hf download org/Empty') as string,
      });
    });

    it('does not follow links to anything but its own blobs', async () => {
      const repository = cachedModel();
      writeFiles(join(repository, '..'), { 'models--org--Other/blobs/9': 'x' });
      const links = {
        LICENSE: '../../../secret',
        Notice: '../../../models--org--Other/blobs/9',
        ref: '../../refs/main',
        gone: '../../blobs/none',
      };
      for (const [name, target] of Object.entries(links)) symlinkSync(target, join(repository, 'snapshots', OLD, name));
      const snapshot = await openFolder(join(repository, 'snapshots', OLD));
      expect(snapshot.files.map(({ path }) => path)).toEqual(['README.md']);
      expect(snapshot.omissions.map(({ file }) => file)).toEqual(['LICENSE', 'Notice', 'gone', 'ref']);
    });

    it('may hold pointers', async () => {
      const repository = cachedModel();
      writeFiles(repository, { 'blobs/4': lfsPointer(77) });
      symlinkSync('../../blobs/4', join(repository, 'snapshots', NEW, 'model.safetensors'));
      expect((await openFolder(repository)).files).toContainEqual({
        path: 'model.safetensors',
        size: 77,
        pointer: true,
      });
    });

    it.each([
      ['models--gpt2', 'gpt2'],
      ['models--org--a--b', 'org/a--b'],
      ['datasets--org--data', 'org/data'],
      ['spaces--org--demo', 'org/demo'],
    ])('names %s %s', async (folder, name) => {
      expect((await openFolder(cachedModel(folder))).name.value).toBe(name);
    });
  },
);

describe('folders that only look like the cache', () => {
  it('are folders', async () => {
    const folder = temporaryFolder({
      'models--org--x/README.md': '',
      'snapshots/abc/README.md': '',
      'my--model/snapshots/abc/README.md': '',
    });
    expect(await openFolder(join(folder, 'models--org--x'))).toMatchObject({
      revision: null,
      name: { value: 'models--org--x', from: 'directory' },
    });
    expect(await openFolder(join(folder, 'snapshots', 'abc'))).toMatchObject({
      revision: null,
      name: { value: 'abc', from: 'directory' },
    });
    expect(await openFolder(join(folder, 'my--model', 'snapshots', 'abc'))).toMatchObject({
      revision: null,
      name: { from: 'directory' },
    });
  });

  it('on systems without links hold the files themselves', async () => {
    const folder = temporaryFolder({ [`models--org--x/snapshots/${OLD}/README.md`]: '# Real' });
    const snapshot = await openFolder(join(folder, 'models--org--x'));
    expect(snapshot).toMatchObject({ revision: OLD, name: { value: 'org/x', from: 'cache' } });
    expect(await titleOf(snapshot)).toBe('# Real');
  });
});
