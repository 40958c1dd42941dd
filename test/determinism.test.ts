import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { check } from '../src/index.ts';
import { commandLine, ROOT } from './consumer/command-line.ts';
import { temporaryFolder, writeFiles } from './sources/temporary-folder.ts';

const FILES: readonly (readonly [string, string])[] = [
  [
    'README.md',
    '---\nbase_model: [meta-llama/Llama-4-Scout-17B-16E, acme/Bread]\nlicense: mit\n---\n\n# Risiken\n\nÄpfel, Zebras\n',
  ],
  ['LICENSE', 'MIT'],
  ['Notice', 'Llama 4 is licensed under another line\n'],
  ['notice.md', 'nothing'],
  ['Änderungen.md', 'llama'],
  ['zebra.safetensors', ''],
  ['a.safetensors', ''],
  ['B.safetensors', ''],
  ['sub/a.safetensors', ''],
  [
    '.llama-license-lint.yaml',
    'waivers: [{ rule: notice-file, reason: r, until: 2026-11-30 }, { rule: base-model, reason: r }]\n',
  ],
];
const FLAGS = ['--format', 'json', '--name', 'acme/Llama-Bread'];

describe('the same repository gives the same report', () => {
  it('in whatever order its files come', async () => {
    const orders = [FILES, FILES.toReversed(), FILES.toSorted(([a], [b]) => a.length - b.length)];
    const reports = await Promise.all(orders.map((files) => check(new Map(files), { today: '2026-11-30' })));
    for (const report of reports) expect(JSON.stringify(report)).toBe(JSON.stringify(reports[0]));
  });

  it('to several checks at once', async () => {
    const folder = temporaryFolder(Object.fromEntries(FILES));
    const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => check(folder)));
    for (const report of others) expect(report).toEqual(first);
    expect((await check([folder, folder])).repositories).toEqual([first?.repositories[0], first?.repositories[0]]);
  });

  it('byte for byte in another language, time zone or place', async () => {
    const folder = temporaryFolder();
    writeFiles(join(folder, 'repository'), Object.fromEntries(FILES));
    const surroundings = [
      {},
      { env: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } },
      { env: { LANG: 'C', LC_ALL: 'C', TZ: 'Pacific/Kiritimati' } },
      { env: { COLUMNS: '20', FORCE_COLOR: '1', CI: 'true', GITHUB_ACTIONS: 'true' } },
    ];
    const [first, ...others] = await Promise.all(
      surroundings.map(async (one) => commandLine(['repository', ...FLAGS], { cwd: folder, ...one })),
    );
    for (const ran of others) expect(ran).toEqual(first);
    expect(first?.status).toBe(1);
  });

  it('from the fixtures, twice', async () => {
    const some = readdirSync(join(ROOT, 'fixtures'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .filter((_, at) => at % 10 === 0);
    const targets = some.map(({ name }) => join(ROOT, 'fixtures', name, 'repository'));
    expect(targets.length).toBeGreaterThan(5);
    expect(JSON.stringify(await check(targets))).toBe(JSON.stringify(await check(targets)));
  });
});
