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

import { EXISTS, obstacle, writeNew } from '../../src/init/write-new.ts';
import { execute } from '../consumer/command-line.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { withoutRoot } from '../sources/without-root.ts';

const PATH = '.github/workflows/x.yml';

function everything(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

describe('a file that is not there', () => {
  it.each([false, true])(
    'is written with the folders on the way, and nothing else is left (force: %s)',
    async (force) => {
      const root = temporaryFolder();
      expect(await writeNew(root, PATH, 'new\n', force)).toBeNull();
      expect(everything(root)).toEqual(['.github', '.github/workflows', PATH]);
      expect(readFileSync(join(root, PATH), 'utf8')).toBe('new\n');
      expect(statSync(join(root, PATH)).mode & 0o111).toBe(0);
    },
  );

  it('is written once and whole when many write it at once', async () => {
    const root = temporaryFolder();
    const texts = Array.from({ length: 40 }, (_, at) => `${at}\n`.repeat(5000));
    const results = await Promise.all(texts.map((text) => writeNew(root, PATH, text, false)));
    expect(results.filter((why) => why === null)).toHaveLength(1);
    expect(results.filter((why) => why === EXISTS)).toHaveLength(39);
    expect(readFileSync(join(root, PATH), 'utf8')).toBe(texts[results.indexOf(null)]);
    expect(everything(root)).toEqual(['.github', '.github/workflows', PATH]);
  });

  it('is not written where the folder may not be, which the system says', async () => {
    const root = temporaryFolder();
    chmodSync(root, 0o555);
    await withoutRoot(async () => {
      await expect(writeNew(root, PATH, 'new\n', false)).rejects.toMatchObject({ code: 'EACCES' });
    });
    expect(everything(root)).toEqual([]);
  });
});

describe('without force, what has the name stays', () => {
  it.each<[string, (path: string) => unknown]>([
    [
      'a file',
      (path) => {
        writeFileSync(path, 'old');
      },
    ],
    [
      'a folder',
      (path) => {
        mkdirSync(path);
      },
    ],
    [
      'a link to a file',
      (path) => {
        symlinkSync('/etc/hostname', path);
      },
    ],
    [
      'a link to nothing',
      (path) => {
        symlinkSync('nowhere', path);
      },
    ],
    [
      'a link to itself',
      (path) => {
        symlinkSync('x.yml', path);
      },
    ],
    ['a pipe', async (path) => execute('mkfifo', [path])],
  ])('%s', async (_, make) => {
    const root = temporaryFolder();
    mkdirSync(join(root, '.github/workflows'), { recursive: true });
    await make(join(root, PATH));
    const before = lstatSync(join(root, PATH));
    expect(await obstacle(root, PATH, false)).toBe(EXISTS);
    expect(await writeNew(root, PATH, 'new\n', false)).toBe(EXISTS);
    expect(lstatSync(join(root, PATH))).toMatchObject({
      ino: before.ino,
      mode: before.mode,
      size: before.size,
      mtimeMs: before.mtimeMs,
    });
    expect(everything(root)).toEqual(['.github', '.github/workflows', PATH]);
  });
});

describe('with force', () => {
  it('a file is replaced and keeps its mode', async () => {
    const root = temporaryFolder({ 'x.yml': 'old' });
    chmodSync(join(root, 'x.yml'), 0o600);
    expect(await writeNew(root, 'x.yml', 'new\n', true)).toBeNull();
    expect(readFileSync(join(root, 'x.yml'), 'utf8')).toBe('new\n');
    expect(statSync(join(root, 'x.yml')).mode & 0o777).toBe(0o600);
    expect(everything(root)).toEqual(['x.yml']);
  });

  it('a link is replaced, and what it leads to is not touched', async () => {
    const outside = temporaryFolder({ precious: 'old' });
    const root = temporaryFolder();
    symlinkSync(join(outside, 'precious'), join(root, 'x.yml'));
    expect(await writeNew(root, 'x.yml', 'new\n', true)).toBeNull();
    expect(lstatSync(join(root, 'x.yml')).isFile()).toBe(true);
    expect(readFileSync(join(outside, 'precious'), 'utf8')).toBe('old');
  });

  it.each<[string, (path: string) => unknown]>([
    [
      'a folder',
      (path) => {
        mkdirSync(path);
      },
    ],
    ['a pipe', async (path) => execute('mkfifo', [path])],
  ])('%s is left', async (_, make) => {
    const root = temporaryFolder();
    await make(join(root, 'x.yml'));
    expect(await writeNew(root, 'x.yml', 'new\n', true)).toContain('something other than a file');
    expect(lstatSync(join(root, 'x.yml')).isFile()).toBe(false);
    expect(everything(root)).toEqual(['x.yml']);
  });
});

describe.each([false, true])('a folder on the way (force: %s)', (force) => {
  it.each(['.github', '.github/workflows'])('that is a link out of the folder is not followed (%s)', async (link) => {
    const outside = temporaryFolder();
    const root = temporaryFolder();
    if (link.includes('/')) mkdirSync(join(root, '.github'));
    symlinkSync(outside, join(root, link));
    expect(await writeNew(root, PATH, 'new\n', force)).toBe(`is not written: ${link} leads out of the folder`);
    expect(readdirSync(outside)).toEqual([]);
  });

  it('that leads to a neighbor with a longer name leads out', async () => {
    const context = temporaryFolder({ 'model/README.md': '', 'model-2/README.md': '' });
    symlinkSync('../model-2', join(context, 'model/.github'));
    expect(await writeNew(join(context, 'model'), PATH, 'new\n', force)).toContain('leads out');
    expect(readdirSync(join(context, 'model-2'))).toEqual(['README.md']);
  });

  it('that leads into .git is not followed', async () => {
    const root = temporaryFolder({ '.git/hooks/pre-push.sample': '' });
    symlinkSync('.git/hooks', join(root, '.github'));
    expect(await writeNew(root, PATH, 'new\n', force)).toContain('leads into .git');
    expect(readdirSync(join(root, '.git/hooks'))).toEqual(['pre-push.sample']);
  });

  it.each([
    ['a link to nothing', 'nowhere'],
    ['a link to itself', '.github'],
  ])('that is %s is none', async (_, to) => {
    const root = temporaryFolder();
    symlinkSync(to, join(root, '.github'));
    expect(await writeNew(root, PATH, 'new\n', force)).toContain('.github is a symbolic link to nothing');
  });

  it('that is a file is none', async () => {
    const root = temporaryFolder({ '.github': 'old' });
    expect(await writeNew(root, PATH, 'new\n', force)).toContain('.github is not a folder');
    expect(readFileSync(join(root, '.github'), 'utf8')).toBe('old');
  });

  it('that is a link within the folder is followed', async () => {
    const root = temporaryFolder({ 'gh/README.md': '' });
    symlinkSync('gh', join(root, '.github'));
    expect(await writeNew(root, PATH, 'new\n', force)).toBeNull();
    expect(existsSync(join(root, 'gh/workflows/x.yml'))).toBe(true);
  });
});

it('the root itself may be a link', async () => {
  const context = temporaryFolder({ 'model/README.md': '' });
  symlinkSync('model', join(context, 'link'));
  expect(await writeNew(join(context, 'link'), PATH, 'new\n', false)).toBeNull();
  expect(existsSync(join(context, 'model', PATH))).toBe(true);
});
