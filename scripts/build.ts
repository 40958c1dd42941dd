import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build, type BuildOptions, type BuildResult, type Plugin } from 'esbuild';

import { FORMATS, RULE_FORMATS } from '../src/cli/flags.ts';
import { V8_FLAGS } from '../src/cli/v8-flags.ts';
import { LATE_FILES, lateApart, lateEntry, SELDOM_ENTRY, seldomApart } from './apart.ts';
import { ascii } from './ascii.ts';
import { compiledLexicons } from './compiled-lexicons.ts';
import { purePatterns } from './pure-patterns.ts';
import { REPLACED } from './replaced-modules.ts';
import { rulesAsModules } from './rules-as-modules.ts';
import { thirdPartyLicenses } from './third-party-licenses.ts';
import { unpackedEntities } from './unpacked-entities.ts';
import { withoutChunks } from './without-chunks.ts';

// Builds `dist/`: the command line with its code cache and what it seldom needs, the library with its types, the report's
// schema, and the licenses of what is bundled; and `dist/action`, which is committed, so that the same sources have to
// give the same bytes. `--fast` leaves the types out.

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const COMMON: BuildOptions = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  define: { PACKAGE_VERSION: JSON.stringify(await packageVersion()) },
  alias: REPLACED,
  plugins: [compiledLexicons, rulesAsModules.esbuild, unpackedEntities, purePatterns, withoutChunks],
  metafile: true,
  logLevel: 'warning',
};

/** What asks servers, and the formats that most runs do not print, are files of their own. */
const apart: Plugin = {
  name: 'apart',
  setup(program) {
    program.onResolve({ filter: /\/(?:github-client|hub-client|hub-proposals|proxied-fetch)\.ts$/ }, ({ path }) => ({ path: `./${basename(path, '.ts')}.cjs`, external: true }));
    program.onResolve({ filter: /\/reporters\/\w+\.ts$/ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path: `./reporters/${basename(path, '.ts')}.cjs`, external: true } : null));
  },
};
const reporters = FORMATS.filter((format) => !RULE_FORMATS.includes(format)).map((format) => `src/reporters/${format}.ts`);

/** As a module the file runs; as a script, which alone can have a code cache, it is the function that runs it. */
const MODULE_OR_SCRIPT: BuildOptions = {
  banner: { js: '(run=>typeof module=="object"?run(require,__dirname,module):run)(function(require,__dirname,module){' },
  footer: { js: '})' },
};

/** The Action has all that asks GitHub in a second file, and the Hub's client in a third. */
const clientsApart: Plugin = {
  name: 'clients-apart',
  setup(program) {
    program.onResolve({ filter: /\/hub-client\.ts$/ }, () => ({ path: './hub-client.cjs', external: true }));
    program.onResolve({ filter: /\/(?:github-client|issue-comments)\.ts$/ }, () => ({ path: './github-clients.cjs', external: true }));
  },
};

// `import.meta` stands only where the sources run unbuilt.
const COMMON_JS: BuildOptions = { ...COMMON, format: 'cjs', outExtension: { '.js': '.cjs' }, logOverride: { 'empty-import-meta': 'silent' } };

