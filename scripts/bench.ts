import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Measures the package as users get it: packed and installed. All commands take turns, so that a busy machine slows all
// of them. Usage: npm run bench [-- rounds]. BENCH_NODES names more Nodes, LLAMA_AGREEMENTS the official texts.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROUNDS = Number(process.argv[2] ?? 20);
const WARM_UPS = 2;
const REPOSITORIES = 500;
const LICENSE = 'llama-3.3';
const AGREEMENT = join(process.env['LLAMA_AGREEMENTS'] ?? join(ROOT, '../shared/agreements'), LICENSE, 'LICENSE');
const NODES = [process.execPath, ...(process.env['BENCH_NODES'] ?? '').split(delimiter).filter((path) => path !== '')];
/** License scanners, for comparison. */
const OTHERS: readonly (readonly [string, ...string[]])[] = [
  ['licensee', 'detect', '.'],
  ['licensecheck', '-r', '.'],
  ['reuse', 'lint'],
];

interface Case {
  readonly name: string;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly wall: number[];
  readonly cpu: number[];
  readonly megabytes: number[];
}

const folder = mkdtempSync(join(tmpdir(), 'llama-license-lint-bench-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes the CPU time and the peak memory of a run to a file. */
const PROBE = join(folder, 'probe.cjs');
writeFileSync(
  PROBE,
  `process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
require('node:fs').writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e3, megabytes: maxRSS / 1024 })); });`,
);

function installed(): string {
  const [{ filename } = { filename: '' }] = JSON.parse(
    execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
      cwd: ROOT,
      encoding: 'utf8',
    }),
  ) as { filename: string }[];
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, filename)], { cwd: folder });
  return join(folder, 'node_modules/llama-license-lint/dist/cli.js');
}

function copied(fixture: string): string {
  const copy = join(folder, fixture);
  cpSync(join(ROOT, 'fixtures', fixture, 'repository'), copy, { recursive: true });
  return copy;
}

/** Copies of the fixtures, each a separate repository. */
function manyRepositories(): readonly string[] {
  const all = readdirSync(join(ROOT, 'fixtures'))
    .map((name) => join(ROOT, 'fixtures', name, 'repository'))
    .filter(existsSync);
  return Array.from({ length: REPOSITORIES }, (_, at) => all[at % all.length] ?? '');
}

function measure({ command: [program = '', ...args], cwd, env, wall, cpu, megabytes }: Case, counts: boolean): void {
  const start = process.hrtime.bigint();
  const { output } = spawnSync(program, args, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  if (!counts) return;
  wall.push(Number(process.hrtime.bigint() - start) / 1e6);
  const told = output[3]?.toString() ?? '';
  if (told === '') return;
  const usage = JSON.parse(told) as { readonly cpu: number; readonly megabytes: number };
  cpu.push(usage.cpu);
  megabytes.push(usage.megabytes);
}

const min = (values: readonly number[]): number => Math.min(...values);
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? NaN;

function print(cases: readonly Case[]): void {
  const [bare] = cases;
  if (bare === undefined) return;
  const column = (value: number, digits = 1): string =>
    (Number.isFinite(value) ? value.toFixed(digits) : '-').padStart(9);
  console.log(`${''.padEnd(26)} wall min   median  x bare  CPU min   median  x bare       MB`);
  for (const { name, wall, cpu, megabytes } of cases) {
    const times = [
      [wall, bare.wall],
      [cpu, bare.cpu],
    ].map(
      ([own = [], base = []]) => `${column(min(own))}${column(median(own))}${column(min(own) / min(base), 2).slice(1)}`,
    );
    console.log(`${name.padEnd(26)}${times.join('')}${column(median(megabytes), 0)}`);
  }
}

const cli = installed();
const halfDone = copied('finetune-half-done');
const compliant = copied(`${LICENSE}-done`);
if (existsSync(AGREEMENT)) cpSync(AGREEMENT, join(compliant, 'LICENSE'));
else
  console.log(
    `There is no ${AGREEMENT}, so the compliant folder is left out: LLAMA_AGREEMENTS names the folder with the texts.`,
  );
const home = join(folder, 'empty');
mkdirSync(home);

for (const node of NODES) {
  const run = (name: string, args: readonly string[], cwd = home, env = {}): Case => ({
    name,
    command: [node, '--require', PROBE, ...args],
    cwd,
    env,
    wall: [],
    cpu: [],
    megabytes: [],
  });
  const cases = [
    run('bare start', ['-e', '0']),
    run('half-done folder', [cli, 'check', halfDone, '--format', 'json']),
    ...(existsSync(AGREEMENT) ? [run('compliant folder', [cli, 'check', compliant, '--format', 'json'])] : []),
    run('--version', [cli, '--version']),
    run('the Action', [join(ROOT, 'dist/action/index.js')], halfDone, { GITHUB_WORKSPACE: halfDone }),
    ...OTHERS.filter(([program]) => spawnSync(program, ['--version']).error === undefined).map((command): Case => ({
      name: command.join(' '),
      command,
      cwd: compliant,
      wall: [],
      cpu: [],
      megabytes: [],
    })),
  ];
  const many = run(`${REPOSITORIES} repositories`, [
    cli,
    'check',
    ...manyRepositories(),
    '--format',
    'json',
    '--fail-on',
    'never',
  ]);
  console.log(`\n${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}, ${ROUNDS} rounds, milliseconds`);
  for (let round = -WARM_UPS; round < ROUNDS; round += 1) for (const one of cases) measure(one, round >= 0);
  for (let round = 0; round < 3; round += 1) measure(many, true);
  print([...cases, many]);
  const rate = (times: readonly number[]): string => ((REPOSITORIES / min(times)) * 1000).toFixed(0);
  console.log(`${rate(many.wall)} repositories per second by wall time, ${rate(many.cpu)} by CPU time`);
}
