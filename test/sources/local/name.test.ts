import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openFolder } from '../../../src/sources/local/local.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const remote = (name: string, url: string): string => `[remote "${name}"]\n\turl = ${url}\n`;

async function nameOf(files: Readonly<Record<string, string>>, target = 'folder'): Promise<string> {
  const { name } = await openFolder(
    join(temporaryFolder({ 'folder/README.md': '---\nmodel_name: Card\n---\n# Title', ...files }), target),
  );
  return `${name.value} from ${name.from}`;
}

describe('the name of a local folder', () => {
  it('is that of the remote on the Hub or GitHub', async () => {
    expect(await nameOf({ 'folder/.git/config': remote('origin', 'https://huggingface.co/org/Llama-Foo') })).toBe(
      'org/Llama-Foo from remote',
    );
    expect(await nameOf({ 'folder/.git/config': remote('origin', 'git@github.com:owner/repo.git') })).toBe(
      'owner/repo from remote',
    );
  });

  it('never holds the token of a remote, nor does anything else of the snapshot', async () => {
    const folder = temporaryFolder({
      'README.md': '',
      '.git/config': remote('origin', 'https://user:hf_secret@huggingface.co/org/model'),
    });
    const snapshot = await openFolder(folder);
    expect(snapshot.name).toEqual({ value: 'org/model', from: 'remote', page: 'https://huggingface.co/org/model' });
    expect(JSON.stringify(snapshot)).not.toContain('hf_secret');
  });

  it('prefers origin, else takes the only other remote on the Hub or GitHub', async () => {
    const hub = remote('hub', 'https://hf.co/org/model');
    const github = remote('backup', 'https://github.com/owner/repo');
    const elsewhere = remote('origin', 'https://gitlab.com/a/b');
    expect(await nameOf({ 'folder/.git/config': hub + github + remote('origin', 'https://github.com/o/r') })).toBe(
      'o/r from remote',
    );
    expect(await nameOf({ 'folder/.git/config': elsewhere + hub })).toBe('org/model from remote');
    expect(await nameOf({ 'folder/.git/config': elsewhere + hub + github })).toBe('folder from directory');
    expect(await nameOf({ 'folder/.git/config': elsewhere })).toBe('folder from directory');
  });

  it('is the same for a file of the folder', async () => {
    expect(
      await nameOf({ 'folder/.git/config': remote('origin', 'https://hf.co/org/model') }, 'folder/README.md'),
    ).toBe('org/model from remote');
  });

  it('is that of the folder below the root of a work tree, or beside it', async () => {
    expect(await nameOf({ '.git/config': remote('origin', 'https://hf.co/org/model') })).toBe('folder from directory');
    expect(
      await nameOf(
        { 'folder/sub/x': '', 'folder/.git/config': remote('origin', 'https://hf.co/org/model') },
        'folder/sub',
      ),
    ).toBe('sub from directory');
  });

  it('is found through the .git file of a worktree', async () => {
    const files = {
      'main/.git/config': remote('origin', 'https://hf.co/org/model'),
      'main/.git/worktrees/folder/commondir': '../..\n',
    };
    expect(await nameOf({ ...files, 'folder/.git': 'gitdir: ../main/.git/worktrees/folder\n' })).toBe(
      'org/model from remote',
    );
  });

  it('is found through the .git file of a submodule', async () => {
    const files = {
      '.git/modules/folder/config': remote('origin', 'https://hf.co/org/sub'),
      '.git/config': remote('origin', 'https://hf.co/org/super'),
    };
    expect(await nameOf({ ...files, 'folder/.git': 'gitdir: ../.git/modules/folder\n' })).toBe('org/sub from remote');
  });

  it.each([
    ['leads nowhere', 'gitdir: ../none\n'],
    ['is no such file', 'hello'],
    ['is empty', ''],
    ['holds a NUL', 'gitdir: a\0b'],
    ['is huge', `gitdir: ${'x'.repeat(100_000)}`],
  ])('is that of the folder when .git %s', async (_, git) => {
    expect(await nameOf({ 'folder/.git': git })).toBe('folder from directory');
  });

  it('is that of the folder when Git has no readable configuration', async () => {
    expect(await nameOf({ 'folder/.git/config': '\0\xFF[[[remote "origin\nurl' })).toBe('folder from directory');
    expect(
      await nameOf({
        'folder/.git/config': `${'#'.repeat(1024 * 1024)}\n${remote('origin', 'https://hf.co/org/model')}`,
      }),
    ).toBe('folder from directory');
    expect(await nameOf({ 'folder/.git/HEAD': '' })).toBe('folder from directory');
  });
});
