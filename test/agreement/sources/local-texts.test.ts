import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { temporaryFolder, writeFiles } from '../../sources/temporary-folder.ts';
import { withoutRoot } from '../../sources/without-root.ts';
import { ALTERED, APPLE, ON_GITHUB, said, search, TEXT, type World } from './search.ts';

// What needs no network: the given file, the cache of the Hugging Face libraries, and what was fetched before.

const NEW = 'b'.repeat(40);
const OLD = 'a'.repeat(40);
const GITHUB = { files: { [ON_GITHUB]: TEXT } };
const KEPT = '.cache/llama-license-lint/agreements/example-1.txt';
const BASE = 'baker/Example-Dough';

/** Puts files of one snapshot into a model's folder in a cache, as downloads do: as links to blobs. */
function download(cache: string, id: string, revision: string, files: Readonly<Record<string, string>>): string {
  const repository = join(cache, `models--${id.replace('/', '--')}`);
  mkdirSync(join(repository, 'snapshots', revision), { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    writeFiles(repository, { [`blobs/${revision}-${path}`]: content });
    symlinkSync(`../../blobs/${revision}-${path}`, join(repository, 'snapshots', revision, path));
  }
  return repository;
}

describe('the file that a person gives', () => {
  const input = (text: string) => search({ github: GITHUB, wanted: { given: { file: 'my/llama.txt', text } } });

  it('comes first, and nobody is asked', async () => {
    const text = `Saved from the web\n\n${TEXT}`;
    const { found, github, hub } = await input(text);
    expect(found).toEqual({ outcome: 'found', text, source: 'given', from: 'my/llama.txt', tried: [] });
    expect([...github.seen, ...hub.seen]).toEqual([]);
  });

  it('is refused, with what differs, and ends the search', async () => {
    const { found, github } = await input(ALTERED);
    expect(found).toEqual({
      outcome: 'refused',
      file: 'my/llama.txt',
      why: 'is not the agreement of example-1: clause 1.a adds “dry” (line 11)',
    });
    expect(github.seen).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')(
  'the Hugging Face cache (skipped on Windows: symbolic links need a privilege)',
  () => {
    const inCache = async (fill: (cache: string) => void, world: World = {}) => {
      const home = temporaryFolder();
      fill(join(home, '.cache/huggingface/hub'));
      return search({ github: GITHUB, ...world, env: { HOME: home, ...world.env } });
    };

    it('has the text of the base, and nobody is asked', async () => {
      const { found, github, hub, home } = await inCache(
        (cache) => {
          download(cache, APPLE, OLD, { LICENSE: TEXT.replaceAll('\n', '\r\n') });
          download(cache, BASE, NEW, { 'LICENSE.txt': TEXT });
        },
        { wanted: { bases: [BASE] } },
      );
      expect(found).toEqual({
        outcome: 'found',
        text: TEXT,
        source: 'hub-cache',
        from: `${BASE} in the Hugging Face cache, ${NEW.slice(0, 12)}/LICENSE.txt`,
        tried: [],
      });
      expect([...github.seen, ...hub.seen]).toEqual([]);
      expect(existsSync(join(home, KEPT))).toBe(false);
    });

    it('has that of the license’s own models, whatever the base', async () => {
      const { found } = await inCache((cache) => download(cache, APPLE, NEW, { LICENSE: TEXT }), {
        wanted: { bases: ['baker/unknown'] },
      });
      expect(found).toMatchObject({ source: 'hub-cache', from: expect.stringContaining(APPLE) as string });
    });

    it('gives the snapshot of main before others, and the newest of those', async () => {
      const at = (time: number, ...path: string[]) => {
        utimesSync(join(...path), time, time);
      };
      const fill = (texts: readonly [string, string, string], main: string) => (cache: string) => {
        const names = [OLD, NEW, 'c'.repeat(40)];
        names.forEach((name, order) => {
          at(1000 + order, download(cache, APPLE, name, { LICENSE: texts[order] ?? '' }), 'snapshots', name);
        });
        writeFiles(join(cache, `models--${APPLE.replace('/', '--')}`), { 'refs/main': main });
      };
      const from = async (texts: readonly [string, string, string], main: string) =>
        (await inCache(fill(texts, main))).found;
      expect(await from([TEXT, TEXT, TEXT], OLD)).toMatchObject({
        from: expect.stringContaining(OLD.slice(0, 12)) as string,
      });
      expect(await from([TEXT, TEXT, TEXT], 'nothing')).toMatchObject({
        from: expect.stringContaining('cccccccccccc') as string,
      });
      expect(await from([ALTERED, TEXT, ''], OLD)).toMatchObject({
        from: expect.stringContaining(NEW.slice(0, 12)) as string,
      });
    });

    it.each<[string, Readonly<Record<string, string>>]>([
      ['altered', { LICENSE: ALTERED }],
      ['with a sentence above it', { LICENSE: `You also owe the baker a crate.\n\n${TEXT}` }],
      ['with a line below it', { LICENSE: `${TEXT}\n— the baker\n` }],
      [
        'with another license below it',
        { LICENSE: `${TEXT}\n\nMIT License\n\nPermission is hereby granted to all.\n` },
      ],
      ['of 3 MiB', { LICENSE: TEXT.padEnd(3 * 1024 * 1024) }],
      ['binary', { LICENSE: `${TEXT.slice(0, 50)}\0` }],
      [
        'a pointer',
        { LICENSE: `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 12\n` },
      ],
      ['in the card', { 'README.md': TEXT }],
    ])('has a text that is no copy (%s), and the next source is asked', async (_, files) => {
      const { found } = await inCache((cache) => download(cache, BASE, NEW, files), { wanted: { bases: [BASE] } });
      expect(found).toMatchObject({ outcome: 'found', source: 'github', text: TEXT });
      expect(said(found, 'hub-cache')).toHaveLength(1);
    });

    it('says what stands beside an agreement', async () => {
      const { found } = await inCache(
        (cache) => download(cache, BASE, NEW, { LICENSE: `\n# You owe the baker\n\n${TEXT}` }),
        { wanted: { bases: [BASE] } },
      );
      expect(said(found, 'hub-cache')).toEqual([
        `${BASE} in the Hugging Face cache, bbbbbbbbbbbb/LICENSE contains more than the agreement of example-1: “You owe the baker” (line 2)`,
      ]);
    });

    it.each([
      ['HF_HUB_CACHE', 'x'],
      ['HUGGINGFACE_HUB_CACHE', 'x'],
      ['HF_HOME', 'x/hub'],
      ['XDG_CACHE_HOME', 'x/huggingface/hub'],
    ])('lies where %s says', async (name, folder) => {
      const home = temporaryFolder();
      download(join(home, folder), APPLE, NEW, { LICENSE: TEXT });
      for (const value of [join(home, 'x'), '~/x']) {
        expect((await search({ env: { HOME: home, [name]: value } })).found).toMatchObject({
          outcome: 'found',
          source: 'hub-cache',
        });
      }
      expect((await search({ env: { HOME: home, [name]: '' } })).found.outcome).toBe('missing');
    });

    it('is not left through names and links', async () => {
      const { found } = await inCache(
        (cache) => {
          writeFiles(cache, { 'outside/LICENSE': TEXT, 'outside/snapshots/x/LICENSE': TEXT });
          const repository = download(cache, APPLE, NEW, {});
          symlinkSync('../../../outside/LICENSE', join(repository, 'snapshots', NEW, 'LICENSE'));
        },
        { wanted: { bases: ['../outside', 'x/../../outside'] } },
      );
      expect(found).toMatchObject({ source: 'github' });
    });
  },
);

describe('what was fetched before', () => {
  it('is kept, and given again without asking', async () => {
    const { found, github, again, home } = await search({ github: GITHUB });
    expect(found).toMatchObject({ source: 'github' });
    expect(readFileSync(join(home, KEPT), 'utf8')).toBe(TEXT);
    expect(readdirSync(join(home, KEPT, '..'))).toEqual(['example-1.txt']);
    for (const offline of [false, true]) {
      expect(await again({ offline })).toMatchObject({
        outcome: 'found',
        text: TEXT,
        source: 'kept',
        from: join(home, KEPT),
      });
    }
    expect(github.seen).toHaveLength(1);
  });

  it('is kept when it is from the Hub, too', async () => {
    const { home, hub, again } = await search({ hub: { files: { [`${APPLE}/LICENSE`]: TEXT } } });
    expect(readFileSync(join(home, KEPT), 'utf8')).toBe(TEXT);
    const before = hub.seen.length;
    expect(await again()).toMatchObject({ source: 'kept' });
    expect(hub.seen).toHaveLength(before);
  });

  it.each([
    ['altered', ALTERED, 'clause 1.a adds “dry” (line 11)'],
    ['cut', TEXT.slice(0, TEXT.length / 2), ''],
    ['empty', '', 'it contains no known agreement'],
  ])('is fetched anew and put right when somebody left it %s', async (_, text, why) => {
    const home = temporaryFolder({ [KEPT]: text });
    const { found, again } = await search({ github: GITHUB, env: { HOME: home } });
    expect(found).toMatchObject({ outcome: 'found', source: 'github', text: TEXT });
    expect(said(found, 'kept')).toEqual([
      expect.stringContaining(`${join(home, KEPT)} is not the agreement of example-1: ${why}`),
    ]);
    expect(await again()).toMatchObject({ source: 'kept' });
  });

  it.each([
    ['XDG_CACHE_HOME', 'x'],
    ['LOCALAPPDATA', 'x'],
  ])('lies in %s', async (name, folder) => {
    const home = temporaryFolder();
    await search({ github: GITHUB, env: { HOME: home, [name]: join(home, folder) } });
    expect(existsSync(join(home, folder, 'llama-license-lint/agreements/example-1.txt'))).toBe(true);
    expect(existsSync(join(home, '.cache'))).toBe(false);
  });

  it('is not read where the variable names no absolute folder', async () => {
    const { home } = await search({ github: GITHUB, env: { XDG_CACHE_HOME: 'relative' } });
    expect(existsSync(join(home, KEPT))).toBe(true);
    expect(existsSync('relative')).toBe(false);
  });

  it('is not kept where that cannot be done, and that spoils nothing', async () => {
    const file = temporaryFolder({ '.cache': 'a file' });
    expect((await search({ github: GITHUB, env: { HOME: file } })).found).toMatchObject({
      outcome: 'found',
      source: 'github',
    });
    const folder = temporaryFolder({ [`${KEPT}/x`]: '' });
    expect((await search({ github: GITHUB, env: { HOME: folder } })).found).toMatchObject({
      outcome: 'found',
      source: 'github',
    });
    expect(readdirSync(join(folder, KEPT, '..'))).toEqual(['example-1.txt']);
    const { found } = await search({ github: GITHUB, env: { HOME: '', USERPROFILE: '' } });
    expect(found).toMatchObject({ outcome: 'found', source: 'github' });
  });

  it.skipIf(process.platform === 'win32')(
    'is not kept in a folder that may not be written (skipped on Windows: no such rights)',
    async () => {
      const home = temporaryFolder();
      mkdirSync(join(home, '.cache'));
      chmodSync(home, 0o755);
      chmodSync(join(home, '.cache'), 0o555);
      await withoutRoot(async () => {
        expect((await search({ github: GITHUB, env: { HOME: home } })).found).toMatchObject({
          outcome: 'found',
          source: 'github',
        });
      });
      expect(readdirSync(join(home, '.cache'))).toEqual([]);
    },
  );

  it('never is half a text for somebody who reads at the same time', async () => {
    const home = temporaryFolder();
    const found = await Promise.all(Array.from({ length: 8 }, () => search({ github: GITHUB, env: { HOME: home } })));
    expect(found.map(({ found: { outcome } }) => outcome)).toEqual(Array.from({ length: 8 }, () => 'found'));
    expect(found.flatMap(({ found: one }) => said(one, 'kept'))).toEqual([]);
    expect(readdirSync(join(home, KEPT, '..'))).toEqual(['example-1.txt']);
    expect(statSync(join(home, KEPT)).size).toBe(Buffer.byteLength(TEXT));
  });
});

describe('the order', () => {
  it('is: given, the Hugging Face cache, what was kept, GitHub, the Hub', async () => {
    const home = temporaryFolder({ [KEPT]: TEXT });
    const snapshot = join(home, '.cache/huggingface/hub', `models--${APPLE.replace('/', '--')}`, 'snapshots', NEW);
    writeFiles(snapshot, { LICENSE: TEXT });
    const { found, again, github } = await search({
      env: { HOME: home },
      github: { files: GITHUB.files },
      hub: { files: { [`${APPLE}/LICENSE`]: TEXT } },
      wanted: { given: { file: 'x', text: TEXT } },
    });
    expect(found).toMatchObject({ source: 'given' });
    expect(await again({ given: null })).toMatchObject({ source: 'hub-cache' });
    writeFileSync(join(snapshot, 'LICENSE'), '');
    expect(await again({ given: null })).toMatchObject({ source: 'kept' });
    writeFileSync(join(home, KEPT), '');
    expect(github.seen).toEqual([]);
    expect(await again({ given: null })).toMatchObject({ source: 'github' });
    const last = await search({ hub: { files: { [`${APPLE}/LICENSE`]: TEXT } } });
    expect(last.found).toMatchObject({ source: 'hub', tried: [{ source: 'hub-cache' }, { source: 'github' }] });
  });

  it('ends, without any text, at the page to save it from', async () => {
    const { found } = await search({});
    expect(found).toMatchObject({
      outcome: 'missing',
      published: 'https://github.com/example-authors/orchard/blob/main/pages/example-1/LICENSE',
    });
    expect(found).toMatchObject({
      tried: [
        { source: 'hub-cache', why: 'has no license file of these models' },
        { source: 'github' },
        { source: 'hub' },
        { source: 'hub' },
        { source: 'hub' },
      ],
    });
  });

  it('has no server in it offline', async () => {
    const { found, github, hub } = await search({
      github: GITHUB,
      hub: { files: { [`${APPLE}/LICENSE`]: TEXT } },
      wanted: { offline: true },
    });
    expect(found).toMatchObject({ outcome: 'missing', tried: [{ source: 'hub-cache' }] });
    expect([...github.seen, ...hub.seen]).toEqual([]);
  });
});
