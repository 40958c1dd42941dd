import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { RANGE_LIMIT, TEXT_LIMIT, type Snapshot } from '../../../src/snapshot/snapshot.ts';
import { openGithub } from '../../../src/sources/github/github.ts';
import { HERE, asked } from './world.ts';
import { commitOf, type GithubRepo } from '../../servers/github-git.ts';
import { githubServer, type GithubWorld } from '../../servers/github.ts';
import type { Server } from '../../servers/server.ts';
import { lfsPointer } from '../temporary-folder.ts';

const TOKEN = { GITHUB_TOKEN: 'ghp_secret' };

async function open(
  repo: GithubRepo,
  target = 'github:acme/cake',
  env: Readonly<Record<string, string>> = {},
  world: GithubWorld = {},
): Promise<{ snapshot: Snapshot; github: Server }> {
  const github = await githubServer({ repositories: { 'acme/cake': repo }, tokens: ['ghp_secret'], ...world });
  return {
    snapshot: await openGithub(target, { env: { GITHUB_API_URL: github.origin, ...env }, fetch: HERE }),
    github,
  };
}

const paths = ({ files }: Snapshot) => files.map(({ path }) => path);
const told = ({ omissions }: Snapshot) => omissions.map(({ file, says }) => `${file} ${says}`);

