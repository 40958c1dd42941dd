import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { CONFIGURATION_FILE, readConfiguration } from '../../src/config/configuration.ts';
import { builtinLicenses } from '../../src/rulebook-loader/builtin.ts';
import { version } from '../../src/version.ts';
import { readYaml } from '../../src/yaml/document.ts';
import { type YamlNode } from '../../src/yaml/node.ts';
import { commandLine } from '../consumer/command-line.ts';
import { init, reportOf, uncommented } from '../init/run-init.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { withoutRoot } from '../sources/without-root.ts';

const CARD = '---\nbase_model: meta-llama/Llama-4-Scout-17B-16E\n---\n';
const MODEL = { 'README.md': CARD, 'model.safetensors': '' };
const PRE_COMMIT = '.pre-commit-config.yaml';
const WORKFLOW = '.github/workflows/llama-license-lint.yml';
const ESC = '\u001b';
const ACTS = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

function read(folder: string, path = CONFIGURATION_FILE): string {
  return readFileSync(join(folder, path), 'utf8');
}

function configurationIn(folder: string, text = read(folder)) {
  return readConfiguration(
    CONFIGURATION_FILE,
    text,
    builtinLicenses.flatMap(({ rules }) => rules.map(({ id }) => id)),
  ).configuration;
}

