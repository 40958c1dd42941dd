import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { built, commandLine, execute, ROOT, type Ran, type RunOptions } from '../consumer/command-line.ts';
import { parseReport } from '../consumer/report-schema.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

// The built program among other programs, other users and odd files.

const LICENSE = join(ROOT, 'test/licenses/example-1');
const FLAGS = [
  '--rules',
  join(LICENSE, 'example-1.yaml'),
  '--agreement',
  join(LICENSE, 'LICENSE'),
  '--base',
  'example-authors/Orchard-1-Apple',
  '--offline',
  '--unsafe',
];
const NAMED = [...FLAGS, '--name', 'baker/Example-Cake'];
const CARD = '---\nlicense: apache-2.0\n---\n\n# Cake\n\n## Wasps\n\nThey like it.\n';
const MENDED = ['LICENSE', 'Notice', 'README.md', 'model.safetensors'];

const folderOf = (files: Readonly<Record<string, string | Uint8Array>> = {}) =>
  temporaryFolder({ 'README.md': CARD, 'model.safetensors': '', ...files });
const fix = async (folder: string, flags: readonly string[] = NAMED, options: RunOptions = {}): Promise<Ran> =>
  commandLine(['fix', ...flags, folder], options);
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => lstatSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  );

describe('a folder is mended', () => {
  it.each<[string, (folder: string) => string]>([
    ['named by a file in it', (folder) => join(folder, 'README.md')],
    [
      'named through a link',
      (folder) => {
        const link = join(temporaryFolder(), 'link');
        symlinkSync(folder, link);
        return link;
      },
    ],
    [
      'of a name that needs quotes',
      (folder) => {
        const odd = join(folder, 'Käse "日本" $x \'y\'');
        mkdirSync(odd);
        for (const name of ['README.md', 'model.safetensors']) cpSync(join(folder, name), join(odd, name));
        return odd;
      },
    ],
  ])('%s', async (_, target) => {
    const asked = target(folderOf());
    expect(await fix(asked)).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(asked.replace(/README\.md$/, ''))).toEqual(expect.arrayContaining(MENDED));
  });

  it('from within', async () => {
    const folder = folderOf();
    expect(await commandLine(['fix', ...NAMED], { cwd: folder })).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(folder)).toEqual(MENDED);
  });

  it('with a card that is a link to a file further down, which stays a link', async () => {
    const folder = temporaryFolder({ 'docs/card.md': CARD, 'model.safetensors': '' });
    symlinkSync('docs/card.md', join(folder, 'README.md'));
    expect((await fix(folder)).status).toBe(0);
    expect(lstatSync(join(folder, 'README.md')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'docs/card.md'), 'utf8')).toContain('**Picked from Example**');
  });

  it('all but a card that is a link to somewhere else, and that is said', async () => {
    const elsewhere = join(temporaryFolder({ 'card.md': CARD }), 'card.md');
    const folder = temporaryFolder({ 'model.safetensors': '' });
    symlinkSync(elsewhere, join(folder, 'README.md'));
    const { status, stdout } = await fix(folder);
    expect(status).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'note README.md is a symbolic link that leaves the repository, and was not followed.',
    );
    expect(readdirSync(folder)).toEqual(MENDED);
    expect(readFileSync(elsewhere, 'utf8')).toBe(CARD);
  });

  it('all but the card where a folder bears its name', async () => {
    const folder = temporaryFolder({ 'README.md/x': 'x', 'model.safetensors': '' });
    expect((await fix(folder)).status).toBe(0);
    expect(readdirSync(folder)).toEqual(MENDED);
    const empty = temporaryFolder({ 'model.safetensors': '' });
    mkdirSync(join(empty, 'README.md'));
    await fix(empty);
    expect(readdirSync(empty)).toEqual(MENDED);
  });

  it('beside empty folders that bear the names of its files', async () => {
    const folder = folderOf();
    for (const name of ['LICENSE', 'notice', 'Notice.txt']) mkdirSync(join(folder, name));
    expect(await fix(folder)).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['LICENSE-EXAMPLE-1', 'Notice.md']));
  });

  it('with what a killed run has left cleared away, also where nothing else is to do', async () => {
    const folder = folderOf();
    await fix(folder);
    const left = join(folder, '.llama-license-lint.tmp');
    mkdirSync(left);
    linkSync(join(folder, 'LICENSE'), join(left, '999999999-0'));
    const before = contents(folder);
    await fix(folder, [...NAMED, '--dry-run']);
    expect(existsSync(left)).toBe(true);
    expect(await fix(folder)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('nothing was changed') as string,
    });
    expect(existsSync(left)).toBe(false);
    expect(contents(folder)).toEqual(before);
  });

  it('all but a card beyond the limit, which stays as it is', async () => {
    const folder = folderOf({ 'README.md': `${CARD}${'word '.repeat(600_000)}` });
    const { stdout } = await fix(folder);
    expect(stdout).toContain('larger than 2 MiB');
    expect(readdirSync(folder)).toEqual(MENDED);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toHaveLength(CARD.length + 3_000_000);
  });
});

