import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import type { Snapshot } from '../../../src/snapshot/snapshot.ts';
import { RANGE_LIMIT, TEXT_LIMIT } from '../../../src/snapshot/snapshot.ts';
import { openFolder } from '../../../src/sources/local/local.ts';
import { withoutRoot } from '../without-root.ts';
import { lfsPointer, temporaryFolder } from '../temporary-folder.ts';

const pathsOf = (snapshot: Snapshot): string[] => snapshot.files.map(({ path }) => path);
const windows = process.platform === 'win32';

describe('openFolder: the target', () => {
  it('lists all files with their sizes, sorted by path', async () => {
    const folder = temporaryFolder({
      'b.txt': 'bb',
      'README.md': '# Foo',
      'original/params.json': '{}',
      'a/b/c.txt': '',
      Z: 'é',
    });
    const snapshot = await openFolder(folder);
    expect(snapshot.files).toEqual([
      { path: 'README.md', size: 5, pointer: false },
      { path: 'Z', size: 2, pointer: false },
      { path: 'a/b/c.txt', size: 0, pointer: false },
      { path: 'b.txt', size: 2, pointer: false },
      { path: 'original/params.json', size: 2, pointer: false },
    ]);
    expect(snapshot).toMatchObject({ target: folder, source: 'local', revision: null, omissions: [] });
  });

  it('takes relative paths, a slash at the end and dots', async () => {
    const folder = temporaryFolder({ 'model/README.md': '' });
    const target = relative(process.cwd(), join(folder, 'model'));
    for (const form of [target, `${target}/`, `${target}/.`, `${folder}/other/../model/`]) {
      const snapshot = await openFolder(form);
      expect(pathsOf(snapshot)).toEqual(['README.md']);
      expect(snapshot.name).toEqual({ value: 'model', from: 'directory' });
      expect(snapshot.target).toBe(form);
    }
  });

  it('takes a file for its folder', async () => {
    const folder = temporaryFolder({ 'Llama-Foo/README.md': '', 'Llama-Foo/foo.gguf': 'GGUF' });
    const snapshot = await openFolder(join(folder, 'Llama-Foo', 'foo.gguf'));
    expect(pathsOf(snapshot)).toEqual(['README.md', 'foo.gguf']);
    expect(snapshot.name.value).toBe('Llama-Foo');
  });

  it('leaves out .git and node_modules at any depth', async () => {
    const folder = temporaryFolder({
      '.git/HEAD': '',
      'node_modules/x/LICENSE': '',
      'a/.git': 'gitdir: x',
      'a/node_modules/y': '',
      '.gitattributes': '',
      'a/b': '',
    });
    expect(pathsOf(await openFolder(folder))).toEqual(['.gitattributes', 'a/b']);
  });

  it('reads an empty folder', async () => {
    expect((await openFolder(temporaryFolder())).files).toEqual([]);
  });

  it('says that a folder is not there', async () => {
    const folder = temporaryFolder({ file: '' });
    await expect(openFolder(join(folder, 'none'))).rejects.toMatchObject({
      name: 'TargetError',
      code: 'not-found',
      message: expect.stringContaining('none') as string,
    });
    await expect(openFolder(join(folder, 'file', 'none'))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tells how a repository on the Hub is written', async () => {
    await expect(openFolder('meta-llama/Llama-4-Foo')).rejects.toMatchObject({
      code: 'not-found',
      hint: expect.stringContaining('hf:meta-llama/Llama-4-Foo') as string,
    });
  });

  it.each(['', 'a\0b', `/${'x'.repeat(5000)}`])('says that a target is invalid (%#)', async (target) => {
    await expect(openFolder(target)).rejects.toMatchObject({
      code: 'invalid',
      hint: expect.stringMatching(/\w/) as string,
    });
  });

  it.skipIf(windows)(
    'does not wait for a named pipe that is the target (skipped on Windows: no named pipes in folders)',
    async () => {
      const folder = temporaryFolder();
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      await expect(openFolder(join(folder, 'pipe'))).rejects.toMatchObject({ code: 'invalid' });
    },
  );
});

describe('openFolder: what may not be read', () => {
  it.skipIf(windows)('says so of the folder itself (skipped on Windows: no such permissions)', async () => {
    const folder = temporaryFolder({ 'closed/README.md': '', 'names-only/README.md': '' });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'closed'), 0o000);
    chmodSync(join(folder, 'names-only'), 0o444);
    await withoutRoot(async () => {
      await expect(openFolder(join(folder, 'closed'))).rejects.toMatchObject({ code: 'forbidden' });
      await expect(openFolder(join(folder, 'closed', 'README.md'))).rejects.toMatchObject({ code: 'forbidden' });
      await expect(openFolder(join(folder, 'names-only'))).rejects.toMatchObject({ code: 'forbidden' });
    });
    chmodSync(join(folder, 'closed'), 0o755);
    chmodSync(join(folder, 'names-only'), 0o755);
  });

  it.skipIf(windows)(
    'lists the rest, and says what was left out (skipped on Windows: no such permissions)',
    async () => {
      const folder = temporaryFolder({ 'README.md': '# Foo', LICENSE: 'x', 'closed/a': '' });
      chmodSync(folder, 0o755);
      chmodSync(join(folder, 'LICENSE'), 0o000);
      chmodSync(join(folder, 'closed'), 0o000);
      await withoutRoot(async () => {
        const snapshot = await openFolder(folder);
        expect(pathsOf(snapshot)).toEqual(['LICENSE', 'README.md']);
        expect(snapshot.omissions).toEqual([
          { file: 'closed', line: null, column: null, says: 'cannot be read (EACCES)' },
        ]);
        expect(await snapshot.text('LICENSE')).toEqual({ text: null, unread: 'forbidden' });
        expect(await snapshot.bytes('LICENSE', 0, 1)).toBeNull();
      });
      chmodSync(join(folder, 'closed'), 0o755);
    },
  );
});