describe('a repository on GitHub', () => {
  const repo = {
    files: {
      'README.md': '# Cake\n',
      LICENSE: 'MIT\n',
      'docs/guide.md': 'Guide\n',
      'model.safetensors': lfsPointer(4_000_000_000),
    },
    refs: ['v1', 'feature/sweet', 'pull/7/head'],
  };

  it('is a snapshot of one commit', async () => {
    const { snapshot } = await open(repo);
    expect(snapshot).toMatchObject({
      target: 'github:acme/cake',
      source: 'github',
      revision: commitOf(repo),
      name: { value: 'acme/cake', from: 'target' },
      omissions: [],
    });
    expect(snapshot.files).toEqual([
      { path: 'LICENSE', size: 4, pointer: false },
      { path: 'README.md', size: 7, pointer: false },
      { path: 'docs/guide.md', size: 6, pointer: false },
      { path: 'model.safetensors', size: 4_000_000_000, pointer: true },
    ]);
  });

  it('costs one request for the commit, one for the tree, one for each file that is read, however often', async () => {
    const { snapshot, github } = await open(repo, 'github:acme/cake@v1');
    const listed = asked(github);
    expect(listed).toEqual([
      'commits/v1',
      expect.stringMatching(/^git\/trees\/[0-9a-f]{7}\?recursive=1$/),
      expect.stringMatching(/^git\/blobs\/[0-9a-f]{7}$/),
    ]);
    const texts = await Promise.all([
      snapshot.text('README.md'),
      snapshot.text('README.md'),
      snapshot.bytes('README.md', 2, 4),
    ]);
    expect(texts).toEqual([
      { text: '# Cake\n', unread: null, utf8: true },
      { text: '# Cake\n', unread: null, utf8: true },
      new Uint8Array(Buffer.from('Cake')),
    ]);
    expect(asked(github)).toHaveLength(listed.length + 1);
    expect(await snapshot.text('model.safetensors')).toEqual({ text: null, unread: 'pointer' });
    expect(await snapshot.bytes('model.safetensors', 0, 8)).toBeNull();
    expect(await snapshot.text('NOTICE')).toEqual({ text: null, unread: 'missing' });
    expect(asked(github)).toHaveLength(listed.length + 1);
  });

  it.each([
    ['github:acme/cake', 'HEAD'],
    ['github:acme/cake@feature/sweet', 'feature/sweet'],
    ['https://github.com/acme/cake/tree/feature/sweet', 'feature/sweet'],
    ['https://github.com/acme/cake/pull/7', 'pull/7/head'],
  ])('is opened at %s', async (target, ref) => {
    const { snapshot, github } = await open(repo, target);
    expect(asked(github)[0]).toBe(`commits/${ref}`);
    expect(snapshot.revision).toBe(commitOf(repo));
  });

  it('that was renamed is found', async () => {
    const { snapshot, github } = await open(repo, 'github:acme/pie', TOKEN, { renamed: { 'acme/pie': 'acme/cake' } });
    expect(await snapshot.text('README.md')).toMatchObject({ text: '# Cake\n' });
    expect(github.seen.every(({ headers }) => headers.authorization === 'token ghp_secret')).toBe(true);
  });

  it('gives bytes as they are', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    const { snapshot } = await open({
      files: {
        'a.gguf': bytes,
        'wide.md': Buffer.from('\uFEFFCafé\n', 'utf16le'),
        'old.md': Buffer.from('Caf\xe9\n', 'latin1'),
      },
    });
    expect(await snapshot.bytes('a.gguf', 0, 256)).toEqual(bytes);
    expect(await snapshot.bytes('a.gguf', 250, 100)).toEqual(bytes.slice(250));
    expect([
      await snapshot.text('a.gguf'),
      await snapshot.text('wide.md'),
      await snapshot.text('old.md'),
    ]).toMatchObject([{ unread: 'binary' }, { text: 'Café\n' }, { text: 'Café\n', utf8: false }]);
  });

  it('downloads nothing that is larger than it may read', async () => {
    const { snapshot, github } = await open({
      files: { 'README.md': 'a'.repeat(TEXT_LIMIT + 1), 'model.safetensors': new Uint8Array(RANGE_LIMIT + 1) },
    });
    expect(await snapshot.text('README.md')).toEqual({ text: null, unread: 'too-large' });
    expect(await snapshot.bytes('model.safetensors', 0, 8)).toBeNull();
    expect(github.seen).toHaveLength(2);
    expect(await snapshot.bytes('README.md', 0, 3)).toEqual(new Uint8Array(Buffer.from('aaa')));
  });

  it('spends no more than it may on headers', async () => {
    const one = 30 * 1024 * 1024;
    const files = Object.fromEntries([1, 2, 3, 4, 5].map((at) => [`${at}.gguf`, new Uint8Array(one).fill(at)]));
    const { snapshot, github } = await open({ files });
    const read = [];
    for (const path of paths(snapshot)) read.push(await snapshot.bytes(path, 0, 4));
    expect(read.map((bytes) => bytes?.[0] ?? null)).toEqual([1, 2, 3, 4, null]);
    expect(github.seen).toHaveLength(6);
  });

  it('asks for a few files at once, not for all', async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.md`, `text ${at}`]));
    const { snapshot } = await open({ files }, 'github:acme/cake', TOKEN);
    let [now, most] = [0, 0];
    const counting: typeof HERE = async (url, init) => {
      now += 1;
      most = Math.max(most, now);
      try {
        return await HERE(url, init);
      } finally {
        now -= 1;
      }
    };
    const github = await githubServer({ repositories: { 'acme/cake': { files } } });
    const counted = await openGithub('github:acme/cake', { env: { GITHUB_API_URL: github.origin }, fetch: counting });
    await Promise.all(paths(counted).map((path) => counted.text(path)));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
    expect(snapshot.counted).toBeUndefined();
    expect(counted.counted).toBe(true);
  });
});

describe('Git LFS pointers on GitHub', () => {
  it('of weights are looked into, a bounded number of them, and the others when they are read', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, at) => [
        `model-${String(at + 1).padStart(5, '0')}-of-00050.safetensors`,
        lfsPointer(1_000_000 + at),
      ]),
    );
    const { snapshot, github } = await open({
      files: { ...files, 'small.gguf': 'x'.repeat(130), 'README.md': lfsPointer(5) },
    });
    expect(github.seen.length).toBeLessThanOrEqual(26);
    expect(snapshot.files.filter(({ pointer }) => pointer).length).toBeGreaterThan(20);
    expect(snapshot.files.find(({ path }) => path.startsWith('model-00001'))).toEqual({
      path: 'model-00001-of-00050.safetensors',
      size: 1_000_000,
      pointer: true,
    });
    expect(await snapshot.text('model-00050-of-00050.safetensors')).toEqual({ text: null, unread: 'pointer' });
    expect(await snapshot.bytes('model-00050-of-00050.safetensors', 0, 8)).toBeNull();
    expect(await snapshot.text('README.md')).toEqual({ text: null, unread: 'pointer' });
    expect(await snapshot.bytes('small.gguf', 0, 1)).toEqual(new Uint8Array(Buffer.from('x')));
  });

  it('that are alike are asked for once', async () => {
    const { snapshot, github } = await open({ files: { 'a.gguf': lfsPointer(77), 'b/a.gguf': lfsPointer(77) } });
    expect(snapshot.files.map(({ size }) => size)).toEqual([77, 77]);
    expect(github.seen).toHaveLength(3);
  });
});

describe('links and submodules', () => {
  it('are followed inside the repository only', async () => {
    const { snapshot, github } = await open({
      files: { 'docs/LICENSE': 'MIT\n', 'weights/model.gguf': lfsPointer(99) },
      links: {
        LICENSE: 'docs/LICENSE',
        'b/NOTICE': '../LICENSE',
        'model.gguf': './weights/model.gguf',
        through: 'docs',
        'deep/x': '../through/LICENSE',
        up: '../x',
        'b/up': '../../etc/passwd',
        root: '/etc/passwd',
        git: '.git/config',
        gone: 'nothing',
        odd: 'LICENSE/x',
        one: 'two',
        two: 'one',
        self: '.',
      },
      submodules: ['vendor/llama'],
    });
    expect(snapshot.files).toEqual([
      { path: 'LICENSE', size: 4, pointer: false },
      { path: 'b/NOTICE', size: 4, pointer: false },
      { path: 'deep/x', size: 4, pointer: false },
      { path: 'docs/LICENSE', size: 4, pointer: false },
      { path: 'model.gguf', size: 99, pointer: true },
      { path: 'weights/model.gguf', size: 99, pointer: true },
    ]);
    expect(await snapshot.text('b/NOTICE')).toMatchObject({ text: 'MIT\n' });
    expect(told(snapshot).sort()).toEqual([
      'b/up is a symbolic link that leaves the repository, and was not followed',
      'git is a symbolic link into .git, and was not followed',
      'gone is a symbolic link to nothing',
      'odd is a symbolic link to nothing',
      'one is a symbolic link to itself',
      'root is a symbolic link that leaves the repository, and was not followed',
      'two is a symbolic link to itself',
      'up is a symbolic link that leaves the repository, and was not followed',
      'vendor/llama is a submodule, and was left out',
    ]);
    expect(github.seen.some(({ url }) => /passwd|submodules/.test(url))).toBe(false);
  });

  it('are not followed in any number or length', async () => {
    const links = Object.fromEntries(
      Array.from({ length: 100 }, (_, at) => [`l${at}`, `README.md${'/.'.repeat(at % 2)}`]),
    );
    const { snapshot, github } = await open({
      files: { 'README.md': 'x' },
      links: { ...links, long: 'a/'.repeat(2000) },
    });
    expect(github.seen.length).toBeLessThan(10);
    expect(snapshot.omissions.at(-1)).toMatchObject({
      file: '.',
      says: expect.stringMatching(/^holds 69 more symbolic links/) as string,
    });
  });
});

describe('a hostile tree', () => {
  const sha = createHash('sha1').update('blob 0\0').digest('hex');
  const entry = (path: unknown, more: object = {}) => ({ path, mode: '100644', type: 'blob', sha, size: 0, ...more });

  it('gives no path that leads out of the repository, into .git, or twice to one place', async () => {
    const wrong = [
      '../x',
      '/etc/passwd',
      'a/../../x',
      'a//b',
      'a/',
      './a',
      'a/./b',
      '',
      'a\0b',
      '..',
      'a'.repeat(5000),
    ];
    const { snapshot } = await open({
      files: { 'README.md': 'x' },
      entries: [
        ...wrong.map((path) => entry(path)),
        entry('.git/config'),
        entry('a/.git/hooks/x'),
        entry('node_modules/x/LICENSE'),
        entry('README.md'),
        entry(`${'d/'.repeat(40)}x`),
      ],
    });
    expect(paths(snapshot)).toEqual(['README.md']);
    expect(told(snapshot)).toEqual([
      `${'d/'.repeat(40)}x lies deeper than 32 folders`,
      `. holds ${wrong.length + 1} entries that are no path in a repository, or come twice; they were left out`,
    ]);
  });

  it('keeps names that are only odd', async () => {
    const odd = [
      'a\nb.md',
      '\u001b[31mred.md',
      'b\u202ec.md',
      '::error::x.md',
      'C:\\x',
      '..x',
      '...',
      '-rf',
      '__proto__',
      'constructor/toString',
      'x'.repeat(300),
    ];
    const { snapshot } = await open({ entries: odd.map((path) => entry(path)) });
    expect(paths(snapshot)).toEqual([...odd].sort());
    expect(await snapshot.text('__proto__')).toMatchObject({ text: '' });
    expect(await snapshot.text('hasOwnProperty')).toEqual({ text: null, unread: 'missing' });
  });

  it('may hold entries of no form', async () => {
    const { snapshot } = await open({
      files: { 'README.md': 'x' },
      entries: [
        null as unknown as object,
        [],
        entry(7),
        entry('a', { sha: '../..' }),
        entry('b', { sha: undefined }),
        entry('c', { size: -1 }),
        entry('d', { size: '1' }),
        entry('e', { mode: 'x' }),
        entry('f', { size: 1e300 }),
      ],
    });
    expect(paths(snapshot)).toEqual(['README.md']);
    expect(told(snapshot)).toEqual(['. holds 9 entries of a kind that Git does not have; they were left out']);
  });

  it('may be very large: what lies near the root is kept', async () => {
    const entries = Array.from({ length: 100_000 }, (_, at) => entry(`a/${at}.txt`));
    const { snapshot, github } = await open({
      entries: [...entries, entry('README.md'), entry('z/LICENSE')],
      most: 200_000,
    });
    expect(snapshot.files).toHaveLength(50_000);
    expect(paths(snapshot)).toContain('README.md');
    expect(told(snapshot)).toEqual(['. holds more than 50000 files; the rest were left out']);
    expect(github.seen).toHaveLength(2);
  });
});

describe('a tree that GitHub does not list at once', () => {
  const many = (folder: string, length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, at) => [`${folder}/${String(at).padStart(3, '0')}.txt`, `${folder} ${at}`]),
    );

  it('is read folder by folder, the telling ones first, with what is left out told', async () => {
    const files = {
      ...many('a', 60),
      ...many('b', 60),
      'zoo/deep/model.safetensors': 'x',
      'licenses/LICENSE': 'MIT\n',
      'README.md': '# Cake\n',
    };
    const { snapshot, github } = await open({ files, most: 100 });
    expect(paths(snapshot).sort()).toEqual(Object.keys(files).sort());
    expect(told(snapshot)).toEqual([]);
    expect(
      github.seen.filter(({ url }) => url.includes('/git/trees/')).map(({ url }) => url.endsWith('?recursive=1')),
    ).toEqual([true, false, false, false, false, false]);
  });

  it('is read within a bound', async () => {
    const files = {
      ...many('a', 60),
      ...Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`b${String(at).padStart(2, '0')}/x.md`, 'x'])),
      'models/model.safetensors': 'x',
      'README.md': '# Cake\n',
    };
    const { snapshot, github } = await open({ files, most: 50 });
    expect(github.seen.length).toBeLessThan(20);
    expect(paths(snapshot)).toEqual(
      expect.arrayContaining(['README.md', 'models/model.safetensors', 'a/000.txt', 'b00/x.md']),
    );
    expect(told(snapshot).filter((line) => line.includes('was not listed, or not whole'))).toHaveLength(40 + 2 - 16);
    expect(told(snapshot)).toContain(
      'b39 was not listed, or not whole: the repository holds more files than GitHub lists at once',
    );
  });
});
