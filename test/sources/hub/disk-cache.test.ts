import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { HubCache } from '../../../src/sources/hub/disk-cache.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const HUB = 'https://huggingface.co';
const SHA = '1'.repeat(40);
const key = (part: string, more: { id?: string; sha?: string } = {}) => ({
  id: 'acme/Widget',
  sha: SHA,
  part,
  ...more,
});
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array | null) => (content === null ? null : new TextDecoder().decode(content));

/** The folder of a cache that is not there yet. */
const place = () => join(temporaryFolder({}), 'kept', 'hub');

describe('what the Hub has given', () => {
  it('is found again by later runs, whatever the letter case of the repository', () => {
    const folder = place();
    new HubCache(folder, HUB).write(key('file README.md'), bytes('# Widget'));
    expect(text(new HubCache(folder, HUB).read(key('file README.md', { id: 'Acme/widget' })))).toBe('# Widget');
  });

  it('is that of one repository, commit, path and server', () => {
    const folder = place();
    new HubCache(folder, HUB).write(key('file README.md'), bytes('# Widget'));
    const cache = new HubCache(folder, HUB);
    expect(
      [
        key('file LICENSE'),
        key('file README.md', { id: 'acme/Other' }),
        key('file README.md', { sha: '2'.repeat(40) }),
      ].map((one) => cache.read(one)),
    ).toEqual([null, null, null]);
    expect(new HubCache(folder, 'https://mirror.example').read(key('file README.md'))).toBeNull();
  });

  it('is any content under any path', () => {
    const folder = place();
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.uint8Array({ maxLength: 1000 }),
        (path, content) => {
          const cache = new HubCache(folder, HUB);
          cache.write(key(`file ${path}`), content);
          expect(cache.read(key(`file ${path}`))).toEqual(content);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ['is cut off', (whole: Buffer) => whole.subarray(0, whole.length - 3)],
    ['is changed', (whole: Buffer) => Buffer.concat([whole.subarray(0, -1), Buffer.from('!')])],
    ['is empty', () => Buffer.alloc(0)],
  ])('is asked for again when what is kept %s', (_, spoil) => {
    const folder = place();
    const cache = new HubCache(folder, HUB);
    cache.write(key('file README.md'), bytes('# Widget'));
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), spoil(readFileSync(join(folder, name))));
    expect(cache.read(key('file README.md'))).toBeNull();
    cache.write(key('file README.md'), bytes('# Widget'));
    expect(text(cache.read(key('file README.md')))).toBe('# Widget');
  });

  it('does not stand in for another, whoever moves files about', () => {
    const folder = place();
    const cache = new HubCache(folder, HUB);
    cache.write(key('a'), bytes('one'));
    const [first = ''] = readdirSync(folder);
    cache.write(key('b'), bytes('two'));
    const second = readdirSync(folder).find((name) => name !== first) ?? '';
    writeFileSync(join(folder, second), readFileSync(join(folder, first)));
    expect(cache.read(key('b'))).toBeNull();
  });

  it('is for its owner alone', () => {
    const folder = place();
    new HubCache(folder, HUB).write(key('a'), bytes('one'));
    expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o077)).toEqual([0]);
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('is not kept where it would be large, or where there is no place', () => {
    const folder = place();
    new HubCache(folder, HUB).write(key('a'), new Uint8Array(5 * 1024 * 1024));
    expect(existsSync(folder)).toBe(false);
    const nowhere = new HubCache(null, HUB);
    nowhere.write(key('a'), bytes('one'));
    expect(nowhere.read(key('a'))).toBeNull();
    const file = join(temporaryFolder({ taken: '' }), 'taken');
    const blocked = new HubCache(file, HUB);
    blocked.write(key('a'), bytes('one'));
    expect(blocked.read(key('a'))).toBeNull();
  });

  it('stays within its limits, and what was used last stays longest', () => {
    const folder = place();
    for (let at = 0; at < 1000; at += 1)
      new HubCache(folder, HUB, { bytes: 50_000, entries: 100 }).write(key(`file ${at}`), bytes('x'.repeat(400)));
    expect(readdirSync(folder).length).toBeLessThanOrEqual(101);
    const cache = new HubCache(folder, HUB);
    expect(text(cache.read(key('file 999')))).toBe('x'.repeat(400));
    expect(cache.read(key('file 0'))).toBeNull();
  });
});

const WRITER = `
  const { HubCache } = await import(process.argv[1]);
  const cache = new HubCache(process.argv[2], 'https://huggingface.co', { bytes: 200_000, entries: 50 });
  let wrong = 0;
  for (let at = 0; at < 2000; at += 1) {
    const part = 'file ' + (at * 7919 % 60);
    const content = Buffer.from(part.repeat(200));
    const found = cache.read({ id: 'acme/Widget', sha: '1'.repeat(40), part });
    if (found !== null && !content.equals(found)) wrong += 1;
    cache.write({ id: 'acme/Widget', sha: '1'.repeat(40), part }, content);
  }
  process.exitCode = wrong === 0 ? 0 : 1;
`;

it('is shared by processes that read, write and make room at once', async () => {
  const folder = place();
  const module = join(import.meta.dirname, '../../../src/sources/hub/disk-cache.ts');
  const running = [1, 2, 3].map(async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', WRITER, module, folder], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, complaints };
  });
  expect(await Promise.all(running)).toEqual([1, 2, 3].map(() => ({ status: 0, complaints: '' })));
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
}, 180_000);