describe('openFolder: text and bytes', () => {
  it('reads the text of a listed file only', async () => {
    const folder = temporaryFolder({
      'repo/README.md': '\uFEFF# Foo ©\n',
      'secret.txt': 'secret',
      'repo/.git/config': 'secret',
      'repo/a/b': '',
    });
    const snapshot = await openFolder(join(folder, 'repo'));
    expect(await snapshot.text('README.md')).toEqual({ text: '# Foo ©\n', unread: null, utf8: true });
    for (const path of [
      '../secret.txt',
      join(folder, 'secret.txt'),
      './README.md',
      '.git/config',
      'a',
      '',
      'a/../README.md',
    ]) {
      expect(await snapshot.text(path)).toEqual({ text: null, unread: 'missing' });
      expect(await snapshot.bytes(path, 0, 10)).toBeNull();
    }
  });

  it('decodes as a reader would', async () => {
    const snapshot = await openFolder(
      temporaryFolder({
        latin: Buffer.from('caf\xE9', 'latin1'),
        wide: Buffer.from('\uFEFFcafé', 'utf16le'),
        binary: 'a\0b',
      }),
    );
    expect(await snapshot.text('latin')).toEqual({ text: 'café', unread: null, utf8: false });
    expect(await snapshot.text('wide')).toEqual({ text: 'café', unread: null, utf8: false });
    expect(await snapshot.text('binary')).toEqual({ text: null, unread: 'binary' });
  });

  it('reads texts up to the limit', async () => {
    const folder = temporaryFolder({ most: 'x'.repeat(TEXT_LIMIT), more: 'x'.repeat(TEXT_LIMIT + 1), weights: '' });
    truncateSync(join(folder, 'weights'), 3 * 1024 ** 3);
    const snapshot = await openFolder(folder);
    expect((await snapshot.text('most')).text).toHaveLength(TEXT_LIMIT);
    expect(await snapshot.text('more')).toEqual({ text: null, unread: 'too-large' });
    expect(await snapshot.text('weights')).toEqual({ text: null, unread: 'too-large' });
    expect(snapshot.files.find(({ path }) => path === 'weights')?.size).toBe(3 * 1024 ** 3);
  });

  it('reads ranges, and only what was asked for', async () => {
    const folder = temporaryFolder({ 'model.gguf': 'GGUF0123456789', 'large.bin': '' });
    truncateSync(join(folder, 'large.bin'), RANGE_LIMIT + 5000);
    const snapshot = await openFolder(folder);
    const read = async (start: number, length: number): Promise<string | null> => {
      const bytes = await snapshot.bytes('model.gguf', start, length);
      return bytes === null ? null : Buffer.from(bytes).toString();
    };
    expect(await read(0, 4)).toBe('GGUF');
    expect(await read(4, 3)).toBe('012');
    expect(await read(12, 100)).toBe('89');
    expect(await read(14, 1)).toBe('');
    expect(await read(Number.MAX_SAFE_INTEGER, 10)).toBe('');
    expect(await read(0, 0)).toBe('');
    for (const [start, length] of [
      [-1, 4],
      [0, -1],
      [0.5, 1],
      [0, Number.NaN],
      [0, Infinity],
    ] as const)
      expect(await read(start, length)).toBeNull();
    expect(await snapshot.bytes('large.bin', 4096, Number.MAX_SAFE_INTEGER)).toHaveLength(RANGE_LIMIT);
  });

  it('knows Git LFS pointers by what they hold', async () => {
    const snapshot = await openFolder(
      temporaryFolder({
        'model.safetensors': lfsPointer(4976698672),
        'tokenizer.json': lfsPointer(17),
        'README.md': lfsPointer(9),
        'config.json': '{"a": 1}'.padEnd(150),
        'real.safetensors': 'x'.repeat(200),
      }),
    );
    expect(snapshot.files).toEqual([
      { path: 'README.md', size: Buffer.byteLength(lfsPointer(9)), pointer: false },
      { path: 'config.json', size: 150, pointer: false },
      { path: 'model.safetensors', size: 4976698672, pointer: true },
      { path: 'real.safetensors', size: 200, pointer: false },
      { path: 'tokenizer.json', size: 17, pointer: true },
    ]);
    expect(await snapshot.text('model.safetensors')).toEqual({ text: null, unread: 'pointer' });
    expect(await snapshot.text('README.md')).toEqual({ text: null, unread: 'pointer' });
    expect(await snapshot.bytes('model.safetensors', 0, 8)).toBeNull();
  });

  it('answers for files that change after they were listed', async () => {
    const folder = temporaryFolder({ gone: 'x', folder: 'x', grown: 'x', longer: 'x' });
    const snapshot = await openFolder(folder);
    rmSync(join(folder, 'gone'));
    rmSync(join(folder, 'folder'));
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'grown'), 'x'.repeat(TEXT_LIMIT + 10));
    appendFileSync(join(folder, 'longer'), 'yz');
    expect(await snapshot.text('gone')).toEqual({ text: null, unread: 'missing' });
    expect(await snapshot.bytes('gone', 0, 1)).toBeNull();
    expect(await snapshot.text('folder')).toEqual({ text: null, unread: 'missing' });
    expect(await snapshot.text('grown')).toEqual({ text: null, unread: 'too-large' });
    expect((await snapshot.text('longer')).text).toBe('xyz');
  });

  it.skipIf(windows)(
    'neither lists nor opens a named pipe or a socket, even in place of a file (skipped on Windows: none in folders)',
    async () => {
      const folder = temporaryFolder({ 'README.md': '# Foo', late: 'x' });
      execFileSync('mkfifo', [join(folder, 'LICENSE')]);
      const server = createServer().listen(join(folder, 'socket'));
      onTestFinished(() => void server.close());
      await new Promise((resolve) => server.once('listening', resolve));
      const snapshot = await openFolder(folder);
      expect(pathsOf(snapshot)).toEqual(['README.md', 'late']);
      expect(snapshot.omissions.map(({ file, says }) => `${file} ${says}`)).toEqual([
        'LICENSE is neither a file nor a folder',
        'socket is neither a file nor a folder',
      ]);
      expect(await snapshot.text('LICENSE')).toEqual({ text: null, unread: 'missing' });
      rmSync(join(folder, 'late'));
      execFileSync('mkfifo', [join(folder, 'late')]);
      expect(await snapshot.text('late')).toEqual({ text: null, unread: 'missing' });
    },
  );
});
