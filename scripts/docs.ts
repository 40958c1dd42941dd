import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { checks } from '../src/checks/index.ts';
import { loadLicenseRules } from '../src/rulebook/load.ts';
import { BINDING_RELATIONS, type Binding, type LicenseRules } from '../src/rulebook/rulebook.ts';

// Fills the generated parts of the documents: what stands between `<!-- name:begin -->` and `<!-- name:end -->`.
// With `--check` nothing is written, and a part that is out of date ends with status 1.

const ROOT = join(import.meta.dirname, '..');
const DOCUMENTS = ['README.md'];
const EXAMPLE = 'fixtures/finetune-nothing-done/repository';

const SHORT: Readonly<Record<Binding, string>> = { error: 'E', warning: 'W', info: 'i', unclear: '?', 'not-applicable': '–', 'not-checked': '·' };

function licenses(): LicenseRules[] {
  const folder = join(ROOT, 'rules');
  return readdirSync(folder)
    .filter((name) => /^llama-.*\.yaml$/.test(name))
    .sort()
    .reverse()
    .map((name) => {
      const read = loadLicenseRules(`rules/${name}`, readFileSync(join(folder, name), 'utf8'), checks);
      if ('problems' in read) throw new Error(JSON.stringify(read.problems, null, 2));
      return read.rules;
    });
}

/** One row for each rule: its id, its clause, its title, and the row of the matrix. */
function rulesTable(): string {
  const head = `| rule | clause | duty | ${BINDING_RELATIONS.join(' | ')} |`;
  const line = `|---|---|---|${BINDING_RELATIONS.map(() => ':-:').join('|')}|`;
  const rows = licenses().flatMap((license) =>
    license.rules.map((rule) => `| \`${rule.id}\` | ${rule.clause} | ${rule.title} | ${BINDING_RELATIONS.map((relation) => SHORT[rule.binds[relation]]).join(' | ')} |`),
  );
  return [head, line, ...rows].join('\n');
}

/** What the built command line prints; an exit status other than 0 is part of the example. */
function output(args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [join(ROOT, 'dist/cli.cjs'), ...args], { cwd: ROOT, encoding: 'utf8' });
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

const fenced = (text: string, language = 'text') => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

const PARTS: Readonly<Record<string, () => string>> = {
  rules: rulesTable,
  output: () => fenced(`$ npx llama-license-lint ${EXAMPLE} --name acme/SuperScout\n${output(['check', EXAMPLE, '--name', 'acme/SuperScout'])}`),
  help: () => fenced(output(['--help'])),
};

const filled = (source: string) =>
  source.replace(/(<!-- (\w+):begin -->\n)[^]*?(<!-- \2:end -->)/g, (whole, begin: string, name: string, end: string) => {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`no generator for the part ${name}`);
    return `${begin}${part()}\n${end}`;
  });

let outdated = false;
for (const name of DOCUMENTS) {
  const path = join(ROOT, name);
  const before = readFileSync(path, 'utf8');
  const after = filled(before);
  if (before === after) continue;
  outdated = true;
  if (process.argv.includes('--check')) console.error(`${name} is out of date: run npm run docs`);
  else writeFileSync(path, after);
}
if (outdated && process.argv.includes('--check')) process.exitCode = 1;