describe('nothing is written', () => {
  const OTHER = 65_534;
  const asOther = process.getuid?.() === 0 ? { uid: OTHER } : {};
  const givenAway = (folder: string): void => {
    if (process.getuid?.() !== 0) return;
    for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))])
      chownSync(path, OTHER, OTHER);
  };

  it.each<[string, string, number]>([
    ['into a folder that is read-only', '.', 0o555],
    ['over a card that is read-only', 'README.md', 0o444],
  ])('%s', async (_, path, mode) => {
    const folder = folderOf();
    givenAway(folder);
    chmodSync(folder, 0o755);
    chmodSync(join(folder, path), mode);
    const before = contents(folder);
    const ran = await fix(folder, NAMED, asOther);
    chmodSync(folder, 0o755);
    expect(ran).toMatchObject({ status: 1, stderr: 'llama-license-lint: nothing was written: permission denied\n' });
    expect(ran.stdout).toContain('would edit  README.md');
    expect(contents(folder)).toEqual(before);
  });

  it('when the configuration is broken, or the patch cannot be', async () => {
    const folder = folderOf({ '.llama-license-lint.yaml': 'nonsense: 1\n' });
    expect(await fix(folder)).toMatchObject({ status: 2, stdout: '' });
    expect(readdirSync(folder)).not.toContain('LICENSE');
    expect(await fix(folderOf(), [...NAMED, '--diff', join(folder, 'nowhere/the.patch')])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('its folder does not exist') as string,
    });
  });
});

it('a patch comes with the command that applies it, below the top of a Git repository too', async () => {
  const top = temporaryFolder({ 'models/the cake/README.md': CARD, 'models/the cake/model.safetensors': '' });
  const patch = join(temporaryFolder(), 'it’s.patch');
  execFileSync('git', ['init', '--quiet'], { cwd: top });
  const { stderr } = await fix(join(top, 'models/the cake'), [...NAMED, '--diff', patch]);
  const command = /^nothing was changed; to apply the patch: (git .*)\n$/.exec(stderr)?.[1];
  expect(await execute('sh', ['-c', `${command ?? 'false'} --whitespace=nowarn`], { cwd: '/' })).toMatchObject({
    status: 0,
  });
  expect(readdirSync(join(top, 'models/the cake'))).toEqual(MENDED);
});

it('a report goes to a file, and keeps to its schema', async () => {
  const [folder, out] = [folderOf(), join(temporaryFolder(), 'report.json')];
  expect(await fix(folder, [...NAMED, '--format', 'json', '--output', out])).toMatchObject({ status: 0, stdout: '' });
  expect(parseReport(readFileSync(out, 'utf8'))).toMatchObject({ summary: { errors: 0 }, fix: { written: true } });
});