describe('the configuration', () => {
  it('declares what the files state, and says where they do', async () => {
    const folder = temporaryFolder({
      ...MODEL,
      '.git/config': '[remote "origin"]\n\turl = https://huggingface.co/acme/SuperScout\n',
    });
    expect(await init([folder])).toEqual({ status: 0, stdout: `wrote ${CONFIGURATION_FILE}\n`, stderr: '' });
    expect(configurationIn(folder)).toMatchObject({
      name: { value: 'acme/SuperScout' },
      relation: { value: 'finetune' },
      bases: [{ value: 'meta-llama/Llama-4-Scout-17B-16E' }],
    });
    expect(read(folder)).toContain('# - README.md:2:13  base_model: meta-llama/Llama-4-Scout-17B-16E\n');
  });

  it('has as comments what is only likely, with the reason', async () => {
    const folder = temporaryFolder({
      'README.md': '---\nbase_model: /home/me/Llama-4-Scout-17B-16E\n---\n',
      'model.safetensors': '',
    });
    await init([folder]);
    expect(configurationIn(folder)).toMatchObject({ name: null, relation: null, bases: [] });
    const text = read(folder);
    expect(text).toMatch(/Only from the folder’s name[^]*^#name: /m);
    expect(text).toMatch(
      /^# .*make it likely[^]*^#relation: finetune\n[^]*make it likely[^]*^#bases:\n#  - meta-llama\/Llama-4-Scout-17B-16E\n/m,
    );
    expect(configurationIn(folder, uncommented(text))).toMatchObject({
      relation: { value: 'finetune' },
      bases: [{ value: 'meta-llama/Llama-4-Scout-17B-16E' }],
    });
  });

  it('leaves a relation open that the files do not agree on', async () => {
    const folder = temporaryFolder({
      'README.md': CARD.replace('\n---\n', '\nbase_model_relation: finetune\n---\n'),
      'adapter_config.json': '{}',
      'adapter_model.safetensors': '',
    });
    await init([folder]);
    expect(configurationIn(folder)).toMatchObject({
      relation: null,
      bases: [{ value: 'meta-llama/Llama-4-Scout-17B-16E' }],
    });
    expect(read(folder)).toMatch(/README\.md says finetune[^]*^#relation: adapter$/m);
  });

  it('names another maker’s parent, too', async () => {
    const folder = temporaryFolder({
      'README.md': '---\nbase_model: [meta-llama/Llama-4-Scout-17B-16E, mistralai/Mistral-7B]\ntags: [merge]\n---\n',
      'model.safetensors': '',
    });
    await init([folder]);
    expect(configurationIn(folder).bases.map(({ value }) => value)).toEqual([
      'meta-llama/Llama-4-Scout-17B-16E',
      'mistralai/Mistral-7B',
    ]);
    expect((await reportOf(folder)).notes.map(({ code }) => code)).toContain('other-parent');
  });

  it('has a waiver to fill in for each unmet duty, and none that counts', async () => {
    const folder = temporaryFolder(MODEL);
    const unmet = (await reportOf(folder)).obligations.filter(({ outcome }) => outcome === 'unmet');
    expect(unmet.length).toBeGreaterThan(3);
    await init([folder]);
    expect(configurationIn(folder)).toMatchObject({ waivers: [], reports: [] });
    const filledIn = uncommented(read(folder))
      .replace(/^( +reason:)$/gm, '$1 because')
      .replace(/^(?:rules|attestations):[^]*?\n\n/gm, '');
    expect(configurationIn(folder, filledIn).waivers.map(({ rule, reason }) => ({ rule, reason }))).toEqual(
      unmet.map(({ rule }) => ({ rule, reason: 'because' })),
    );
    writeFileSync(join(folder, CONFIGURATION_FILE), filledIn);
    expect((await reportOf(folder)).summary).toMatchObject({ waived: unmet.length, unmet: 0 });
  });

  it('replaces a .yml that is there, and puts no second file beside it', async () => {
    const folder = temporaryFolder({ ...MODEL, '.llama-license-lint.yml': '' });
    expect(await init([folder, '--force'])).toMatchObject({ status: 0, stdout: 'wrote .llama-license-lint.yml\n' });
  });

  it('says nothing where there is no Llama material', async () => {
    const folder = temporaryFolder({ 'README.md': '# Bread\n' });
    expect((await init([folder])).status).toBe(0);
    expect(read(folder)).toContain('No Llama model was found in what was read.');
    expect(
      read(folder)
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#')),
    ).toEqual([]);
  });

  it('declares what the flags say, whatever it is', async () => {
    const folder = temporaryFolder(MODEL);
    const name = `it's "x": #1\n- y ${ESC}[31m\u202e`;
    expect(
      await init([folder, '--name', name, '--relation', 'quantized', '--base', 'a/b#c', '--base', '"x"']),
    ).toMatchObject({ status: 0, stderr: '' });
    expect(configurationIn(folder)).toMatchObject({
      name: { value: name },
      relation: { value: 'quantized' },
      bases: [{ value: 'a/b#c' }, { value: '"x"' }],
    });
    expect(read(folder)).not.toMatch(ACTS);
  });

  it('is made of comments that end where they should, whatever the files say', async () => {
    const evil = `mit\u2028name: evil/evil\n# \u0085waivers: [] ${ESC}[2J \u202e`;
    const folder = temporaryFolder({
      'README.md': `---\nbase_model: ${JSON.stringify(['meta-llama/Llama-4-Scout-17B-16E', `evil/${evil}`])}\nlicense: ${JSON.stringify(evil)}\ntags: [${JSON.stringify(`base_model:merge:meta-llama/Llama-4-Scout-17B-16E ${evil}`)}]\n---\n`,
    });
    await init([folder]);
    expect(configurationIn(folder)).toMatchObject({ name: null, waivers: [] });
    expect(read(folder)).not.toMatch(ACTS);
  });

  it('does not grow with what the files name', async () => {
    const many = Array.from({ length: 2000 }, (_, at) => `acme/model-${at}`);
    const folder = temporaryFolder({
      'README.md': `---\nbase_model: ${JSON.stringify(['meta-llama/Llama-4-Scout-17B-16E', ...many])}\n---\n`,
    });
    expect((await init([folder])).status).toBe(0);
    expect(read(folder).length).toBeLessThan(20_000);
    expect(read(folder)).toContain('too many, or too long ones, to list here');
  });
});

describe('a file that is there', () => {
  it.each([CONFIGURATION_FILE, PRE_COMMIT, WORKFLOW])(
    'stays, the others are written, and its text is shown (%s)',
    async (kept) => {
      const folder = temporaryFolder({ ...MODEL, [kept]: '# old\n' });
      const { status, stdout, stderr } = await init([folder, '--pre-commit', '--github']);
      expect(status).toBe(1);
      expect(read(folder, kept)).toBe('# old\n');
      expect(stdout).toBe(
        [CONFIGURATION_FILE, PRE_COMMIT, WORKFLOW]
          .filter((path) => path !== kept)
          .map((path) => `wrote ${path}\n`)
          .join(''),
      );
      expect(stderr).toContain(`${kept} exists already`);
      const fresh = temporaryFolder(MODEL);
      await init([fresh, '--pre-commit', '--github']);
      const wanted = read(fresh, kept)
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#name:') && !line.includes('The name “'));
      for (const line of wanted) expect(stderr).toContain(line);
      expect((await init([folder, '--pre-commit', '--github', '--quiet'])).stderr.trimEnd().split('\n')).toHaveLength(
        3,
      );
    },
  );

  it('stays when it is a link to nothing', async () => {
    const folder = temporaryFolder(MODEL);
    symlinkSync('../outside', join(folder, PRE_COMMIT));
    expect(await init([folder, '--pre-commit'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`${PRE_COMMIT} exists already`) as string,
    });
    expect(existsSync(join(folder, '../outside'))).toBe(false);
  });

  it('is replaced with --force, and a configuration keeps what it says', async () => {
    const own = `name: acme/Own\nrelation: merge\nbases: meta-llama/Llama-4-Scout-17B-16E-Instruct\nrules: { use-policy: off }
waivers:\n  - { rule: notice-file, reason: "wait: #3", until: 2999-12-31 }\nattestations: { commercial-threshold: { by: "A: B", date: 2026-01-31 } }\nagreement: LICENSE\n`;
    const folder = temporaryFolder({ ...MODEL, [CONFIGURATION_FILE]: own, [PRE_COMMIT]: 'old', [WORKFLOW]: 'old' });
    const before = configurationIn(folder);
    expect(await init([folder, '--force', '--pre-commit', '--github'])).toMatchObject({ status: 0, stderr: '' });
    const bare = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, one: unknown) => (key === 'place' ? undefined : one)));
    expect(bare(configurationIn(folder))).toEqual(bare(before));
    expect(read(folder)).not.toBe(own);
    expect(read(folder, PRE_COMMIT)).toContain('rev:');
  });

  it('is not replaced when it is a folder, or when a folder on the way leads out', async () => {
    const outside = temporaryFolder();
    const folder = temporaryFolder(MODEL);
    mkdirSync(join(folder, PRE_COMMIT));
    symlinkSync(outside, join(folder, '.github'));
    const { status, stdout, stderr } = await init([folder, '--force', '--pre-commit', '--github']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: `wrote ${CONFIGURATION_FILE}\n` });
    expect(stderr).toContain('.github leads out of the folder');
    expect(stderr).toContain(`${PRE_COMMIT} is not written`);
    expect(readdirSync(outside)).toEqual([]);
  });

  it('that is a wrong configuration ends with 2, and stays', async () => {
    const folder = temporaryFolder({ ...MODEL, [CONFIGURATION_FILE]: 'nmae: x\n' });
    expect(await init([folder, '--force'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('nmae') as string,
    });
    expect(read(folder)).toBe('nmae: x\n');
  });
});

