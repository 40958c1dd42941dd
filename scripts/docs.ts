import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { checks } from '../src/checks/index.ts';
import { EVIDENCE_KINDS } from '../src/facts/evidence-kinds.ts';
import { loadLicenseRules } from '../src/rulebook/load.ts';
import { BINDING_RELATIONS, type Binding, type LicenseRules } from '../src/rulebook/rulebook.ts';

// Fills the generated parts of the documents: what stands between `<!-- name:begin -->` and `<!-- name:end -->`.
// With `--check` nothing is written, and a part that is out of date ends with status 1.

const ROOT = join(import.meta.dirname, '..');
const DOCUMENTS = ['README.md', 'docs/lineage.md'];
const EXAMPLE = 'fixtures/finetune-half-done/repository';

const SHORT: Readonly<Record<Binding, string>> = { error: 'E', warning: 'W', info: 'i', unclear: '?', 'not-applicable': '–', 'not-checked': '·' };

function licenses(): LicenseRules[] {
  const folder = join(ROOT, 'rules');
  return readdirSync(folder)
    .filter((name) => /^llama-.*\.yaml$/.test(name))
    .sort((a, b) => Number(/[\d.]+\d|\d/.exec(b)?.[0]) - Number(/[\d.]+\d|\d/.exec(a)?.[0]))
    .map((name) => {
      const read = loadLicenseRules(`rules/${name}`, readFileSync(join(folder, name), 'utf8'), checks);
      if ('problems' in read) throw new Error(JSON.stringify(read.problems, null, 2));
      return read.rules;
    });
}

/** One row for each rule of a version; rules that several versions share stand under the newest, with its matrix. */
function rulesTable(): string {
  const all = licenses();
  const head = `| rule | clause | duty | ${BINDING_RELATIONS.join(' | ')} | in |`;
  const line = `|---|---|---|${BINDING_RELATIONS.map(() => ':-:').join('|')}|---|`;
  const names = [...new Set(all.flatMap((license) => license.rules.map((rule) => rule.name)))];
  const rows = names.flatMap((name) => {
    const having = all.filter((license) => license.rules.some((rule) => rule.name === name));
    const rule = having[0]?.rules.find((one) => one.name === name);
    if (rule === undefined) return [];
    const versions = having.length === all.length ? 'all' : having.map((license) => license.license.replace('llama-', '')).join(', ');
    return [`| \`${rule.name}\` | ${rule.clause} | ${rule.title} | ${BINDING_RELATIONS.map((relation) => SHORT[rule.binds[relation]]).join(' | ')} | ${versions} |`];
  });
  return [head, line, ...rows].join('\n');
}

/** What the built command line prints; an exit status other than 0 is part of the example. */
function output(args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], { cwd: ROOT, encoding: 'utf8' });
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

const fenced = (text: string, language = 'text') => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** One row for each kind of evidence: where it is found, what it proves, and how sure that is at most. */
function evidenceTable(): string {
  const rows = Object.values(EVIDENCE_KINDS).map(({ found, proves, most }) => `| ${found} | ${proves} | ${most} |`);
  return ['| evidence | what it proves | at most |', '|---|---|---|', ...rows].join('\n');
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** One row for each input and output of the Action. */
function actionTable(part: keyof ActionFile): string {
  const { inputs, outputs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as ActionFile;
  if (part === 'outputs') return ['| output | |', '|---|---|', ...Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${description} |`)].join('\n');
  const rows = Object.entries(inputs).map(([name, { description, default: usual }]) => `| \`${name}\` | ${description} | ${usual === '' ? '' : `\`${usual}\``} |`);
  return ['| input | | default |', '|---|---|---|', ...rows].join('\n');
}

const PARTS: Readonly<Record<string, () => string>> = {
  evidence: evidenceTable,
  rules: rulesTable,
  output: () => fenced(`$ npx llama-license-lint ${EXAMPLE} --name acme/Llama-Widget-Scout\n${output(['check', EXAMPLE, '--name', 'acme/Llama-Widget-Scout'])}`),
  inputs: () => actionTable('inputs'),
  outputs: () => actionTable('outputs'),
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
