import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import type { Check } from '../src/checks/check.ts';
import { ascii } from './ascii.ts';

// Lets a program import `rules/*.yaml` as data. The bundler puts the compiled data into the package, so that nothing
// reads YAML at start-up and a wrong rule file never ships. The test runner compiles at import.

const RULE_FILE = /[\\/]rules[\\/][^\\/]+\.yaml$/;
const FINGERPRINT = /[\\/]agreements[\\/][^\\/]+\.json$/;
const CHECKS = new URL('../src/checks/index.ts', import.meta.url);
const COMPILER = new URL('../src/rulebook/rule-file.ts', import.meta.url);

function shownPath(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/');
}

async function compiled(path: string): Promise<object> {
  // Addressed by URL, since the test runner's own configuration bundles whatever this file imports by name.
  const { checks } = (await import(CHECKS.href)) as { readonly checks: readonly Check[] };
  const { compileRuleFile } = (await import(COMPILER.href)) as typeof import('../src/rulebook/rule-file.ts');
  return compileRuleFile(shownPath(path), await readFile(path, 'utf8'), checks);
}

/**
 * The data as a module. A string that is parsed loads faster than an object literal, and no key can mean a prototype. A
 * license's rules, most of its data, are parsed when the license binds: every run looks for models, few licenses bind.
 */
function moduleOf(data: object, rulesFrom: (rules: unknown) => string): string {
  const { rules, ...head } = { rules: null as unknown, ...data };
  const parsed = `JSON.parse(${JSON.stringify(JSON.stringify(head))})`;
  if (rules === null) return `export default ${parsed};\n`;
  return `let rules; export default { ...${parsed}, get rules() { return rules ??= ${rulesFrom(rules)}; } };\n`;
}

const inline = (rules: unknown) => `JSON.parse(${JSON.stringify(JSON.stringify(rules))})`;

function esbuildPlugin(rulesFrom: (path: string) => (rules: unknown) => string): Plugin {
  return {
    name: 'rules-as-modules',
    setup(build) {
      build.onLoad({ filter: RULE_FILE }, async ({ path }) => {
        try {
          return { contents: moduleOf(await compiled(path), rulesFrom(path)), loader: 'js', watchFiles: [path] };
        } catch (error) {
          const problems = error instanceof Error ? error.message.split('\n') : [String(error)];
          return { errors: problems.map((text) => ({ text })), watchFiles: [path] };
        }
      });
    },
  };
}

/** All data inside the bundle. */
const esbuild = esbuildPlugin(() => inline);

/** For a program of one file: rules and fingerprints go to `folder`/data, from where it reads what it needs. */
function esbuildBeside(folder: string): Plugin {
  const plugin = esbuildPlugin((path) => (rules) => {
    const file = `data/${basename(path, '.yaml')}.rules.json`;
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, file), ascii(JSON.stringify(rules)));
    // `require` would look the file up through the whole module system, which takes a millisecond.
    return `JSON.parse(require('node:fs').readFileSync(__dirname + '/${file}', 'latin1'))`;
  });
  return {
    name: plugin.name,
    async setup(build) {
      await plugin.setup(build);
      build.onLoad({ filter: /.*/, namespace: 'fingerprint' }, ({ path }) => ({
        contents: `module.exports = JSON.parse(require('node:fs').readFileSync(__dirname + '/${path}', 'utf8'));`,
        loader: 'js',
      }));
      build.onResolve({ filter: FINGERPRINT }, ({ path }) => {
        const file = `data/${basename(path)}`;
        mkdirSync(join(folder, 'data'), { recursive: true });
        copyFileSync(fileURLToPath(new URL(`../rules/agreements/${basename(path)}`, import.meta.url)), join(folder, file));
        return { path: file, namespace: 'fingerprint' };
      });
    },
  };
}

const vite = {
  name: 'rules-as-modules',
  async load(id: string): Promise<{ code: string; map: null } | null> {
    const path = id.replace(/\?.*$/, '');
    if (!RULE_FILE.test(path)) return null;
    const words = [shownPath(path), await readFile(path, 'utf8')].map((word) => JSON.stringify(word));
    const code = `import { checks } from ${JSON.stringify(fileURLToPath(CHECKS))};
import { compileRuleFile } from ${JSON.stringify(fileURLToPath(COMPILER))};
export default compileRuleFile(${words.join(', ')}, checks);
`;
    return { code, map: null };
  },
};

/** Plugins for the bundler and for the test runner. A wrong rule file fails with `file:line:column message`, line by line. */
export const rulesAsModules = { vite, esbuild, esbuildBeside };
