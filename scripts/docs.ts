import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { parse } from 'yaml';

import { checks } from '../src/checks/index.ts';
import { EVIDENCE_KINDS } from '../src/provenance/evidence-kinds.ts';
import { builtinLicenses } from '../src/rulebook-loader/builtin.ts';
import { BINDING_RELATIONS, type Binding, type LicenseRules, type Rule } from '../src/rulebook/rulebook.ts';
import { readCoverage } from '../test/fixtures/coverage.ts';
import { fixtureTables } from './fixture-tables.ts';
import { ROOMS } from './rooms.ts';
import { licensePage } from './license-page.ts';
import { terminalSvg } from './terminal-svg.ts';

// Writes the generated parts of the documents: those between `<!-- name:begin -->` and `<!-- name:end -->`, the pages
// of the licenses, and the picture in README.md. With `--check`, nothing is written, and the exit status is 1 if a file
// is out of date. Needs dist/ (npm run build).

const ROOT = join(import.meta.dirname, '..');
const PAGES = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
const HAND_WRITTEN = ['README.md', 'CONTRIBUTING.md', 'fixtures/README.md', ...PAGES.map((name) => `docs/${name}`)];
const EXAMPLE = ['fixtures/finetune-half-done/repository', '--name', 'acme/Llama-Widget-Scout'];
const QUIET = [...EXAMPLE, '--quiet'];

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
}
const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const COMMAND_LINE = bin['llama-license-lint'] ?? '';

const LICENSES = builtinLicenses;

function version(license: string): number {
  return Number(/\d+(?:\.\d+)?/.exec(license)?.[0]);
}

/** The output of the built command line, whatever its exit status. */
function output(args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [join(ROOT, COMMAND_LINE), ...args], { cwd: ROOT, encoding: 'utf8' });
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

const fenced = (text: string, language = 'text') => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** A rule, with the versions that have it, newest first. */
interface SharedRule {
  readonly rule: Rule;
  readonly newest: LicenseRules;
  readonly versions: string;
}

function sharedRules(): SharedRule[] {
  const names = [...new Set(LICENSES.flatMap(({ rules }) => rules.map(({ name }) => name)))];
  return names.flatMap((name) => {
    const having = LICENSES.filter(({ rules }) => rules.some((rule) => rule.name === name));
    const [newest] = having;
    const rule = newest?.rules.find((one) => one.name === name);
    if (newest === undefined || rule === undefined) return [];
    const numbers = having.map(({ license }) => String(version(license))).join(', ');
    return [{ rule, newest, versions: having.length === LICENSES.length ? 'all' : numbers }];
  });
}

/** README's table: the rule with its page, the clause, the duty, and the versions that have it. */
function rulesTable(): string {
  const rows = sharedRules().map(({ rule, newest, versions }) => {
    const page = `docs/rules/${newest.license}.md#${rule.name}`;
    return `| [\`${rule.name}\`](${page}) | ${rule.clause} | ${rule.title} | ${versions} |`;
  });
  return ['| rule | clause | duty | Llama |', '|---|---|---|---|', ...rows].join('\n');
}

const SHORT: Readonly<Record<Binding, string>> = {
  error: 'E',
  warning: 'W',
  info: 'i',
  unclear: '?',
  'not-applicable': '–',
  'not-checked': '·',
};

/** How each rule binds each relation, with the values of the newest version. */
function matrix(): string {
  const rows = sharedRules().map(({ rule, newest, versions }) => {
    const cells = BINDING_RELATIONS.map((relation) => SHORT[rule.binds[relation]]);
    return `| [\`${rule.name}\`](rules/${newest.license}.md#${rule.name}) | ${cells.join(' | ')} | ${versions} |`;
  });
  const line = `|---|${BINDING_RELATIONS.map(() => ':-:').join('|')}|---|`;
  return [`| rule | ${BINDING_RELATIONS.join(' | ')} | Llama |`, line, ...rows].join('\n');
}

/** Every license with its page. */
function licenseList(): string {
  const items = LICENSES.map(({ license, name, rules }) => `- [${name}](rules/${license}.md): ${rules.length} rules`);
  return items.join('\n');
}

