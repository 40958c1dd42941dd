import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ROOMS, roomOf } from '../scripts/rooms.ts';

// Imports run one way, so that a room can be read without those that use it.

const SRC = join(import.meta.dirname, '../src');

const FILE_SYSTEM =
  /^(?:sources\/|audit\/(?:header|joined|journal|journal-place|journal-reading|lock|since|target-list)\.ts$|system\/atomic-write\.ts$|file-writer\/write-changes\.ts$|init\/write-new\.ts$|cli\/|action\/(?:runner|report)-files\.ts$|version\.ts$|config\/repository-configuration\.ts$|agreement\/sources\/kept-texts\.ts$|rulebook-loader\/(?:custom-licenses|read-rules|builtin)\.ts$|lexicon\/builtin\.ts$)/;

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'));
const sources = new Map(files.map((path) => [path, readFileSync(join(SRC, path), 'utf8')]));
const imports = [...sources].flatMap(([from, source]) => importsOf(from, source));
const inside = imports.filter(({ to }) => sources.has(to));

function importsOf(from: string, source: string): Import[] {
  const written = /^(?:import|export)[^;'"]*from ['"](?<to>[^'"]+)['"]|\bimport\(['"](?<lazy>[^'"]+)['"]/gm;
  return [...source.matchAll(written)].map(({ groups }) => {
    const to = groups?.['to'] ?? groups?.['lazy'] ?? '';
    return { from, to: to.startsWith('.') ? normalize(join(dirname(from), to)).replaceAll('\\', '/') : to };
  });
}

/** Files that import each other in a ring, types included, as `a -> b -> a`. */
function rings(): string[] {
  const next = new Map(files.map((file) => [file, inside.filter(({ from }) => from === file).map(({ to }) => to)]));
  const finished = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) found.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
    if (trail.includes(file) || finished.has(file)) return;
    for (const other of next.get(file) ?? []) visit(other, [...trail, file]);
    finished.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

describe('imports', () => {
  it('are seen by this test', () => {
    expect(inside.length).toBeGreaterThan(files.length);
    expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(ROOMS).sort());
  });

  it('run one way between the rooms', () => {
    const wrong = inside.filter(
      ({ from, to }) => roomOf(from) !== roomOf(to) && ROOMS[roomOf(from)]?.imports.includes(roomOf(to)) !== true,
    );
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('are all needed: the table allows none that no file makes', () => {
    const made = new Set(inside.map(({ from, to }) => `${roomOf(from)} -> ${roomOf(to)}`));
    const allowed = Object.entries(ROOMS).flatMap(([room, { imports: others }]) =>
      others.map((other) => `${room} -> ${other}`),
    );
    expect(allowed.filter((edge) => !made.has(edge))).toEqual([]);
  });

  it('make no ring of rooms', () => {
    const order = Object.keys(ROOMS);
    const upward = Object.entries(ROOMS).flatMap(([room, { imports: others }]) =>
      others.filter((other) => order.indexOf(other) > order.indexOf(room)).map((other) => `${room} -> ${other}`),
    );
    expect(upward).toEqual([]);
  });

  it('make no ring of files', () => {
    expect(rings()).toEqual([]);
  });

  it('of the file system stand where files are opened', () => {
    const wrong = imports.filter(({ from, to }) => /^(?:node:)?fs\b/.test(to) && !FILE_SYSTEM.test(from));
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('of network and processes stand nowhere, of threads where an audit is ended', () => {
    const system = /^(?:node:)?(?:https?|net|tls|dns|child_process|worker_threads|cluster)\b/;
    const found = imports.filter(({ to }) => system.test(to)).map(({ from, to }) => `${from} -> ${to}`);
    // An audit that is busy can be ended only from another thread.
    expect(found).toEqual(['cli/audit-thread.ts -> node:worker_threads']);
  });
});

it('only the command line prints, reads the environment or sets an exit status, and only it and the public API bring what asks the network', () => {
  const allowed = (path: string, source: string) =>
    path === 'index.ts' ? source.replace('fetch(url, init)', '') : source;
  const wrong = files.filter(
    (path) =>
      !/^cli\/|^action\/action\.ts$/.test(path) &&
      /\bprocess\.(?!pid\b|kill\(pid, 0\))|\bconsole\.|(?<![.\w])fetch\(|\bglobalThis\b/.test(
        allowed(path, sources.get(path) ?? ''),
      ),
  );
  expect(wrong).toEqual([]);
});
