import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { compile } from './consumer/compile.ts';
import { built, execute, ROOT, type Ran } from './consumer/command-line.ts';
import { parseReport } from './consumer/report-schema.ts';
import { AGREEMENTS } from './fixtures/repository.ts';

// The package as somebody gets it: packed, installed into an empty folder, imported, typed and run.

const FOLDER = realpathSync(mkdtempSync(join(tmpdir(), 'llama-license-lint-package-')));
const INSTALLED = join(FOLDER, 'node_modules/llama-license-lint');
const NPM = {
  cwd: FOLDER,
  milliseconds: 60_000,
  env: { npm_config_cache: join(FOLDER, 'cache'), npm_config_update_notifier: 'false' },
};

let packed: readonly string[] = [];
let complaints = '';

beforeAll(async () => {
  for (const file of ['cli.js', 'index.js', 'types/index.d.ts', 'report.schema.json']) built(file);
  const pack = await execute('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', FOLDER], {
    ...NPM,
    cwd: ROOT,
  });
  const [tarball] = readdirSync(FOLDER).filter((file) => file.endsWith('.tgz'));
  if (pack.status !== 0 || tarball === undefined) throw new Error(`npm pack failed: ${pack.stderr}`);
  writeFileSync(join(FOLDER, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
  const install = await execute('npm', ['install', '--offline', '--no-audit', '--no-fund', join(FOLDER, tarball)], NPM);
  if (install.status !== 0) throw new Error(`npm install failed: ${install.stderr}`);
  complaints = install.stderr;
  packed = readdirSync(INSTALLED, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(INSTALLED, path)).isFile());
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

const COMMON_JS_CONSUMER = `
import { builtinLicenses, check, type Report } from 'llama-license-lint';

if (builtinLicenses.length === 0) throw new Error('no license');
void check({ 'README.md': '' }).then((report: Report) => { console.log(report.repositories.length); });
`;

describe('the installed package', () => {
  it('has a command', async () => {
    const bin = join(FOLDER, 'node_modules/.bin/llama-license-lint');
    const version = await execute(bin, ['--version'], { cwd: FOLDER });
    expect(version).toEqual({ status: 0, stdout: `${String(manifest()['version'])}\n`, stderr: '' });
    const checked = await execute(
      bin,
      [
        'check',
        join(ROOT, 'fixtures/finetune-nothing-done/repository'),
        '--name',
        'acme/SuperScout',
        '--format',
        'json',
      ],
      { cwd: FOLDER },
    );
    expect(checked).toMatchObject({ status: 1, stderr: '' });
    const report = parseReport(checked.stdout);
    expect(report).toMatchObject({
      tool: { version: manifest()['version'] },
      repositories: [{ lineage: { licenses: ['llama-4'], relation: 'finetune' } }],
    });
    expect(report.summary.errors).toBeGreaterThan(0);
  });

  it('is installed without a warning: no script of it would run', () => {
    expect(complaints).toBe('');
    const scripts = manifest()['scripts'] as Readonly<Record<string, string>>;
    expect(Object.keys(scripts).filter((name) => /^(?:(?:pre|post)?(?:install|prepare))$/.test(name))).toEqual([]);
  });

  it.each([
    ['which cannot be written', { NODE_COMPILE_CACHE: '/dev/null/nowhere' }],
    ['which is turned off', { NODE_DISABLE_COMPILE_CACHE: '1' }],
  ])('runs without the compile cache of Node, %s', async (_, env) => {
    const ran = await execute(process.execPath, [join(INSTALLED, 'dist/cli.js'), '--version'], { cwd: FOLDER, env });
    expect(ran).toEqual({ status: 0, stdout: `${String(manifest()['version'])}\n`, stderr: '' });
  });

  it('can be imported, with types that hold', async () => {
    writeFileSync(join(FOLDER, 'consumer.ts'), CONSUMER);
    const compiled = await compile(FOLDER, ['consumer.ts']);
    expect(compiled).toMatchObject({ status: 0, stdout: '' });
    expect(await node(join(FOLDER, 'consumer.js'))).toEqual({
      status: 0,
      stdout: 'llama-4 true\ntrue true\n',
      stderr: '',
    });
  });

  it.each(['node16', 'nodenext'])('can be required by CommonJS in TypeScript (%s)', async (module) => {
    const folder = join(FOLDER, `commonjs-${module}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
    writeFileSync(join(folder, 'consumer.ts'), COMMON_JS_CONSUMER);
    const compiled = await compile(folder, ['consumer.ts'], { module });
    expect(compiled).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(join(folder, 'consumer.js'), 'utf8')).toContain('require("llama-license-lint")');
    expect(await node(join(folder, 'consumer.js'))).toEqual({ status: 0, stdout: '1\n', stderr: '' });
  });

  it('resolves its schema and its manifest, and nothing that is not public', async () => {
    const script = (name: string) =>
      `const { createRequire } = await import('node:module'); console.log(createRequire('${FOLDER}/')('${name}').$id ?? 'found');`;
    const requiring = async (name: string) => node('--input-type=module', '-e', script(name));
    expect((await requiring('llama-license-lint/report.schema.json')).stdout).toContain('report.schema.json');
    expect((await requiring('llama-license-lint/package.json')).stdout).toBe('found\n');
    expect((await requiring('llama-license-lint/dist/index.js')).stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('needs nothing else at run time', () => {
    expect(Object.keys(manifest()).filter((key) => /^(?:optional|peer|bundled?)?dependencies$/i.test(key))).toEqual([]);
    expect(readdirSync(join(FOLDER, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'llama-license-lint',
    ]);
  });

  it('holds what it says and no more', () => {
    for (const path of [
      'package.json',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'dist/cli.js',
      'dist/index.js',
      'dist/types/index.d.ts',
      'dist/types/index.d.cts',
      'dist/report.schema.json',
      'rules/llama-4.yaml',
    ]) {
      expect(packed).toContain(path);
    }
    expect(packed.filter((path) => path.startsWith('dist/action/') || path === 'action.yml')).toEqual([]);
    expect(packed.filter((path) => !/^(?:dist|rules)\/|^[^/]+$/.test(path))).toEqual([]);
    expect(
      packed.filter((path) => /(?:^|\/)(?:test|fixtures|src|scripts|node_modules)\/|\.test\.|\.map$|\.tgz$/.test(path)),
    ).toEqual([]);
  });

  it('loads none of the clients for servers to check a folder', async () => {
    const args = [join(INSTALLED, 'dist/cli.js'), 'check', join(ROOT, 'fixtures/finetune-half-done/repository')];
    const { stderr } = await execute(process.execPath, args, { cwd: FOLDER, env: { NODE_DEBUG: 'esm' } });
    const urls = [...stderr.matchAll(/Translating StandardModule (file:\S+)/g)].map((match) => match[1] ?? '');
    expect(urls.length).toBeGreaterThan(1);
    const loaded = urls.map((url) => readFileSync(new URL(url), 'utf8')).join('');
    expect(loaded).not.toMatch(/octokit|ProxyAgent/);
  });

  it.skipIf(!existsSync(AGREEMENTS))(
    `holds no sentence of the agreements${existsSync(AGREEMENTS) ? '' : ' (skipped: there is no folder with them; the variable LLAMA_AGREEMENTS names it)'}`,
    () => {
      const everything = packed.map((path) => folded(readFileSync(join(INSTALLED, path), 'utf8'))).join(' ');
      const texts = readdirSync(AGREEMENTS, { recursive: true, encoding: 'utf8' }).filter((path) =>
        /(?:^|[\\/])(?:LICENSE|USE_POLICY\.md)$/.test(path),
      );
      const sentences = texts
        .flatMap((path) => readFileSync(join(AGREEMENTS, path), 'utf8').split(/\n\s*\n|\.\s/))
        .map(folded)
        .filter((sentence) => sentence.length > 100 && !sentence.includes(' is licensed under the '));
      expect(sentences.length).toBeGreaterThan(50);
      expect(sentences.filter((sentence) => everything.includes(sentence))).toEqual([]);
    },
  );
});

describe('the licenses of what is bundled', () => {
  const notices = () => readFileSync(join(INSTALLED, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');

  it.each([
    '@huggingface/hub',
    '@octokit/core',
    'htmlparser2',
    'mdast-util-from-markdown',
    'minimatch',
    'undici',
    'yaml',
  ])('are in dist/THIRD-PARTY-LICENSES.txt: %s', (name) => {
    expect(notices()).toMatch(new RegExp(`^-{80}\\n${name} \\S+ \\(\\S`, 'm'));
  });

  it.each([
    ['hash-wasm', 'Dani Biró'],
    ['lz4js', 'John Chadwick'],
  ])('name what a package has copied from %s', (folder, author) => {
    const vendored = readFileSync(
      join(ROOT, 'node_modules/@huggingface/hub/src/vendor', folder, 'LICENSE'),
      'utf8',
    ).trim();
    expect(vendored).toContain(author);
    expect(notices()).toContain(vendored);
  });

  it('leave out what only builds and tests the program', () => {
    expect(notices()).not.toMatch(/^(?:esbuild|typescript|vitest|fast-check) \d/m);
  });
});

function manifest(): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(INSTALLED, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
