import { resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import * as yaml from 'yaml';

// What the program leaves to further files beside it. Every function in it costs at each start, called or not, and a
// module that is imported lazily keeps all that it imports in a form that starts more slowly.

/** What few runs need. Each is imported lazily; no two export the same name. */
const SELDOM = [
  'cli/audit', 'cli/fix', 'cli/init', 'ancestry/follow', 'drafts/proposed-fixes', 'rulebook/own-licenses',
  'sources/github', 'sources/hub', 'sources/hub-disk-cache', 'sources/hub-requests', 'sources/hub-server',
];

/** The file `seldom.cjs` as a module. */
export const SELDOM_ENTRY = SELDOM.map((module) => `export * from './src/${module}.ts';`).join('\n');

/** One file for all of them, with a copy of what they share with the program: errors that pass from one to the other are known by their names. */
export const seldomApart: Plugin = {
  name: 'seldom-apart',
  setup(program) {
    const seldom = new Set(SELDOM.map((module) => resolve(`src/${module}.ts`)));
    program.onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => (kind === 'dynamic-import' && seldom.has(resolve(resolveDir, path)) ? { path: './seldom.cjs', external: true } : null));
  },
};

/** Front matter in the form of most cards is read without the parser of YAML, which is loaded when its first export is used. */
export const yamlApart: Plugin = {
  name: 'yaml-apart',
  setup(program) {
    program.onResolve({ filter: /^yaml$/ }, ({ path }) => ({ path, namespace: 'used-late' }));
    program.onResolve({ filter: /^\.\/yaml\.cjs$/, namespace: 'used-late' }, ({ path }) => ({ path, external: true }));
    program.onLoad({ filter: /.*/, namespace: 'used-late' }, () => ({
      contents: ['let yaml;', ...Object.keys(yaml).map((name) => `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => (yaml ??= require('./yaml.cjs')).${name} });`)].join('\n'),
    }));
  },
};
