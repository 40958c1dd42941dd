import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Plugin } from 'esbuild';

// Lets a program import `rules/lexicon/` as data: one lexicon for each file in it, English first, the others by name. The
// bundler puts the compiled data into the package, so that a wrong file never ships. The test runner compiles at import.

const FOLDER = fileURLToPath(new URL('../rules/lexicon', import.meta.url));
const COMPILER = new URL('../src/lexicon/load-lexicon.ts', import.meta.url);
const IMPORTED = /[\\/]rules[\\/]lexicon$/;

function files(): string[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
  return names.sort((one, other) => Number(other === 'en.yaml') - Number(one === 'en.yaml') || one.localeCompare(other)).map((name) => join(FOLDER, name));
}

function shownPath(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/');
}

const esbuild: Plugin = {
  name: 'lexicon-as-module',
  setup(build) {
    build.onResolve({ filter: IMPORTED }, () => ({ path: FOLDER, namespace: 'lexicon' }));
    build.onLoad({ filter: /.*/, namespace: 'lexicon' }, async () => {
      const { compileLexicon } = (await import(COMPILER.href)) as typeof import('../src/lexicon/load-lexicon.ts');
      try {
        const lexicons = await Promise.all(files().map(async (path) => ({ ...compileLexicon(shownPath(path), await readFile(path, 'utf8')), examples: [] })));
        // A string that is parsed loads faster than an object literal.
        return { contents: `export default JSON.parse(${JSON.stringify(JSON.stringify(lexicons))});\n`, loader: 'js', watchFiles: files() };
      } catch (error) {
        const problems = error instanceof Error ? error.message.split('\n') : [String(error)];
        return { errors: problems.map((text) => ({ text })), watchFiles: files() };
      }
    });
  },
};

const vite = {
  name: 'lexicon-as-module',
  enforce: 'pre' as const,
  resolveId: (id: string) => (IMPORTED.test(id) ? '\0lexicon' : null),
  async load(id: string): Promise<{ code: string; map: null } | null> {
    if (id !== '\0lexicon') return null;
    const sources = await Promise.all(files().map(async (path) => [shownPath(path), await readFile(path, 'utf8')]));
    const code = `import { compileLexicon } from ${JSON.stringify(fileURLToPath(COMPILER))};
export default ${JSON.stringify(sources)}.map(([file, source]) => compileLexicon(file, source));
`;
    return { code, map: null };
  },
};

/** Plugins for the bundler and for the test runner. A wrong file fails with `file:line:column message`, line by line. */
export const lexiconAsModule = { vite, esbuild };