/** Bundles the library and the command line; gives the files that went into them. */
async function bundle(): Promise<string[]> {
  const results = await Promise.all([
    build({ ...COMMON, format: 'esm', splitting: true, entryPoints: { index: 'src/index.ts' }, chunkNames: 'parts/[name]-[hash]' }),
    build({
      ...COMMON_JS, entryPoints: { program: 'src/cli/cli.ts' }, plugins: [compiledLexicons, rulesAsModules.esbuildBeside('dist'), purePatterns, apart, seldomApart, lateApart()],
      ...MODULE_OR_SCRIPT, minifyIdentifiers: true, supported: { 'dynamic-import': false },
    }),
    build({
      ...COMMON_JS, stdin: { contents: SELDOM_ENTRY, resolveDir: '.' }, entryNames: 'seldom', plugins: [compiledLexicons, rulesAsModules.esbuildBeside('dist'), purePatterns, apart, lateApart()],
      ...MODULE_OR_SCRIPT, minifyIdentifiers: true, supported: { 'dynamic-import': false }, logOverride: { ...COMMON_JS.logOverride, 'ambiguous-reexport': 'error' },
    }),
    ...LATE_FILES.map((file) => build({
      ...COMMON_JS, stdin: { contents: lateEntry(file), resolveDir: '.' }, entryNames: file, plugins: [compiledLexicons, rulesAsModules.esbuildBeside('dist'), unpackedEntities, lateApart(file)],
      ...MODULE_OR_SCRIPT, minifyIdentifiers: true, logOverride: { ...COMMON_JS.logOverride, 'ambiguous-reexport': 'error' },
    })),
    build({ ...COMMON_JS, entryPoints: { 'github-client': 'src/sources/github-client.ts', 'hub-client': 'src/sources/hub-client.ts', 'hub-proposals': 'src/proposals/hub-proposals.ts', 'proxied-fetch': 'src/sources/proxied-fetch.ts' } }),
    build({ ...COMMON_JS, entryPoints: reporters, outdir: 'dist/reporters' }),
    build({ ...COMMON_JS, entryPoints: { cli: 'src/cli/launch.ts' }, banner: { js: '#!/usr/bin/env node' } }),
  ]);
  return inputsOf(results);
}

/** Bundles the Action; gives the files that went into it. */
async function bundleAction(): Promise<string[]> {
  const action: BuildOptions = { ...COMMON_JS, outdir: 'dist/action', target: 'node24' };
  const results = await Promise.all([
    build({ ...action, entryPoints: { index: 'src/action/action.ts' }, plugins: [compiledLexicons, rulesAsModules.esbuildBeside('dist/action'), unpackedEntities, purePatterns, clientsApart], supported: { 'dynamic-import': false } }),
    build({ ...action, entryPoints: { 'github-clients': 'src/action/github-clients.ts', 'hub-client': 'src/sources/hub-client.ts' } }),
  ]);
  return inputsOf(results);
}

/** What is looked at and of which nothing is taken is not among them. */
function inputsOf(results: readonly BuildResult[]): string[] {
  const taken = results.flatMap(({ metafile }) => Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) => Object.entries(inputs)));
  return taken.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
}

async function packageVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile('package.json', 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest) || typeof manifest.version !== 'string') throw new Error('package.json names no version');
  return manifest.version;
}

/** The bundler leaves regular expressions as written, which costs 3 ms of every start. */
async function escapeToAscii(file: string): Promise<void> {
  await writeFile(file, ascii(await readFile(file, 'utf8')));
}

/** Only for this machine's Node: the cache stays out of the published package, and without it all works the same. */
function writeCodeCache(): void {
  const { status, stderr } = spawnSync(process.execPath, [...V8_FLAGS, 'scripts/code-cache.mjs', 'dist', ...SCRIPTS], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the built program does not run: ${stderr}`);
}

await rm('dist', { recursive: true, force: true });
await mkdir('dist/action', { recursive: true });
const inputs = await bundle();
await chmod('dist/cli.cjs', 0o755);
await writeFile('dist/THIRD-PARTY-LICENSES.txt', await thirdPartyLicenses(inputs));
await copyFile('src/reporters/report.schema.json', 'dist/report.schema.json');
await writeFile('dist/action/THIRD-PARTY-LICENSES.txt', await thirdPartyLicenses(await bundleAction()));
const SCRIPTS = ['program', 'seldom', ...LATE_FILES];
for (const file of [...SCRIPTS.map((name) => `dist/${name}.cjs`), 'dist/action/index.cjs', 'dist/action/github-clients.cjs', 'dist/action/hub-client.cjs']) await escapeToAscii(file);
writeCodeCache();
if (!process.argv.includes('--fast')) {
  const { emitTypes } = await import('./types.ts');
  emitTypes('src/index.ts', 'dist/types');
}
