import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { commandLine, ROOT, type Ran, type RunOptions } from '../consumer/command-line.ts';
import { parseReport } from '../consumer/report-schema.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

// The built program mends folders under the invented license, whose text and rules are this project's own.

const LICENSE = join(ROOT, 'test/licenses/example-1');
const TEXT = readFileSync(join(LICENSE, 'LICENSE'), 'utf8');
const LINE =
  'Example 1 is licensed under the Example 1 Community License, Copyright © Example Authors. All Rights Reserved.\n';
const FLAGS = ['--rules', join(LICENSE, 'example-1.yaml'), '--name', 'baker/Example-Cake', '--offline'];
const WITH_TEXT = [...FLAGS, '--agreement', join(LICENSE, 'LICENSE')];

const CARD = `---
# What it is
base_model: example-authors/Orchard-1-Apple   # the tree
license: apache-2.0
---

# Cake

It is sweet.

## Wasps

They like it.
`;

const folderOf = (files: Readonly<Record<string, string | Uint8Array>> = {}) =>
  temporaryFolder({ 'README.md': CARD, 'model.safetensors': '', ...files });
const fix = async (folder: string, flags: readonly string[] = WITH_TEXT, options: RunOptions = {}): Promise<Ran> =>
  commandLine(['fix', ...flags, folder], {
    env: { HOME: temporaryFolder(), XDG_CACHE_HOME: temporaryFolder() },
    ...options,
  });
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .filter((name) => !name.startsWith('.git') && name !== 'docs' && name !== '.llama-license-lint.tmp')
      .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  );

async function unmet(folder: string): Promise<string[]> {
  const { stdout } = await commandLine(['check', ...FLAGS, '--format', 'json', folder]);
  const [entry] = parseReport(stdout).repositories;
  return entry === undefined || 'error' in entry
    ? ['unreadable']
    : entry.obligations.filter(({ outcome }) => outcome === 'unmet').map(({ rule }) => rule);
}