it.each(['--output', '--diff'])('nothing is mended when what %s names cannot be written', async (flag) => {
  const [folder, elsewhere] = [folderOf(), temporaryFolder({ file: '', 'folder/x': '' })];
  const before = contents(folder);
  for (const [out, why] of [
    ['nowhere/report', 'its folder does not exist'],
    ['file/report', 'its folder is a file'],
    ['folder', 'it is a folder'],
  ] as const) {
    expect(await fix(folder, [...NAMED, flag, join(elsewhere, out)])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(`${join(elsewhere, out)} cannot be written: ${why}`) as string,
    });
  }
  expect(contents(folder)).toEqual(before);
});

it('a reader of the output who goes away early does not stop it', async () => {
  const folder = folderOf();
  const program = [process.execPath, built('cli.js'), 'fix', ...NAMED, folder].map((word) => `'${word}'`).join(' ');
  expect(await execute('sh', ['-c', `${program} | head -n 1`])).toMatchObject({
    stdout: 'diff --git a/LICENSE b/LICENSE\n',
    stderr: '',
  });
  expect(readdirSync(folder)).toEqual(MENDED);
});

it('what a repository is called reaches neither the terminal nor the card as anything but text', async () => {
  const name = 'baker/Example \u001b[31m<script>*x*\n# foo [a](b) `c` | & \\ ~';
  const folder = temporaryFolder({ 'model.safetensors': '', 'le\u001b[31mgal\nx/NOTICE': 'Others.\n' });
  const ran = await fix(folder, [...FLAGS, '--name', name]);
  expect(ran.stdout + ran.stderr).not.toMatch(/[^\P{Cc}\n]/u);
  const card = readFileSync(join(folder, 'README.md'), 'utf8');
  expect(card).toContain('\n# Example \\[31m\\<script\\>\\*x\\* \\# foo \\[a\\]\\(b\\) \\`c\\` \\| \\& \\\\ \\~\n');
  expect(readFileSync(join(folder, 'le\u001b[31mgal\nx/NOTICE'), 'utf8')).toMatch(/^Others\.\n\nExample 1 is licensed/);
});

describe('two runs at once', () => {
  const PAIRS = 8;

  it(`both end, and leave every file whole, ${PAIRS} times`, async () => {
    const alone = folderOf();
    await fix(alone);
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const folder = folderOf();
      const runs = await Promise.all([fix(folder), fix(folder)]);
      for (const { status, stderr } of runs) {
        expect(status === 0 ? '' : 'llama-license-lint: ').toBe(stderr.slice(0, status === 0 ? undefined : 20));
        expect(stderr).not.toMatch(/internal error|^ +at /m);
      }
      for (const [name, content] of Object.entries(contents(folder)))
        expect([contents(alone)[name], name === 'README.md' ? CARD : content === '' ? '' : undefined]).toContain(
          content,
        );
      expect((await fix(folder)).status).toBe(0);
      expect(contents(folder)).toEqual(contents(alone));
      expect(existsSync(join(folder, '.llama-license-lint.tmp'))).toBe(false);
    }
  }, 180_000);
});

describe('a run that is asked to stop', () => {
  const RUNS = 16;

  it(`has written all or nothing, and left nothing beside it, ${RUNS} times`, async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const folder = folderOf();
      await fix(folder, NAMED, { milliseconds: 60 + run * 15 });
      const names = readdirSync(folder);
      expect([MENDED, ['README.md', 'model.safetensors']]).toContainEqual(names);
      expect(readFileSync(join(folder, 'README.md'), 'utf8') === CARD).toBe(names.length === 2);
    }
  }, 180_000);
});

it('what another program writes meanwhile is not lost', async () => {
  const folder = folderOf();
  const running = fix(folder);
  let count = 0;
  const timer = setInterval(() => {
    writeFileSync(join(folder, 'README.md'), `${CARD}${String((count += 1))}\n`);
  }, 5);
  const { status, stderr } = await running;
  clearInterval(timer);
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`They like it.\n${String(count)}\n`);
  expect(stderr === '').toBe(status === 0);
});