/** One row for each kind of check: its parameters and the codes of its findings. */
function checkTable(): string {
  const rows = checks.map(({ kind, parameters, codes }) => {
    const given = Object.entries(parameters).map(([name, type]) => `\`${name}\` (${type})`);
    const answers = Object.entries(codes).map(([code, { outcome }]) => `\`${code}\` ${outcome}`);
    return `| \`${kind}\` | ${given.join(', ')} | ${answers.join(', ')} |`;
  });
  return ['| check | parameters | findings |', '|---|---|---|', ...rows].join('\n');
}

/** One row for each kind of evidence: where it is found, what it proves, and its highest certainty. */
function evidenceTable(): string {
  const rows = Object.values(EVIDENCE_KINDS).map(({ found, proves, most }) => `| ${found} | ${proves} | ${most} |`);
  return ['| evidence | what it proves | at most |', '|---|---|---|', ...rows].join('\n');
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}
const ACTION = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as ActionFile;

function inputsTable(): string {
  const rows = Object.entries(ACTION.inputs).map(([name, { description, default: usual }]) => {
    return `| \`${name}\` | ${description} | ${usual === '' ? '' : `\`${usual}\``} |`;
  });
  return ['| input | | default |', '|---|---|---|', ...rows].join('\n');
}

function outputsTable(): string {
  const rows = Object.entries(ACTION.outputs).map(([name, { description }]) => `| \`${name}\` | ${description} |`);
  return ['| output | |', '|---|---|', ...rows].join('\n');
}

/** The rooms of `src/` from the bottom up. */
function roomsTable(): string {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  const isFile = (room: string) => files.includes(`${room}.ts`);
  const rows = Object.entries(ROOMS).map(
    ([room, { holds, imports }]) => `| \`${room}${isFile(room) ? '.ts' : '/'}\` | ${holds} | ${imports.join(', ')} |`,
  );
  return ['| room | holds | imports |', '|---|---|---|', ...rows].join('\n');
}

const help = (...command: readonly string[]) => fenced(output([...command, '--help']));

const PARTS: Readonly<Record<string, () => string>> = {
  try: () => fenced(`npm ci && node ${COMMAND_LINE} ${EXAMPLE.join(' ')} --fail-on never`, 'sh'),
  output: () => fenced(`$ llama-license-lint ${QUIET.join(' ')}\n${output(QUIET)}`),
  rules: rulesTable,
  matrix,
  licenses: licenseList,
  checks: checkTable,
  evidence: evidenceTable,
  rooms: roomsTable,
  fixtures: () => fixtureTables(LICENSES, readCoverage()),
  inputs: inputsTable,
  outputs: outputsTable,
  help,
  'help-fix': () => help('fix'),
  'help-explain': () => help('explain'),
  'help-rules': () => help('rules'),
  'help-init': () => help('init'),
  'help-audit': () => help('audit'),
};

const filled = (source: string) =>
  source.replace(/<!-- ([\w-]+):begin -->\n[^]*?<!-- \1:end -->/g, (_, name: string) => {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`no generator for the part ${name}`);
    return `<!-- ${name}:begin -->\n${part()}\n<!-- ${name}:end -->`;
  });

function picture(): string {
  const command = `$ llama-license-lint ${EXAMPLE.join(' ')}`;
  return terminalSvg(command, `\u001b[1m${command}\u001b[22m\n${output([...EXAMPLE, '--color'])}`);
}

/** Every generated file, by path. */
const GENERATED: ReadonlyMap<string, string> = new Map([
  ...HAND_WRITTEN.map((path) => [path, filled(readFileSync(join(ROOT, path), 'utf8'))] as const),
  ...LICENSES.map((license) => [`docs/rules/${license.license}.md`, licensePage(license, checks)] as const),
  ['docs/terminal.svg', picture()],
]);

const asCheck = process.argv.includes('--check');
for (const [name, text] of GENERATED) {
  const path = join(ROOT, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (asCheck) {
    console.error(`${name} is out of date: run npm run docs`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