describe('fix', () => {
  it('makes all safe edits, lists the others, and says that they are left', async () => {
    const folder = folderOf();
    const { status, stdout, stderr } = await fix(folder);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toBe(TEXT);
    expect(readFileSync(join(folder, 'Notice'), 'utf8')).toBe(LINE);
    expect(readFileSync(join(folder, 'README.md'), 'utf8'))
      .toBe(`${CARD.replace('# Cake\n', '# Cake\n\n**Picked from Example**\n')}
## License

Climb by the [House Rules](https://www.example.org/orchard/house-rules).
The Orchard is closed on the Moon.
`);
    expect(stdout).toContain(
      'Made only with --unsafe, as it changes what the author wrote:\n  license: example1 (example-1/label)\n',
    );
    expect(await unmet(folder)).toEqual(['example-1/label']);
  });

  it('changes what the author wrote with --unsafe, and nothing beside it', async () => {
    const folder = folderOf();
    expect(await fix(folder, [...WITH_TEXT, '--unsafe'])).toMatchObject({ status: 0, stderr: '' });
    expect(await unmet(folder)).toEqual([]);
    const card = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(card.startsWith(CARD.slice(0, CARD.indexOf('# Cake')).replace('apache-2.0', 'example1'))).toBe(true);
    const before = contents(folder);
    expect(await fix(folder, [...WITH_TEXT, '--unsafe'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/\nnothing was changed; nothing unmet\n/) as string,
    });
    expect(contents(folder)).toEqual(before);
  });

  it('only shows what it would do with --dry-run', async () => {
    const folder = folderOf();
    const before = contents(folder);
    const { status, stdout } = await fix(folder, [...WITH_TEXT, '--dry-run', '--unsafe']);
    expect(status).toBe(1);
    expect(stdout).toContain('+**Picked from Example**\n');
    expect(stdout).toContain('\nwould add   Notice\n');
    expect(contents(folder)).toEqual(before);
  });

  it('writes a patch with --diff that git takes, and changes nothing itself', async () => {
    const folder = folderOf({ 'README.md': Buffer.from(`\ufeff${CARD.replaceAll('\n', '\r\n')}`) });
    const before = contents(folder);
    const patch = join(temporaryFolder(), 'the.patch');
    const { status, stderr } = await fix(folder, [...WITH_TEXT, '--unsafe', '--diff', patch]);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `nothing was changed; to apply the patch: git -C ${folder} apply ${patch}\n`,
    });
    expect(contents(folder)).toEqual(before);
    execFileSync('git', ['apply', '--whitespace=nowarn', patch], {
      cwd: folder,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: join(folder, '..') },
    });
    expect(await unmet(folder)).toEqual([]);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).not.toMatch(/[^\r]\n/);
  });

  it('prints a patch that git takes as it comes, long lines and tabs included', async () => {
    const agreement = `${TEXT}\t${'A long line. '.repeat(100)}\n`;
    const folder = folderOf({ LICENSE: agreement, 'README.md': `${CARD}\n\t${'They like it. '.repeat(100)}\n` });
    const { stdout } = await fix(folder, [...WITH_TEXT, '--unsafe', '--dry-run']);
    const options = {
      cwd: folder,
      input: stdout,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: join(folder, '..') },
    };
    execFileSync('git', ['apply', '--whitespace=nowarn'], options);
    const printed = contents(folder);
    const other = folderOf({ LICENSE: agreement, 'README.md': `${CARD}\n\t${'They like it. '.repeat(100)}\n` });
    await fix(other, [...WITH_TEXT, '--unsafe']);
    expect(printed).toEqual(contents(other));
  });

  it('mends all but the agreement when no text is to be had, and says where to save it from', async () => {
    const folder = folderOf();
    const { status, stdout } = await fix(folder, [...FLAGS, '--unsafe']);
    expect(status).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /The text of the example-1 agreement was not found, so it was not added:.*Save it from https:\/\/\S+ and pass it: llama-license-lint fix --agreement FILE/,
    );
    expect(await unmet(folder)).toEqual(['example-1/page-in-basket']);
    expect(existsSync(join(folder, 'LICENSE'))).toBe(false);
  });

  it('never writes over another license', async () => {
    const folder = folderOf({ LICENSE: 'MIT License\n', 'license-example-1': 'mine\n' });
    await fix(folder, [...WITH_TEXT, '--unsafe']);
    expect(contents(folder)).toMatchObject({
      LICENSE: 'MIT License\n',
      'license-example-1': 'mine\n',
      'LICENSE-EXAMPLE-1.txt': Buffer.from(TEXT).toString('latin1'),
    });
    expect(await unmet(folder)).toEqual([]);
  });

  it('appends to a Notice file in its own encoding and line ends', async () => {
    const folder = folderOf({ NOTICE: Buffer.from('Caf\u00e9 \u00a9 me\r\n', 'latin1') });
    await fix(folder);
    expect(readFileSync(join(folder, 'NOTICE'), 'latin1')).toBe(
      `Caf\u00e9 \u00a9 me\r\n\r\n${LINE.replace('\n', '\r\n')}`,
    );
    expect(existsSync(join(folder, 'Notice')) && !existsSync(join(folder, 'NOTICE'))).toBe(false);
  });

  it('makes a card where there is none', async () => {
    const folder = temporaryFolder({
      'adapter_config.json': '{"base_model_name_or_path":"example-authors/Orchard-1-Apple"}',
      'adapter_model.safetensors': '',
    });
    await fix(folder);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toMatch(
      /^---\nlicense: example1\nbase_model: example-authors\/Orchard-1-Apple\nbase_model_relation: adapter\n---\n\n# Example-Cake\n\n\*\*Picked from Example\*\*\n/,
    );
  });

  it('prints JSON: the report as it is then, and what was done', async () => {
    const folder = folderOf();
    const { stdout } = await fix(folder, [...WITH_TEXT, '--format', 'json']);
    expect(parseReport(stdout).repositories).toMatchObject([{ target: folder, lineage: { licenses: ['example-1'] } }]);
    expect((JSON.parse(stdout) as { fix: object }).fix).toMatchObject({
      written: true,
      left: ['example-1/label'],
      withheld: [{ rule: 'example-1/label', says: 'license: example1', safe: false }],
      files: [
        { path: 'LICENSE', created: true, edits: [{ rule: 'example-1/page-in-basket', safe: true }] },
        { path: 'Notice', created: true },
        { path: 'README.md', created: false },
      ],
      agreements: [{ license: 'example-1', from: join(LICENSE, 'LICENSE'), tried: [] }],
    });
  });

  it('finds nothing to do where nothing binds', async () => {
    const folder = temporaryFolder({ 'README.md': '# Phi\n' });
    expect(await fix(folder, FLAGS)).toEqual({
      status: 0,
      stdout:
        'Nothing that was read (card, documents, configurations, headers of weights)\nnames a Llama model as its base. If this ships or serves a Llama model, declare\nit: --relation product --base ID.\n\nnothing was changed; nothing unmet\n',
      stderr: '',
    });
  });

  it('leaves what a waiver covers', async () => {
    const folder = folderOf({ '.llama-license-lint.yaml': 'waivers: [{ rule: example-1/slip, reason: next week }]\n' });
    await fix(folder);
    expect(readdirSync(folder)).not.toContain('Notice');
  });
});

