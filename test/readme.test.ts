import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readConfiguration } from '../src/config/configuration.ts';
import { builtinLicenses } from '../src/rulebook-loader/builtin.ts';
import { compile } from './consumer/compile.ts';
import { built, commandLine, execute, ROOT, type Ran } from './consumer/command-line.ts';
import { githubServer } from './servers/github.ts';
import { hubServer } from './servers/hub.ts';
import { temporaryFolder } from './sources/temporary-folder.ts';

// What the documents show is done here as a reader would do it. They are read by their headings and fences.

const PAGES = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  .map((path) => `docs/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.md'));
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'fixtures/README.md', ...PAGES].map((path) => {
  return { path, text: readFileSync(join(ROOT, path), 'utf8') };
});
const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
};

interface Fence {
  readonly document: string;
  readonly language: string;
  readonly code: string;
}

/** Fenced blocks of all documents. */
const FENCES: readonly Fence[] = DOCUMENTS.flatMap(({ path, text }) => {
  const found = text.matchAll(/^```(\w+)\n([^]*?)^```$/gm);
  return [...found].map(([, language = '', code = '']) => ({ document: path, language, code }));
});

function fence(language: string, document: string): string {
  const found = FENCES.find((one) => one.language === language && one.document === document);
  if (found === undefined) throw new Error(`${document} has no block of ${language}`);
  return found.code;
}

const BREAD = { 'README.md': '# Bread\n' };
/** The files of the folder in which commands run. */
const WORKPLACE = { ...BREAD, 'my-model/README.md': '# Bread\n', 'targets.txt': '.\n' };
/** The repositories on GitHub that the documents name. */
const ON_GITHUB = {
  'acme/Llama-Widget': { files: BREAD, refs: ['pull/7/head'] },
  'acme/other': { files: BREAD, refs: ['v1'] },
};
/** And those on the Hub. */
const ON_HUB = {
  'acme/Llama-Widget': { files: BREAD, refs: { 'refs/pr/7': BREAD } },
  'acme/other': { files: BREAD, refs: { v1: BREAD } },
};

/** Commands in blocks of `sh`, each once; what follows two spaces and a `#` is a comment. */
const commands = [
  ...new Set(FENCES.filter(({ language }) => language === 'sh').flatMap(({ code }) => code.split('\n'))),
]
  .map((line) => line.replace(/ {2,}#.*$/, ''))
  .filter((line) => line.trim() !== '');
/** Commands within sentences that name no placeholder. */
const inline = [
  ...new Set(
    DOCUMENTS.flatMap(({ text }) => [...text.replace(/^```[^]*?^```$/gm, '').matchAll(/`llama-license-lint ([^`]+)`/g)])
      .map((match) => match[1] ?? '')
      .filter((args) => !/[[\]<>…]|\.{3}/.test(args)),
  ),
];

/** What is said beside a report: how far an audit is, that this Hub has no such model, how to apply a patch. */
const REMARKS =
  /^(?:\d+ (?:of \d+ )?repositor|audited |llama-license-lint: no model on the Hub|nothing was changed; ).*\n/gm;

/** Runs one step of a command; what would fetch or test is only known to be there. Null for a step of no known kind. */
async function step(written: string): Promise<Ran | null> {
  const [program = '', ...words] = written.trim().split(/\s+/);
  const [first = '', ...rest] = words;
  const done = { status: 0, stdout: '', stderr: '' };
  if (written.trim() === 'npm ci') return existsSync(join(ROOT, 'package-lock.json')) ? done : null;
  if (written.trim() === 'npm install --global .') return 'llama-license-lint' in MANIFEST.bin ? done : null;
  if (program === 'npm') return (first === 'run' ? (rest[0] ?? '') : first) in MANIFEST.scripts ? done : null;
  if (program === 'node' && first === MANIFEST.bin['llama-license-lint']) return commandLine(rest, { cwd: ROOT });
  if (program === 'llama-license-lint') {
    const [github, hub] = await Promise.all([
      githubServer({ repositories: ON_GITHUB, owners: { acme: 'organization' } }),
      hubServer({ repositories: ON_HUB, tokens: { hf_acme: { name: 'acme', role: 'write' } } }),
    ]);
    const servers = { GITHUB_API_URL: github.origin, HF_ENDPOINT: hub.origin, HF_TOKEN: 'hf_acme' };
    const env = { ...servers, HOME: temporaryFolder() };
    const ran = await commandLine(words, { cwd: temporaryFolder(WORKPLACE), env });
    return { ...ran, stderr: ran.stderr.replace(REMARKS, '') };
  }
  return null;
}

describe('a command of the documents', () => {
  it('is there to try', () => {
    expect(commands.length).toBeGreaterThanOrEqual(3);
    expect(inline.length).toBeGreaterThan(0);
  });

  it.each(commands)('%s runs', async (command) => {
    for (const written of command.split('&&')) {
      const ran = await step(written);
      expect(ran, `${written} is run by no known means`).toMatchObject({ status: 0, stderr: '' });
    }
  });

  it.each(inline)('llama-license-lint %s runs', async (args) => {
    const { status, stdout } = await commandLine(args.split(' '), { cwd: temporaryFolder() });
    expect(status).toBe(0);
    expect(stdout).toMatch(/\S/);
  });

  it('prints what is shown below it', async () => {
    const shown = FENCES.flatMap(({ code }) => {
      const [, args = '', output = ''] = /^\$ llama-license-lint ([^\n]*)\n([^]*)$/.exec(code) ?? [];
      return args === '' ? [] : [{ args: args.split(' '), output }];
    });
    expect(shown.length).toBeGreaterThan(0);
    for (const { args, output } of shown) {
      expect((await commandLine(args, { cwd: ROOT })).stdout.trimEnd()).toBe(output.trimEnd());
    }
  });

  it('is explained by the help that is shown', async () => {
    const { stdout } = await commandLine(['--help']);
    expect(readFileSync(join(ROOT, 'docs/command-line.md'), 'utf8')).toContain(stdout.trimEnd());
  });
});

/** What GitHub makes of headings. */
const anchors = (text: string) =>
  [...text.replace(/^```[^]*?^```$/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => {
    return heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-');
  });

describe('an example of the documents', () => {
  it('for the library compiles, and that of README.md prints what it should', async () => {
    built('types/index.d.ts');
    const examples = { 'example.ts': fence('ts', 'README.md'), 'library.ts': fence('ts', 'docs/library.md') };
    const folder = temporaryFolder({ 'package.json': '{ "type": "module" }', ...examples });
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(ROOT, join(folder, 'node_modules/llama-license-lint'), 'junction');
    expect(await compile(folder, Object.keys(examples))).toMatchObject({ status: 0, stdout: '' });
    const { status, stdout, stderr } = await execute(process.execPath, ['example.js'], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const printed = new Map(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' '))
        .map(([rule = '', outcome = '']) => [rule, outcome]),
    );
    expect([...printed.keys()]).toEqual(
      builtinLicenses.find(({ license }) => license === 'llama-4')?.rules.map(({ id }) => id),
    );
    expect(printed.get('llama-4/built-with-llama')).toBe('met');
    expect(printed.get('llama-4/name-prefix')).toBe('met');
    expect(printed.get('llama-4/notice-file')).toBe('unmet');
  });

  it('of a configuration is one, and nothing in it is unknown', async () => {
    const example = fence('yaml', 'docs/configuration.md');
    const ids = builtinLicenses.flatMap(({ rules }) => rules.map(({ id }) => id));
    const { configuration, problems } = readConfiguration('configuration.md', example, ids);
    expect(problems).toEqual([]);
    expect(configuration).toMatchObject({
      name: { value: expect.stringContaining('/') as string },
      waivers: [{ reason: expect.stringMatching(/\S/) as string }],
      reports: [],
    });
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.llama-license-lint.yaml'), example);
    const { status, stderr } = await commandLine([folder, '--fail-on', 'never']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe.each(DOCUMENTS)('$path', ({ path, text }) => {
  it('leads only to files and headings that there are', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map((match) => match[1] ?? '');
    const broken = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchors(readFileSync(join(ROOT, target), 'utf8')).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});
