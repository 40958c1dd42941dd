// Measures how long the command line takes beside the bare start of Node, in turns within one run, so that a busy
// machine slows both. Usage: npm run bench [-- folder [rounds]]
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TYPICAL = 'fixtures/finetune-nothing-done/repository';
const WARM_UPS = 2;

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = `${root}dist/cli.cjs`;
const asked = process.argv[2] ?? root + TYPICAL;
const rounds = Number(process.argv[3] ?? 20);

if (!existsSync(cli)) {
  process.stderr.write('dist/cli.cjs is missing: run npm run build first\n');
  process.exit(2);
}
if (!existsSync(asked)) process.stderr.write(`${asked} is missing: an empty command is measured instead\n`);

// On Node 20 this variable alone adds some 50 ms to every start, and it says nothing about this program.
const env = { ...process.env };
delete env.NODE_EXTRA_CA_CERTS;

const cases = [
  { name: 'node -e 0', args: ['-e', '0'], times: [] },
  ...(existsSync(asked) ? [{ name: 'check --format json', args: [cli, 'check', asked, '--format', 'json'], times: [] }] : []),
  { name: '--version', args: [cli, '--version'], times: [] },
  { name: 'the Action', args: [`${root}dist/action/index.cjs`], times: [], env: { GITHUB_WORKSPACE: existsSync(asked) ? asked : root } },
];

for (let round = -WARM_UPS; round < rounds; round += 1) {
  for (const { args, times, env: more } of cases) {
    const start = process.hrtime.bigint();
    spawnSync(process.execPath, args, { env: { ...env, ...more } });
    if (round >= 0) times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
}

const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];
const bare = median(cases[0].times);

process.stdout.write(`${process.version}, ${rounds} rounds\n${''.padEnd(22)}median     min   ratio of medians\n`);
for (const { name, times } of cases) {
  const column = (value) => value.toFixed(1).padStart(7);
  process.stdout.write(`${name.padEnd(22)}${column(median(times)).slice(1)}${column(Math.min(...times))}   ${(median(times) / bare).toFixed(2)}\n`);
}