describe('fix refuses', () => {
  it.each<[string, readonly string[], number, RegExp]>([
    ['a repository on the Hub without a network', ['hf:baker/cake'], 3, /(?:)/],
    ['a repository on GitHub without a network', ['https://github.com/baker/cake'], 3, /(?:)/],
    ['two folders', ['.', '..'], 2, /takes one repository, but 2 are given/],
    ['a folder that is not there', ['missing'], 3, /(?:)/],
    ['a text that is another', ['--agreement', join(ROOT, 'LICENSE'), '.'], 2, /is not the agreement of example-1/],
    ['a flag of another command', ['--strict', '.'], 2, /--strict is not a flag of “fix”/],
  ])('%s', async (_, args, status, says) => {
    const folder = folderOf();
    const before = contents(folder);
    const ran = await commandLine(['fix', ...FLAGS, ...args], { cwd: folder, env: { HOME: folder } });
    expect(ran.status).toBe(status);
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr + ran.stdout).not.toMatch(/internal error|^ +at /m);
    expect(contents(folder)).toEqual(before);
  });

  it('the Hugging Face cache, whose files other snapshots share', async () => {
    const cache = temporaryFolder({ 'models--baker--cake/blobs/1': CARD, 'models--baker--cake/refs/main': 'abc' });
    const snapshot = join(cache, 'models--baker--cake/snapshots/abc');
    mkdirSync(snapshot, { recursive: true });
    symlinkSync('../../blobs/1', join(snapshot, 'README.md'));
    const { status, stderr } = await fix(snapshot);
    expect(status).toBe(2);
    expect(stderr).toContain('is in the Hugging Face cache, which must not be edited');
    expect(readFileSync(join(cache, 'models--baker--cake/blobs/1'), 'utf8')).toBe(CARD);
  });
});

describe('a run that is killed', () => {
  const RUNS = 120;

  it(`leaves every file whole, ${RUNS} times`, async () => {
    const origin = folderOf({ 'docs/guide.md': '# Guide\n', NOTICE: 'Others too.\n' });
    const done = temporaryFolder();
    cpSync(origin, done, { recursive: true });
    await fix(done, [...WITH_TEXT, '--unsafe']);
    const [before, after] = [contents(join(origin)), contents(done)].map((files) => new Map(Object.entries(files)));
    let cut = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const folder = temporaryFolder();
      cpSync(origin, folder, { recursive: true });
      const { status } = await fix(folder, [...WITH_TEXT, '--unsafe'], {
        milliseconds: 5 + ((run * 7) % 130),
        signal: 'SIGKILL',
      });
      if (status === null) cut += 1;
      for (const name of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
        const now =
          existsSync(join(folder, name)) && name !== 'docs' ? readFileSync(join(folder, name), 'latin1') : undefined;
        if (name !== 'docs') expect([before?.get(name), after?.get(name)], name).toContain(now);
      }
      expect(readFileSync(join(folder, 'docs/guide.md'), 'utf8')).toBe('# Guide\n');
      if (run % 10 !== 0) continue;
      await fix(folder, [...WITH_TEXT, '--unsafe']);
      expect(new Map(Object.entries(contents(folder)))).toEqual(after);
    }
    expect(cut).toBeGreaterThan(RUNS / 10);
  }, 120_000);
});
