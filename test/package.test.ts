import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build, type BuildOptions } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { REPLACED } from '../scripts/replaced-modules.ts';
import { rulesAsModules } from '../scripts/rules-as-modules.ts';
import { withoutChunks } from '../scripts/without-chunks.ts';
import { compile } from './consumer/compile.ts';
import { built, execute, ROOT, type Ran } from './consumer/command-line.ts';
import { parseReport } from './consumer/report-schema.ts';
import { AGREEMENTS } from './fixtures/repository.ts';

// The package as somebody gets it: packed, installed into an empty folder, imported, typed and run.

const FOLDER = realpathSync(mkdtempSync(join(tmpdir(), 'llama-license-lint-package-')));
const INSTALLED = join(FOLDER, 'node_modules/llama-license-lint');
const NPM = { cwd: FOLDER, milliseconds: 60_000, env: { npm_config_cache: join(FOLDER, 'cache'), npm_config_update_notifier: 'false' } };

let packed: readonly string[] = [];

beforeAll(async () => {
  for (const file of ['cli.cjs', 'index.js', 'types/index.d.ts', 'report.schema.json']) built(file);
  const pack = await execute('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', FOLDER], { ...NPM, cwd: ROOT });
  const [tarball] = readdirSync(FOLDER).filter((file) => file.endsWith('.tgz'));
  if (pack.status !== 0 || tarball === undefined) throw new Error(`npm pack failed: ${pack.stderr}`);
  writeFileSync(join(FOLDER, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
  const install = await execute('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', join(FOLDER, tarball)], NPM);
  if (install.status !== 0) throw new Error(`npm install failed: ${install.stderr}`);
  packed = readdirSync(INSTALLED, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')).filter((path) => statSync(join(INSTALLED, path)).isFile());
}, 120_000);

afterAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
});

async function node(...args: readonly string[]): Promise<Ran> {
  return execute(process.execPath, args, { cwd: FOLDER });
}

const CONSUMER = `
import { builtinLicenses, check, isUnreadable, UsageError } from 'llama-license-lint';
import type { CheckOptions, Obligation, Report } from 'llama-license-lint';

const options: CheckOptions = { name: 'acme/Llama-Bread' };
const report: Report = await check({ 'README.md': '---\\nbase_model: meta-llama/Llama-4-Scout-17B-16E\\n---\\n' }, options);
for (const entry of report.repositories) {
  if (isUnreadable(entry)) throw new Error(entry.error.code);
  const unmet: Obligation[] = entry.obligations.filter(({ outcome }) => outcome === 'unmet');
  console.log(entry.lineage.licenses.join(), unmet.some(({ rule }) => rule === 'llama-4/notice-file'));
}
const refused: boolean = await check([]).then(() => false, (error: unknown) => error instanceof UsageError);
console.log(refused, builtinLicenses.some(({ license }) => license === 'llama-4'));
// @ts-expect-error: a relation is one of a few words
export const wrong: CheckOptions = { relation: 'finetuned' };
`;

