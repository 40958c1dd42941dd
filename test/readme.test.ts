import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readConfiguration } from '../src/config/configuration.ts';
import { builtinLicenses } from '../src/rulebook/builtin.ts';
import { compile } from './consumer/compile.ts';
import { built, commandLine, execute, ROOT, type Ran } from './consumer/command-line.ts';
import { githubServer } from './servers/github.ts';
import { hubServer } from './servers/hub.ts';
import { temporaryFolder } from './sources/temporary-folder.ts';

// What README.md shows is done here as a reader would do it. It is read by its headings and fences.

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const SCRIPTS = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> }).scripts;

interface Fence {
  readonly section: string;
  readonly language: string;
  readonly code: string;
}

/** Fenced blocks, each with the heading of the section that it stands in. */
function fences(): Fence[] {
  const sections = README.split(/^## /m);
  return sections.flatMap((section) => [...section.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map((match) => ({ section: section.slice(0, section.indexOf('\n')), language: match[1] ?? '', code: match[2] ?? '' })));
}

function fence(language: string, section: string): string {
  const found = fences().find((one) => one.language === language && one.section === section);
  if (found === undefined) throw new Error(`README.md has no block of ${language} under “${section}”`);
  return found.code;
}

const BREAD = { 'README.md': '# Bread\n' };
/** The repositories on GitHub that README.md names. */
const ON_GITHUB = { 'acme/Llama-Widget': { files: BREAD, refs: ['pull/7/head'] }, 'acme/other': { files: BREAD, refs: ['v1'] } };
/** And those on the Hub. */
const ON_HUB = { 'acme/Llama-Widget': { files: BREAD, refs: { 'refs/pr/7': BREAD } }, 'acme/other': { files: BREAD, refs: { v1: BREAD } } };

const commands = fences().filter(({ language }) => language === 'sh').flatMap(({ code }) => code.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')));
const inline = [...README.replace(/^```[^]*?^```$/gm, '').matchAll(/`llama-license-lint ([^`]+)`/g)].map((match) => match[1] ?? '').filter((args) => !/[[\]<>…]|\.{3}/.test(args));

/** What an audit says beside its report: how far it is, and that there is nothing of its kind on this Hub. */
const PROGRESS = /^(?:\d+ (?:of \d+ )?repositor|audited |llama-license-lint: no model on the Hub).*\n/gm;

/** Runs one step of a command; what would fetch or test is only known to be there. Null for a step of no known kind. */
async function step(written: string): Promise<Ran | null> {
  const [program = '', first = '', ...rest] = written.trim().split(/\s+/);
  const done = { status: 0, stdout: '', stderr: '' };
  if (written.trim() === 'npm ci') return existsSync(join(ROOT, 'package-lock.json')) ? done : null;
  if (program === 'npm') return (first === 'run' ? rest[0] ?? '' : first) in SCRIPTS ? done : null;
  if (program === 'node' && first === 'dist/cli.js') return commandLine(rest, { cwd: ROOT });
  if (program === 'npx' && first === 'llama-license-lint') {
    const [github, hub] = await Promise.all([githubServer({ repositories: ON_GITHUB, owners: { acme: 'organization' } }), hubServer({ repositories: ON_HUB, tokens: { hf_acme: { name: 'acme', role: 'write' } } })]);
    const ran = await commandLine(rest, { cwd: temporaryFolder({ ...BREAD, 'targets.txt': '.\n' }), env: { GITHUB_API_URL: github.origin, HF_ENDPOINT: hub.origin, HF_TOKEN: 'hf_acme', HOME: temporaryFolder() } });
    return rest[0] === 'audit' ? { ...ran, stderr: ran.stderr.replace(PROGRESS, '') } : ran;
  }
  return null;
}

describe('a command of README.md', () => {
  it('is there to try', () => {
    expect(commands.length).toBeGreaterThanOrEqual(3);
    expect(inline.length).toBeGreaterThan(0);
  });

  it.each(commands)('%s runs', async (command) => {
    for (const written of command.split('&&')) expect(await step(written), `${written} is run by no known means`).toMatchObject({ status: 0, stderr: '' });
  });

  it.each(inline)('llama-license-lint %s runs', async (args) => {
    const { status, stdout } = await commandLine(args.split(' '), { cwd: temporaryFolder() });
    expect(status).toBe(0);
    expect(stdout).toMatch(/\S/);
  });

  it('prints what is shown below it', async () => {
    const shown = fences().flatMap(({ code }) => {
      const [, args = '', output = ''] = /^\$ npx llama-license-lint ([^\n]*)\n([^]*)$/.exec(code) ?? [];
      return args === '' ? [] : [{ args: args.split(' '), output }];
    });
    expect(shown.length).toBeGreaterThan(0);
    for (const { args, output } of shown) expect((await commandLine(args, { cwd: ROOT })).stdout.trimEnd()).toBe(output.trimEnd());
  });

  it('is explained by the help that is shown', async () => {
    const { stdout } = await commandLine(['--help']);
    expect(README).toContain(stdout.trimEnd());
  });
});

describe('an example of README.md', () => {
  it('for the library compiles and prints what it should', async () => {
    built('types/index.d.ts');
    const folder = temporaryFolder({ 'package.json': '{ "type": "module" }', 'example.ts': fence('ts', 'Library') });
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(ROOT, join(folder, 'node_modules/llama-license-lint'), 'junction');
    const compiled = await compile(folder, 'example.ts');
    expect(compiled).toMatchObject({ status: 0, stdout: '' });
    const { status, stdout, stderr } = await execute(process.execPath, ['example.js'], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const printed = new Map(stdout.trimEnd().split('\n').map((line) => line.split(' ')).map(([rule = '', outcome = '']) => [rule, outcome]));
    expect([...printed.keys()]).toEqual(builtinLicenses.find(({ license }) => license === 'llama-4')?.rules.map(({ id }) => id));
    expect(printed.get('llama-4/built-with-llama')).toBe('met');
    expect(printed.get('llama-4/name-prefix')).toBe('met');
    expect(printed.get('llama-4/notice-file')).toBe('unmet');
  });

  it('of a configuration is one, and nothing in it is unknown', async () => {
    const example = fence('yaml', 'Configuration');
    const ids = builtinLicenses.flatMap(({ rules }) => rules.map(({ id }) => id));
    const { configuration, problems } = readConfiguration('README.md', example, ids);
    expect(problems).toEqual([]);
    expect(configuration).toMatchObject({ name: { value: expect.stringContaining('/') as string }, waivers: [{ reason: expect.stringMatching(/\S/) as string }], reports: [] });
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.llama-license-lint.yaml'), example);
    const { status, stderr } = await commandLine([folder, '--fail-on', 'never']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('leads only to files and headings that there are', () => {
    const links = [...README.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(0);
    const anchors = [...README.matchAll(/^#+ (.*)$/gm)].map((match) => `#${(match[1] ?? '').toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-')}`);
    expect(links.filter((link) => (link.startsWith('#') ? !anchors.includes(link) : !existsSync(join(ROOT, link.replace(/#.*$/, '')))))).toEqual([]);
  });
});