describe('a dry run', () => {
  it('shows everything and writes nothing', async () => {
    const folder = temporaryFolder({ ...MODEL, [PRE_COMMIT]: 'old' });
    const { status, stdout, stderr } = await init([folder, '--dry-run', '--pre-commit', '--github']);
    expect(readdirSync(folder).sort()).toEqual([PRE_COMMIT, 'README.md', 'model.safetensors']);
    expect(status).toBe(1);
    expect(stderr).toContain(`${PRE_COMMIT} exists already`);
    expect(stdout).toContain(`would write ${WORKFLOW}:\n`);
    await init([folder]);
    expect(stdout).toContain(read(folder));
  });
});

describe('the exit status', () => {
  it.each(['hf:acme/model', 'https://huggingface.co/acme/model', 'github:acme/model'])(
    'is 2 for a remote target (%s)',
    async (target) => {
      expect(await init([target])).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringContaining('init works on a folder') as string,
      });
    },
  );

  it('is 2 for a file and for a copy in the cache of the Hub', async () => {
    const folder = temporaryFolder({
      ...MODEL,
      'models--acme--model/refs/main': 'a'.repeat(40),
      [`models--acme--model/snapshots/${'a'.repeat(40)}/README.md`]: CARD,
    });
    expect(await init([join(folder, 'README.md')])).toMatchObject({ status: 2, stdout: '' });
    for (const path of ['', `/snapshots/${'a'.repeat(40)}`]) {
      expect(await init([join(folder, `models--acme--model${path}`)])).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringContaining('cache') as string,
      });
    }
    expect(readdirSync(join(folder, 'models--acme--model', 'snapshots', 'a'.repeat(40)))).toEqual(['README.md']);
  });

  it('is 3 for a folder that is not there, has no name or may not be read', async () => {
    expect(await init([`no/such\n${ESC}[31m`])).toMatchObject({
      status: 3,
      stdout: '',
      stderr: expect.not.stringMatching(ACTS) as string,
    });
    expect(await init([''])).toMatchObject({ status: 3, stdout: '' });
    const folder = temporaryFolder(MODEL);
    chmodSync(folder, 0);
    await withoutRoot(async () => {
      expect(await init([folder])).toMatchObject({
        status: 3,
        stdout: '',
        stderr: expect.stringContaining('may not be read') as string,
      });
    });
    chmodSync(folder, 0o755);
  });

  it('is 1 for a folder that may not be written, and the reason is told', async () => {
    const folder = temporaryFolder(MODEL);
    chmodSync(folder, 0o555);
    await withoutRoot(async () => {
      expect(await init([folder])).toMatchObject({
        status: 1,
        stdout: '',
        stderr: expect.stringContaining('permission denied') as string,
      });
    });
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'model.safetensors']);
  });
});

