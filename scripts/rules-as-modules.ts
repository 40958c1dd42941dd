import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Plugin } from 'esbuild';

import type { Check } from '../src/checks/check.ts';

// Lets the program import `rules/*.yaml` as data. The bundler adds the compiled data to the package, so that no run
// parses the built-in rules and an invalid rule file never ships. The test runner compiles a rule file when it is
// imported.

const RULE_FILE = /[\\/]rules[\\/][^\\/]+\.yaml$/;
const CHECKS = new URL('../src/checks/index.ts', import.meta.url);
const COMPILER = new URL('../src/rulebook-loader/rule-file.ts', import.meta.url);

function shownPath(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/');
}

async function compiled(path: string): Promise<object> {
  // Imported by URL, since the test runner's configuration bundles everything that this file imports by name.
  const { checks } = (await import(CHECKS.href)) as { readonly checks: readonly Check[] };
  const { compileRuleFile } = (await import(COMPILER.href)) as typeof import('../src/rulebook-loader/rule-file.ts');
  return compileRuleFile(shownPath(path), await readFile(path, 'utf8'), checks);
}

const esbuild: Plugin = {
  name: 'rules-as-modules',
  setup(build) {
    build.onLoad({ filter: RULE_FILE }, async ({ path }) => {
      try {
        return { contents: JSON.stringify(await compiled(path)), loader: 'json', watchFiles: [path] };
      } catch (error) {
        const problems = error instanceof Error ? error.message.split('\n') : [String(error)];
        return { errors: problems.map((text) => ({ text })), watchFiles: [path] };
      }
    });
  },
};

const vite = {
  name: 'rules-as-modules',
  async load(id: string): Promise<{ code: string; map: null } | null> {
    const path = id.replace(/\?.*$/, '');
    if (!RULE_FILE.test(path)) return null;
    const code = `import { checks } from ${JSON.stringify(fileURLToPath(CHECKS))};
import { compileRuleFile } from ${JSON.stringify(fileURLToPath(COMPILER))};
export default compileRuleFile(${JSON.stringify(shownPath(path))}, ${JSON.stringify(await readFile(path, 'utf8'))}, checks);
`;
    return { code, map: null };
  },
};

/** Plugins for the bundler and the test runner. An invalid rule file fails with a line for each error. */
export const rulesAsModules = { vite, esbuild };
