import { resolve } from 'node:path';
import type { Plugin } from 'esbuild';

// What the program leaves to further files beside it. Every function in it costs at each start, called or not, and a
// module that is imported lazily keeps all that it imports in a form that starts more slowly.

/** What few runs need. Each is imported lazily; no two export the same name. */
const SELDOM = [
  'cli/audit', 'cli/fix', 'cli/init', 'ancestry/follow', 'drafts/proposed-fixes', 'facts/read-counted', 'rulebook/own-licenses',
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

/**
 * What is read only where a repository holds it, by the file that has it: YAML beyond the form of most front matter,
 * HTML and character references, texts that may be an agreement, the phrase that a license asks for, sentences in other
 * languages or about a teacher. A package is named as it is imported, a module by its path in `src`. No two modules of
 * one file export the same name.
 */
const LATE: Readonly<Record<string, readonly string[]>> = {
  yaml: ['yaml', 'yaml/document.ts', 'facts/card/front-matter-yaml.ts'],
  html: ['facts/card/html-parser.ts', 'facts/card/html-elements.ts', 'decode-named-character-reference'],
  agreement: ['facts/agreement/recognize.ts', 'facts/agreement/changes.ts', 'facts/agreement/true-text.ts', 'facts/agreement/words.ts'],
  phrases: ['checks/phrase-duty.ts', 'facts/origin/foreign-languages.ts', 'facts/origin/output-frames.ts'],
};

export const LATE_FILES = Object.keys(LATE);

const pathOf = (module: string): string => (module.endsWith('.ts') ? resolve('src', module) : module);

/** One of those files as a module. */
export function lateEntry(file: string): string {
  return (LATE[file] ?? []).map((module) => `export * from ${JSON.stringify(pathOf(module))};`).join('\n');
}

/** Loads each of those files when one of its exports is first used; `own` is the one that is built itself. */
export function lateApart(own = ''): Plugin {
  return {
    name: 'late-apart',
    setup(program) {
      const files = new Map(LATE_FILES.filter((file) => file !== own).flatMap((file) => (LATE[file] ?? []).map((module) => [pathOf(module), file] as const)));
      program.onResolve({ filter: /.*/ }, ({ path, resolveDir }) => {
        const module = path.startsWith('.') ? resolve(resolveDir, path) : path;
        return files.has(module) ? { path: module, namespace: 'used-late' } : null;
      });
      program.onResolve({ filter: /^\.\/\w+\.cjs$/, namespace: 'used-late' }, ({ path }) => ({ path, external: true }));
      program.onLoad({ filter: /.*/, namespace: 'used-late' }, async ({ path }) => {
        const names = Object.keys((await import(path)) as object);
        const file = `./${files.get(path) ?? ''}.cjs`;
        return { contents: ['let late;', ...names.map((name) => `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => (late ??= require('${file}')).${name} });`)].join('\n') };
      });
    },
  };
}