describe('the installed package', () => {
  it('has a command', async () => {
    const bin = join(FOLDER, 'node_modules/.bin/llama-license-lint');
    const version = await execute(bin, ['--version'], { cwd: FOLDER });
    expect(version).toEqual({ status: 0, stdout: `${String(manifest()['version'])}\n`, stderr: '' });
    const checked = await execute(bin, ['check', join(ROOT, 'fixtures/finetune-nothing-done/repository'), '--name', 'acme/SuperScout', '--format', 'json'], { cwd: FOLDER });
    expect(checked).toMatchObject({ status: 1, stderr: '' });
    const report = parseReport(checked.stdout);
    expect(report).toMatchObject({ tool: { version: manifest()['version'] }, repositories: [{ lineage: { licenses: ['llama-4'], relation: 'finetune' } }] });
    expect(report.summary.errors).toBeGreaterThan(0);
  });

  it('runs without its code cache, and beside a broken one', async () => {
    expect(packed.filter((path) => path.endsWith('.cache'))).toEqual([]);
    const name = `program.cjs-${process.version}-${process.platform}-${process.arch}.cache`;
    writeFileSync(join(INSTALLED, 'dist', name), 'no cache');
    const ran = await node(join(INSTALLED, 'dist/cli.cjs'), '--version');
    rmSync(join(INSTALLED, 'dist', name));
    expect(ran).toMatchObject({ status: 0, stderr: '' });
  });

  it('can be imported, with types that hold', async () => {
    writeFileSync(join(FOLDER, 'consumer.ts'), CONSUMER);
    const compiled = await compile(FOLDER, 'consumer.ts');
    expect(compiled).toMatchObject({ status: 0, stdout: '' });
    expect(await node(join(FOLDER, 'consumer.js'))).toEqual({ status: 0, stdout: 'llama-4 true\ntrue true\n', stderr: '' });
  });

  it('resolves its schema and its manifest, and nothing that is not public', async () => {
    const script = (name: string) => `const { createRequire } = await import('node:module'); console.log(createRequire('${FOLDER}/')('${name}').$id ?? 'found');`;
    const requiring = async (name: string) => node('--input-type=module', '-e', script(name));
    expect((await requiring('llama-license-lint/report.schema.json')).stdout).toContain('report.schema.json');
    expect((await requiring('llama-license-lint/package.json')).stdout).toBe('found\n');
    expect((await requiring('llama-license-lint/dist/index.js')).stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('needs nothing else at run time', () => {
    expect(Object.keys(manifest()).filter((key) => /^(?:optional|peer|bundled?)?dependencies$/i.test(key))).toEqual([]);
    expect(readdirSync(join(FOLDER, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['llama-license-lint']);
  });

  it('holds what it says and no more', () => {
    for (const path of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/cli.cjs', 'dist/program.cjs', 'dist/github-client.cjs', 'dist/hub-proposals.cjs', 'dist/seldom.cjs', 'dist/yaml.cjs', 'dist/html.cjs', 'dist/agreement.cjs', 'dist/phrases.cjs', 'dist/reporters/html.cjs', 'dist/index.js', 'dist/types/index.d.ts', 'dist/report.schema.json', 'rules/llama-4.yaml']) {
      expect(packed).toContain(path);
    }
    expect(packed.filter((path) => path.startsWith('dist/action/') || path === 'action.yml')).toEqual([]);
    expect(packed.filter((path) => !/^(?:dist|rules)\/|^[^/]+$/.test(path))).toEqual([]);
    expect(packed.filter((path) => /(?:^|\/)(?:test|fixtures|src|scripts|node_modules)\/|\.test\.|\.map$|\.tgz$/.test(path))).toEqual([]);
  });

  it('keeps the audit out of the program, too', () => {
    expect(readFileSync(join(INSTALLED, 'dist/program.cjs'), 'utf8')).not.toContain('Llama license audit');
    expect(readFileSync(join(INSTALLED, 'dist/seldom.cjs'), 'utf8')).toContain('Llama license audit');
  });

  it('keeps the client for GitHub out of the program, which every start compiles whole', () => {
    expect(readFileSync(join(INSTALLED, 'dist/program.cjs'), 'utf8')).not.toContain('octokit');
    expect(readFileSync(join(INSTALLED, 'dist/github-client.cjs'), 'utf8')).toContain('octokit');
  });

  it.skipIf(!existsSync(AGREEMENTS))(`holds no sentence of the agreements${existsSync(AGREEMENTS) ? '' : ' (skipped: there is no folder with them; the variable LLAMA_AGREEMENTS names it)'}`, () => {
    const everything = packed.map((path) => folded(readFileSync(join(INSTALLED, path), 'utf8'))).join(' ');
    const texts = readdirSync(AGREEMENTS, { recursive: true, encoding: 'utf8' }).filter((path) => /(?:^|[\\/])(?:LICENSE|USE_POLICY\.md)$/.test(path));
    const sentences = texts.flatMap((path) => readFileSync(join(AGREEMENTS, path), 'utf8').split(/\n\s*\n|\.\s/)).map(folded).filter((sentence) => sentence.length > 100 && !sentence.includes(' is licensed under the '));
    expect(sentences.length).toBeGreaterThan(50);
    expect(sentences.filter((sentence) => everything.includes(sentence))).toEqual([]);
  });
});

describe('the licenses of what is bundled', () => {
  it('are in dist/THIRD-PARTY-LICENSES.txt, every package of them', async () => {
    const options: BuildOptions = { alias: REPLACED, absWorkingDir: ROOT, bundle: true, platform: 'node', write: false, metafile: true, outdir: 'never-written', format: 'esm', splitting: true, minifySyntax: true, minifyWhitespace: true, logLevel: 'silent', plugins: [rulesAsModules.esbuild, withoutChunks] };
    const results = await Promise.all(['src/index.ts', 'src/cli/cli.ts'].map(async (entry) => build({ ...options, entryPoints: [entry] })));
    const taken = results.flatMap(({ metafile }) => Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) => Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0)));
    const bundled = taken.flatMap(([input]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []);
    const text = readFileSync(join(INSTALLED, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    const named = new Set([...text.matchAll(/^-{80}\n(\S+) \S+ \(\S/gm)].map((match) => match[1]));
    expect(named.size).toBeGreaterThan(3);
    expect([...new Set(bundled)].filter((name) => !named.has(name))).toEqual([]);
  });
});

function manifest(): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(INSTALLED, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
