import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { describe, expect, it } from 'vitest';

// Imports run one way, so that a part can be read without those that use it. A part is a folder of src/ or a file in it.

const SRC = join(import.meta.dirname, '../src');

/** What each part may import beside itself. `rulebook` is the data; what reads it from files knows the checks. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'yaml': ['snapshot'],
  'snapshot': [],
  'report': ['snapshot'],
  'version': [],
  'sources': ['snapshot', 'report'],
  'rulebook': ['yaml', 'report', 'snapshot'],
  'card': ['yaml', 'snapshot'],
  'lexicon': ['yaml', 'report', 'snapshot'],
  'prose': ['lexicon', 'card', 'report', 'snapshot'],
  'facts': ['prose', 'card', 'rulebook', 'yaml', 'report', 'snapshot'],
  'ancestry': ['card', 'facts', 'rulebook', 'report', 'snapshot'],
  'checks': ['prose', 'card', 'facts', 'rulebook', 'yaml', 'report', 'snapshot'],
  'config': ['yaml', 'report', 'snapshot'],
  'rulebook-files': ['rulebook', 'checks', 'facts', 'config', 'yaml', 'report', 'snapshot'],
  'fixes': ['checks', 'card', 'facts', 'rulebook', 'report', 'snapshot'],
  'drafts': ['fixes', 'card', 'facts', 'snapshot'],
  'writing': ['drafts', 'sources', 'snapshot'],
  'findings': ['fixes', 'checks', 'facts', 'rulebook', 'config', 'yaml', 'report', 'snapshot'],
  'reporters': ['report', 'snapshot'],
  'agreements': ['facts', 'rulebook', 'sources', 'snapshot'],
  'check': ['findings', 'drafts', 'ancestry', 'card', 'facts', 'rulebook-files', 'rulebook', 'config', 'sources', 'report', 'snapshot', 'version'],
  'fix': ['check', 'findings', 'drafts', 'fixes', 'rulebook-files', 'rulebook', 'config', 'sources', 'report', 'snapshot'],
  'fix-report': ['fix', 'drafts', 'fixes', 'findings', 'writing', 'report', 'version'],
  'proposals': ['reporters', 'sources', 'report'],
  'index': ['check', 'config', 'rulebook-files', 'rulebook', 'report', 'snapshot', 'sources'],
  'audit': ['check', 'findings', 'rulebook-files', 'rulebook', 'config', 'reporters', 'sources', 'report', 'snapshot', 'version'],
  'cli': ['audit', 'check', 'init', 'fix', 'fix-report', 'proposals', 'writing', 'drafts', 'agreements', 'sources', 'snapshot', 'rulebook-files', 'rulebook', 'reporters', 'config', 'yaml', 'report', 'version'],
  'init': ['writing', 'reporters', 'config', 'sources', 'report', 'snapshot'],
  'action': ['cli', 'check', 'writing', 'reporters', 'config', 'sources', 'yaml', 'report'],
};

/** Loading the rulebook is a step of its own above the checks, though the files lie beside the data that they load. */
const RULEBOOK_FILES = /^rulebook\/(?:builtin|load-rulebook|own-licenses|rule-file|load-rule|load)\.ts$/;
const FILE_SYSTEM = /^(?:sources\/|audit\/(?:header|joined|journal|journal-place|journal-reading|lock|since|target-list)\.ts$|writing\/(?:put-file|write-changes)\.ts$|init\/write-new\.ts$|cli\/|action\/(?:runner|report)-files\.ts$|version\.ts$|config\/repository-configuration\.ts$|agreements\/kept-texts\.ts$|rulebook\/own-licenses\.ts$|lexicon\/builtin\.ts$)/;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')).filter((path) => path.endsWith('.ts'));
const sources = new Map(files.map((path) => [path, readFileSync(join(SRC, path), 'utf8')]));
const imports = [...sources].flatMap(([from, source]) => importsOf(from, source));
const inside = imports.filter(({ to }) => sources.has(to));

function importsOf(from: string, source: string): Import[] {
  const written = /^(?:import|export)(?<type> type)?(?<names>[^;'"]*)from ['"](?<to>[^'"]+)['"]|\bimport\(['"](?<lazy>[^'"]+)['"]/gm;
  return [...source.matchAll(written)].map(({ groups }) => {
    const to = groups?.['to'] ?? groups?.['lazy'] ?? '';
    const names = /\{[^]*\}/.exec(groups?.['names'] ?? '')?.[0].replace(/[{}]/g, '').split(',').filter((name) => name.trim() !== '') ?? [];
    const onlyTypes = names.length > 0 && names.every((name) => name.trim().startsWith('type '));
    return { from, to: to.startsWith('.') ? normalize(join(dirname(from), to)).replaceAll('\\', '/') : to, typeOnly: groups?.['type'] !== undefined || onlyTypes };
  });
}

function partOf(path: string): string {
  if (path.startsWith('facts/card/')) return 'card';
  return RULEBOOK_FILES.test(path) ? 'rulebook-files' : path.replace(/(?:\/.*|\.ts)$/, '');
}

/** Files that import each other's values in a ring, as `a -> b -> a`. */
function rings(): string[] {
  const next = new Map(files.map((file) => [file, inside.filter(({ from, typeOnly }) => from === file && !typeOnly).map(({ to }) => to)]));
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
    expect([...new Set(files.map(partOf))].filter((part) => !(part in MAY_IMPORT))).toEqual([]);
  });

  it('of values run one way between the parts', () => {
    const wrong = inside.filter(({ from, to, typeOnly }) => !typeOnly && partOf(from) !== partOf(to) && MAY_IMPORT[partOf(from)]?.includes(partOf(to)) !== true);
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('of values make no ring', () => {
    expect(rings()).toEqual([]);
  });

  it('of types reach no part that prints or runs', () => {
    const wrong = inside.filter(({ from, to }) => !['cli', 'action'].includes(partOf(from)) && (['cli', 'action'].includes(partOf(to)) || (partOf(to) === 'check' && !['index', 'fix', 'audit'].includes(partOf(from)))));
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
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
  const allowed = (path: string, source: string) => (path === 'index.ts' ? source.replace('fetch(url, init)', '') : source);
  const wrong = files.filter((path) => !/^cli\/|^action\/action\.ts$/.test(path) && /\bprocess\.(?!pid\b|kill\(pid, 0\))|\bconsole\.|(?<![.\w])fetch\(|\bglobalThis\b/.test(allowed(path, sources.get(path) ?? '')));
  expect(wrong).toEqual([]);
});