describe('a hook and a workflow', () => {
  it('run this version, and the workflow may write comments only', async () => {
    const folder = temporaryFolder({ ...MODEL, '.git/HEAD': '' });
    expect(await init([folder, '--pre-commit', '--github', '--quiet'])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(plain(read(folder, PRE_COMMIT))).toEqual({
      repos: [
        {
          repo: 'https://github.com/llama-license-lint/llama-license-lint',
          rev: `v${version()}`,
          hooks: [{ id: 'llama-license-lint' }],
        },
      ],
    });
    const workflow = plain(read(folder, WORKFLOW));
    expect(workflow).toMatchObject({
      on: ['push', 'pull_request'],
      permissions: { contents: 'read', 'pull-requests': 'write' },
    });
    expect(read(folder, WORKFLOW)).toMatch(/uses: actions\/checkout@[^]*uses: llama-license-lint\//);
    expect(read(folder, WORKFLOW)).toContain(`uses: llama-license-lint/llama-license-lint@v${version()}\n`);
    expect(read(folder, WORKFLOW)).not.toContain('${{');
  });

  it('are told to lie where nobody looks for them', async () => {
    const root = temporaryFolder({ '.git/HEAD': '', 'models/one/README.md': CARD });
    const folder = join(root, 'models/one');
    expect(await init([folder, '--github'])).toMatchObject({
      status: 0,
      stderr: expect.stringContaining(`is below ${root}`) as string,
    });
    expect(await init([folder, '--force'])).toMatchObject({ status: 0, stderr: '' });
  });
});

it('the built command does it', async () => {
  const folder = temporaryFolder(MODEL);
  expect(await commandLine(['init', '--github'], { cwd: folder })).toEqual({
    status: 0,
    stdout: `wrote ${CONFIGURATION_FILE}\nwrote ${WORKFLOW}\n`,
    stderr: '',
  });
  const { status, stdout, stderr } = await commandLine(['init'], { cwd: folder });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(`${CONFIGURATION_FILE} exists already`);
  expect(await commandLine(['check', '--fail-on', 'never'], { cwd: folder })).toMatchObject({ status: 0, stderr: '' });
});

/** A YAML file as plain data. */
function plain(text: string): unknown {
  const { root, problems } = readYaml('x.yaml', text);
  expect(problems).toEqual([]);
  const value = (node: YamlNode): unknown => {
    if (node.kind === 'mapping')
      return Object.fromEntries(node.entries.map((entry) => [entry.key, value(entry.value)]));
    if (node.kind === 'list') return node.items.map(value);
    return node.kind === 'scalar' ? node.text : null;
  };
  return root === null ? null : value(root);
}
