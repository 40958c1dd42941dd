import { chmod, copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { build, type BuildOptions, type Metafile } from 'esbuild';

import { compiledData } from './compiled-data.ts';
import { thirdPartyLicenses } from './third-party-licenses.ts';
import { emitTypes } from './types.ts';

// Builds `dist/`: the command line and the library, which share chunks; the library's types; the report's schema; the
// licenses of bundled packages. Also builds `dist/action`, which is committed, so the output must be reproducible.
// `--fast` omits the types.

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { readonly version: string };

/** CommonJS packages such as undici call `require`, which ES modules do not have. */
const REQUIRE = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

const OPTIONS: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  plugins: [compiledData],
  define: { PACKAGE_VERSION: JSON.stringify(version) },
  banner: { js: REQUIRE },
  alias: {
    // The package's version for Node is CommonJS, which cannot be tree-shaken.
    yaml: './node_modules/yaml/browser/index.js',
    // The Hub's client uploads large files in chunks with it, but this program writes only small texts.
    '@huggingface/xetchunk-wasm': './scripts/no-chunked-upload.cjs',
  },
};

const PROGRAM: BuildOptions = {
  ...OPTIONS,
  outdir: 'dist',
  target: 'node20',
  splitting: true,
  entryPoints: { cli: 'src/cli/cli.ts', index: 'src/index.ts' },
  chunkNames: 'chunks/[name]-[hash]',
};

const ACTION: BuildOptions = {
  ...OPTIONS,
  outdir: 'dist/action',
  target: 'node24',
  entryPoints: { index: 'src/action/action.ts' },
};

/** The files in the bundles. esbuild also lists files that contribute nothing. */
function bundledFiles({ outputs }: Metafile): readonly string[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
}

async function bundle(options: BuildOptions, folder: string): Promise<void> {
  const { metafile } = await build({ ...options, metafile: true });
  await writeFile(`${folder}/THIRD-PARTY-LICENSES.txt`, await thirdPartyLicenses(bundledFiles(metafile)));
}

await rm('dist', { recursive: true, force: true });
await bundle(PROGRAM, 'dist');
await bundle(ACTION, 'dist/action');
await chmod('dist/cli.js', 0o755);
await copyFile('src/reporters/report.schema.json', 'dist/report.schema.json');
if (!process.argv.includes('--fast')) emitTypes('src/index.ts', 'dist/types');
