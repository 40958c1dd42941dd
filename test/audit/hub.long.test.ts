import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { built, type Ran } from '../consumer/command-line.ts';
import { parseReport } from '../consumer/report-schema.ts';
import { haveAgreements, officialText } from '../agreement/texts.ts';
import { disagreementsWith } from '../servers/generated-expected.ts';
import { quantization } from '../servers/generated-files.ts';
import { generatedModels, GUILD } from '../servers/generated-models.ts';
import { seededFaults } from '../servers/hub-faults.ts';
import { hubServer, type Hub, type HubWorld } from '../servers/hub.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

const MEGABYTE = 1024 * 1024;
const TOKEN = 'hf_audit';

interface Place {
  readonly folder: string;
  readonly hub: Hub;
}

async function place(world: HubWorld): Promise<Place> {
  return { folder: temporaryFolder(), hub: await hubServer(world) };
}

/** Runs the built program; when `kill` says so, the system ends it. The peak of its memory goes into a file. */
async function audit(
  { folder, hub }: Place,
  args: readonly string[],
  kill: (() => boolean) | null = null,
): Promise<Ran> {
  const watch = join(folder, 'watch.cjs');
  writeFileSync(
    watch,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'peak'))}, String(process.resourceUsage().maxRSS)));`,
  );
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, HF_ENDPOINT: hub.origin, HF_TOKEN: TOKEN };
  const child = spawn(process.execPath, ['--require', watch, built('cli.js'), 'audit', ...args], { cwd: folder, env });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const timer = setInterval(() => kill?.() === true && child.kill('SIGKILL'), 5);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(timer);
  return { status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** True once the listing is behind it: a run that is killed before begins anew. */
function hasResults(journal: string): boolean {
  const end = Buffer.alloc(64 * 1024);
  const file = openSync(journal, 'r');
  readSync(file, end, 0, end.length, Math.max(0, sizeOf(journal) - end.length));
  closeSync(file);
  return end.includes('\n{"done":');
}

function peak({ folder }: Place): number {
  return Number(readFileSync(join(folder, 'peak'), 'utf8')) * 1024;
}

describe(`an organization on the Hub with 2,000 models${haveAgreements ? '' : ' (their outcomes are skipped: there is no folder with the agreements; the variable LLAMA_AGREEMENTS names it)'}`, () => {
  const { models, world } = generatedModels(
    2240,
    3,
    haveAgreements ? officialText('llama-4', 'LICENSE') : 'The agreement.',
  );
  const guild = new Map(models.filter(({ id }) => id.startsWith(`${GUILD}/`)).map((model) => [model.id, model]));

  /** Only the headers of these tell what they are, and those lie on the other host. */
  const bare = Object.fromEntries(
    ['rye', 'oat', 'spelt'].map((flour) => [
      `${GUILD}/${flour}-GGUF`,
      { elsewhere: { 'loaf.gguf': quantization('meta-llama/Llama-4-Scout-17B-16E-Instruct', 'llama4') } },
    ]),
  );

  it('is audited within the limits through faults of all kinds, and killed at random and resumed comes out right', async () => {
    const here = await place({
      ...world,
      repositories: { ...world.repositories, ...bare },
      tokens: { [TOKEN]: 'knows' },
      limits: { api: 1000, resolvers: 5000, seconds: 3 },
      perPage: { models: 500 },
      faults: seededFaults({ seed: 6, rate: 0.005 }),
    });
    const journal = join(here.folder, 'j.ndjson');
    for (let times = 0; times < 4; times += 1) {
      // The first falls anywhere in the listing, the others among the results, which take some 15 MB in all.
      const size = times === 0 ? Math.random() * 1e6 : sizeOf(journal) + Math.random() * 4e6;
      const isDue = () => sizeOf(journal) > size && (times === 0 || hasResults(journal));
      const killed = await audit(here, [`hf:${GUILD}`, '--resume', '--journal', journal, '--quiet'], isDue);
      expect(killed.status, `the run that should have been killed at ${size} bytes says ${killed.stderr}`).toBe(null);
    }
    const { status, stdout, stderr } = await audit(here, [
      `hf:${GUILD}`,
      '--resume',
      '--journal',
      journal,
      '--format',
      'json',
    ]);
    // Some of the models are disabled: nobody can read those.
    expect(status).toBe(3);
    const { repositories: entries } = parseReport(stdout);
    const count = entries.length;
    expect(count).toBeGreaterThan(2000);
    expect(stderr).toMatch(new RegExp(`audited \\d+ of ${count} repositories in \\d+ (?:s|min), \\d+ before`));
    const listed = [...guild.values()].filter(({ listed: is }) => is);
    const [targets, told] = [
      new Set(entries.map(({ target }) => target)),
      new Map(entries.map((entry) => [entry.target, entry])),
    ];
    expect(targets.size).toBe(count);
    expect(listed.filter(({ id }) => !targets.has(`hf:${id}`))).toEqual([]);
    const wrong = listed.flatMap(({ id, kind, expected }) => {
      const entry = told.get(`hf:${id}`);
      return entry === undefined
        ? []
        : disagreementsWith(expected, entry).map((disagreement) => `${id} (${kind}): ${disagreement}`);
    });
    if (haveAgreements) expect(wrong).toEqual([]);
    for (const id of Object.keys(bare))
      expect(told.get(`hf:${id}`)).toMatchObject({ lineage: { licenses: ['llama-4'] } });
    expect(here.hub.asked('api') / count).toBeLessThanOrEqual(1.2);
    expect(here.hub.asked('resolvers') / count).toBeLessThanOrEqual(4);
    expect(here.hub.overran()).toBe(0);
    expect(here.hub.second.seen.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
    expect(here.hub.second.seen.length).toBeGreaterThan(0);
    expect(readFileSync(journal, 'utf8')).not.toContain(TOKEN);
    expect(peak(here) / MEGABYTE).toBeLessThan(300);
  }, 900_000);
});
