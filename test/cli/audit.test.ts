import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { built, commandLine, type Ran } from '../consumer/command-line.ts';
import { parseReport } from '../consumer/report-schema.ts';
import { githubServer } from '../servers/github.ts';
import { hubServer } from '../servers/hub.ts';
import { answer } from '../servers/server.ts';
import { temporaryFolder, writeFiles } from '../sources/temporary-folder.ts';
import { audit, BREAD, DERIVATIVE, disturbed, models, SCOUT } from '../audit/run-audit.ts';

// The built program, on folders, on GitHub and on the Hub.

describe('audit', () => {
  it('reports each target of a list, in its order, and ends as check does', async () => {
    const folder = models(5);
    const { status, stdout, stderr } = await audit(folder, ['list.txt']);
    expect(status).toBe(1);
    expect(
      stdout
        .split('\n')
        .slice(1, 6)
        .map((line) => line.split(/ +/)[0]),
    ).toEqual(['./m0', './m1', './m2', './m3', './m4']);
    expect(stdout).toMatch(/\n5 repositories: \d+ errors, \d+ warnings(?:, \d+ unclear)?\n$/);
    expect(stderr).toMatch(
      /^0 of 5 repositories\naudited 5 of 5 repositories in \d+ s; the journal is .*\/audits\/list\.txt-[0-9a-f]+\.ndjson\n$/,
    );
    expect((await audit(folder, ['list.txt', '--fail-on', 'never', '--quiet'])).status).toBe(0);
    writeFileSync(join(folder, 'list.txt'), './m1\n./nowhere\n./m0\n');
    const other = await audit(folder, ['list.txt', '--fail-on', 'never', '--format', 'ndjson', '--quiet']);
    expect([other.status, other.stderr]).toEqual([3, '']);
    expect(
      other.stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { target: string }).target),
    ).toEqual(['./m1', './nowhere', './m0']);
  });

  it('gives the report of check as JSON, of folders as well as of what lies on servers', async () => {
    const folder = models(2);
    const [hub, github] = await Promise.all([
      hubServer({ repositories: { 'acme/a': { files: BREAD } } }),
      githubServer({ repositories: { 'acme/b': { files: BREAD } } }),
    ]);
    const env = { HF_ENDPOINT: hub.origin, GITHUB_API_URL: github.origin };
    const targets = ['./m0', 'hf:acme/a', './m1', 'github:acme/b', 'hf:acme/missing', './nowhere'];
    writeFileSync(join(folder, 'list.txt'), targets.join('\n'));
    const [audited, checked] = await Promise.all([
      audit(folder, ['list.txt', '--format', 'json', '--quiet'], env),
      commandLine(['check', ...targets, '--format', 'json'], { cwd: folder, env: { HOME: folder, ...env } }),
    ]);
    expect(audited).toEqual(checked);
    expect(parseReport(audited.stdout).summary).toMatchObject({ repositories: 6, unreadable: 2 });
  });

  it('takes the list from the standard input', async () => {
    const folder = models(2);
    const child = spawn(process.execPath, [built('cli.js'), 'audit', '-', '--format', 'csv', '--quiet'], {
      cwd: folder,
      env: { HOME: folder },
    });
    const out: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()));
    child.stdin.end('./m1\n./m0\n');
    await new Promise((resolve) => child.on('close', resolve));
    expect(
      out
        .join('')
        .split('\r\n')
        .map((line) => line.split(',')[0]),
    ).toEqual(['target', './m1', './m0', '']);
  });

  it('writes the page to a file, and the total to stderr', async () => {
    const folder = models(3);
    const { stdout, stderr } = await audit(folder, ['list.txt', '--format', 'html', '--output', 'audit.html']);
    expect(stdout).toBe('');
    expect(stderr).toContain('; report written to audit.html\n');
    expect(readFileSync(join(folder, 'audit.html'), 'utf8')).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
  });

  it('reads all of an organization, or what names a model as its base, with what the list tells', async () => {
    const card = (base: string) => ({ files: { 'README.md': `---\nbase_model: ${base}\n---\n` } });
    const hub = await hubServer({
      repositories: {
        [SCOUT]: { files: BREAD },
        'acme/one': card(SCOUT),
        'acme/two': { files: BREAD },
        'other/three': card(SCOUT),
        'other/four': card('other/three'),
      },
      renamed: { 'meta-llama/Scout': SCOUT },
    });
    const targets = async (...args: readonly string[]) => {
      const { stdout, stderr } = await audit(temporaryFolder(), [...args, '--format', 'ndjson'], {
        HF_ENDPOINT: hub.origin,
      });
      expect(stderr).toContain('audited 2 of 2');
      return stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { target: string }).target);
    };
    expect(await targets('hf:acme')).toEqual(['hf:acme/one', 'hf:acme/two']);
    expect(await targets('hf:acme/*')).toEqual(['hf:acme/one', 'hf:acme/two']);
    for (const id of [SCOUT, SCOUT.toLowerCase(), 'meta-llama/Scout'])
      expect(await targets('--derivatives-of', id)).toEqual(['hf:acme/one', 'hf:other/three']);
    expect(hub.seen.filter(({ url }) => /^\/api\/models\/acme\/one(?:\?|$|\/revision)/.test(url))).toEqual([]);
    const none = await audit(temporaryFolder(), ['hf:nobody', '--quiet'], { HF_ENDPOINT: hub.origin });
    expect([none.status, none.stdout]).toEqual([0, '0 repositories: nothing unmet\n']);
    expect(none.stderr).toContain('nobody has no model on the Hub that you can see, or there is no such organization');
    for (const id of ['acme/two', 'no/such']) {
      const childless = await audit(temporaryFolder(), ['--derivatives-of', id], { HF_ENDPOINT: hub.origin });
      expect([childless.status, childless.stderr]).toEqual([
        0,
        expect.stringContaining(`no model on the Hub that you can see names ${id} as its base`),
      ]);
    }
  });

  it('asks the Hub once for what many models of a list are, and one by one where few have an owner', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `m${at}`);
    const hub = await hubServer({
      repositories: {
        ...Object.fromEntries(names.map((name) => [`acme/${name}`, { files: DERIVATIVE }])),
        'acme/more': { files: BREAD },
        'other/one': { files: BREAD },
        'other/two': { files: BREAD },
      },
      renamed: { 'acme/old': 'acme/more' },
    });
    const list = [
      ...names.map((name) => (name === 'm3' ? 'hf:ACME/M3' : `hf:acme/${name}`)),
      'hf:acme/old',
      'hf:acme/m1@main',
      'hf:acme/gone',
      'hf:acme',
      'https://huggingface.co/acme/m2',
      'hf:other/one',
      './m0',
    ];
    const { status, stdout } = await audit(
      temporaryFolder({ 'list.txt': list.join('\n'), 'm0/README.md': BREAD['README.md'] }),
      ['list.txt', '--format', 'json', '--no-follow'],
      { HF_ENDPOINT: hub.origin },
    );
    expect(status).toBe(3);
    const { repositories } = parseReport(stdout);
    expect(repositories.map(({ target }) => target)).toEqual(list);
    expect(repositories.filter((entry) => 'error' in entry).map(({ target }) => target)).toEqual([
      'hf:acme/gone',
      'hf:acme',
    ]);
    expect(repositories.slice(0, 12)).toMatchObject(
      names.map((name) => ({ revision: hub.sha(`acme/${name}`), lineage: { licenses: ['llama-4'] } })),
    );
    const asked = (path: RegExp) =>
      hub.seen
        .filter(({ url }) => path.test(url))
        .map(({ url }) => /^\/api\/models\/([^/?]+\/[^/?]+)/.exec(url)?.[1] ?? url);
    expect(asked(/^\/api\/models\?/)).toEqual([expect.stringContaining('author=acme')]);
    expect([...new Set(asked(/\/revision\//))].sort()).toEqual([
      'acme/gone',
      'acme/m1',
      'acme/more',
      'acme/old',
      'other/one',
    ]);
  });

  it('lets a list of models be whose owner’s models cannot be listed', async () => {
    const hub = await hubServer({
      repositories: Object.fromEntries(['one', 'two', 'three'].map((name) => [`acme/${name}`, { files: DERIVATIVE }])),
      instead: ({ url = '' }) => (url.startsWith('/api/models?') ? answer(400) : null),
    });
    const { status, stdout } = await audit(
      temporaryFolder({ 'list.txt': 'hf:acme/one\nhf:acme/two\nhf:acme/three\n' }),
      ['list.txt', '--format', 'json'],
      { HF_ENDPOINT: hub.origin },
    );
    expect(status).toBe(1);
    expect(parseReport(stdout).summary).toMatchObject({ repositories: 3, unreadable: 0 });
  });

  it('looks through no more of an owner’s models than a few for each that a list names', async () => {
    const names = Array.from({ length: 200 }, (_, at) => `m${String(at).padStart(3, '0')}`);
    const hub = await hubServer({
      repositories: Object.fromEntries(names.map((name) => [`acme/${name}`, { files: BREAD }])),
      perPage: { models: 25 },
    });
    const { status, stdout } = await audit(
      temporaryFolder({ 'list.txt': 'hf:acme/m000\nhf:acme/m198\nhf:acme/m199\n' }),
      ['list.txt', '--format', 'json'],
      { HF_ENDPOINT: hub.origin },
    );
    expect(status).toBe(0);
    expect(parseReport(stdout).repositories.map((entry) => ('error' in entry ? null : entry.revision))).toEqual(
      ['m000', 'm198', 'm199'].map((name) => hub.sha(`acme/${name}`)),
    );
    expect(hub.seen.filter(({ url }) => url.startsWith('/api/models?')).length).toBeLessThanOrEqual(3);
  });

  it('reads all of an organization on GitHub, and says when there is none', async () => {
    const github = await githubServer({
      repositories: { 'acme/one': { files: DERIVATIVE }, 'acme/two': { empty: true } },
      owners: { acme: 'organization' },
    });
    const { status, stdout } = await audit(temporaryFolder(), ['github:acme'], { GITHUB_API_URL: github.origin });
    expect(status).toBe(3);
    expect(stdout).toMatch(/^one .*agreement-copy/m);
    expect(stdout).toMatch(/^two .*could not be read \(not-found\)/m);
    const none = await audit(temporaryFolder(), ['github:nobody', '--format', 'json', '--quiet'], {
      GITHUB_API_URL: github.origin,
    });
    expect(none.status).toBe(3);
    expect(parseReport(none.stdout).repositories).toMatchObject([
      { target: 'github:nobody', source: 'github', error: { code: 'not-found' } },
    ]);
  });

  it('asks nobody when it is not to', async () => {
    const hub = await hubServer({ repositories: { 'acme/one': { files: BREAD } } });
    const { status, stdout } = await audit(temporaryFolder(), ['hf:acme', '--offline'], { HF_ENDPOINT: hub.origin });
    expect(status).toBe(3);
    expect(stdout).toMatch(/^hf:acme .*could not be read \(network\)/m);
    expect(hub.seen).toEqual([]);
  });

  it.each([
    [['hf:acme/model'], 'hf:acme/model is one repository', 'check hf:acme/model'],
    [['acme'], 'there is no file acme', 'hf:acme'],
    [['.'], '. is a folder', 'check .'],
    [[], 'needs a target', 'hf:ORGANIZATION'],
    [['list.txt', '--concurrency', '0'], '--concurrency “0”', 'from 1 to 64'],
    [['list.txt', '--shard', '3/2'], '--shard “3/2”', '--shard 1/4'],
    [['list.txt', '--since', 'nothing'], '--since nothing cannot be read', 'journal'],
    [['merge'], 'needs journals', './merge'],
    [['merge', 'list.txt'], 'is not the journal', '--journal'],
    [['merge', 'j', '--resume'], '--resume is not a flag of “audit merge”', 'merges'],
    [['list.txt', '--rules', 'none.yaml'], 'none.yaml cannot be read', ''],
  ])('%j is a usage error', async (args, message, hint) => {
    const { status, stdout, stderr } = await audit(models(1), args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain('    at ');
  });

  it('takes a repository whose own configuration is wrong for one that cannot be read', async () => {
    const folder = models(3);
    writeFiles(folder, { 'm1/.llama-license-lint.yaml': 'nmae: x\n' });
    const { status, stdout } = await audit(folder, ['list.txt']);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^\.\/m1 +could not be read \(invalid\): \.llama-license-lint\.yaml:1:1 /m);
    expect(stdout).toMatch(/^\.\/m2 .*agreement-copy/m);
  });
});

describe('the journal', () => {
  it('of one’s own is never written over, and is no other audit’s', async () => {
    const folder = models(2);
    expect((await audit(folder, ['list.txt', '--journal', 'j.ndjson'])).status).toBe(1);
    const before = readFileSync(join(folder, 'j.ndjson'), 'utf8');
    const again = await audit(folder, ['list.txt', '--journal', 'j.ndjson']);
    expect([again.status, again.stderr]).toEqual([
      2,
      'llama-license-lint: the journal j.ndjson already exists\n  continue it with --resume, or name another file with --journal\n',
    ]);
    const other = await audit(folder, ['list.txt', '--journal', 'j.ndjson', '--resume', '--trust-config']);
    expect([other.status, other.stderr]).toEqual([2, expect.stringContaining('judged with other --trust-config')]);
    writeFileSync(join(folder, 'list.txt'), './m0\n');
    const changed = await audit(folder, ['list.txt', '--journal', 'j.ndjson', '--resume']);
    expect([changed.status, changed.stderr]).toEqual([2, expect.stringContaining('the list has changed since')]);
    expect(readFileSync(join(folder, 'j.ndjson'), 'utf8')).toBe(before);
  });

  it('that another process writes to is left alone', async () => {
    const folder = models(400);
    const second: Promise<Ran>[] = [];
    await disturbed(folder, ['list.txt', '--journal', 'j.ndjson'], 20, () =>
      second.push(audit(folder, ['list.txt', '--journal', 'j.ndjson', '--resume'])),
    );
    const [{ status, stderr } = { status: null, stderr: '' }] = await Promise.all(second);
    // The first may be at its end before the second looks.
    expect(`${String(status)} ${stderr}`).toMatch(/^2 [^]*another audit \(process \d+\) writes to j\.ndjson|^1 /);
    expect(readFileSync(join(folder, 'j.ndjson'), 'utf8').match(/^\{"done"/gm)?.length).toBe(400);
  });

  it('in a folder that is not there, or that is no file, is refused', async () => {
    const folder = models(1);
    const told = async (journal: string) => (await audit(folder, ['list.txt', '--journal', journal])).stderr;
    expect(await told('nowhere/j.ndjson')).toContain(
      'the journal nowhere/j.ndjson cannot be written: its folder does not exist',
    );
    expect(await told('m0')).toContain('the journal m0 cannot be written: it is a folder');
    expect(readdirSync(folder).filter((name) => name.includes('.lock'))).toEqual([]);
  });

  it('without a place for it is asked for', async () => {
    const folder = models(1);
    const { status, stderr } = await audit(folder, ['list.txt'], { HOME: '' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('name a file with --journal')]);
  });
});

describe('an audit since an earlier one', () => {
  it('reads only what has changed, on the Hub and on GitHub', async () => {
    const names = ['a', 'b', 'c'];
    const hub = await hubServer({
      repositories: Object.fromEntries(names.map((name) => [`acme/${name}`, { files: DERIVATIVE }])),
    });
    const github = await githubServer({ repositories: { 'acme/g': { files: DERIVATIVE } } });
    const env = { HF_ENDPOINT: hub.origin, GITHUB_API_URL: github.origin };
    const folder = temporaryFolder({ 'list.txt': 'github:acme/g\nhf:acme/a\n' });
    const first = await audit(folder, ['hf:acme', '--format', 'json'], env);
    const [journal = ''] = readdirSync(join(folder, '.cache/llama-license-lint/audits')).filter((name) =>
      name.endsWith('.ndjson'),
    );
    hub.push('acme/b', { 'README.md': '# Nothing of Llama\n', 'model.safetensors': null });
    // Its own journal, which this audit replaces.
    rmSync(join(folder, '.cache/llama-license-lint/hub'), { recursive: true, force: true });
    const before = hub.seen.length;
    const second = await audit(
      folder,
      ['hf:acme', '--format', 'json', '--since', join('.cache/llama-license-lint/audits', journal)],
      env,
    );
    const [one, two] = [first, second].map(({ stdout }) => parseReport(stdout).repositories);
    expect(two).toEqual([
      { ...one?.[0], unchanged: true },
      expect.objectContaining({
        target: 'hf:acme/b',
        lineage: expect.objectContaining({ relation: 'none' }) as object,
      }),
      { ...one?.[2], unchanged: true },
    ]);
    expect(hub.seen.slice(before).filter(({ url }) => /acme\/[ac]\b/.test(url))).toEqual([]);
    writeFileSync(join(folder, 'report.json'), (await audit(folder, ['list.txt', '--format', 'json'], env)).stdout);
    const seen = github.seen.length;
    const list = await audit(folder, ['list.txt', '--format', 'json', '--since', 'report.json'], env);
    expect(parseReport(list.stdout).repositories).toMatchObject([
      { target: 'github:acme/g', unchanged: true },
      { target: 'hf:acme/a', unchanged: true },
    ]);
    expect(github.seen.slice(seen).map(({ url }) => url)).toEqual([expect.stringContaining('/commits/')]);
  });
});

describe('the parts of an audit', () => {
  it('come out together as the whole, in every format', async () => {
    const folder = models(30);
    await Promise.all(
      [1, 2, 3].map(async (part) =>
        audit(folder, ['list.txt', '--shard', `${part}/3`, '--journal', `part${part}.ndjson`]),
      ),
    );
    await audit(folder, ['list.txt', '--journal', 'whole.ndjson']);
    for (const format of ['table', 'json', 'ndjson', 'csv', 'markdown', 'html']) {
      const [merged, whole] = await Promise.all([
        audit(folder, ['merge', 'part2.ndjson', 'part1.ndjson', 'part3.ndjson', '--format', format]),
        audit(folder, ['merge', 'whole.ndjson', '--format', format]),
      ]);
      expect(merged).toEqual(whole);
      expect([merged.status, merged.stderr]).toEqual([1, '']);
    }
    const missing = await audit(folder, ['merge', 'part1.ndjson', 'part3.ndjson', '--fail-on', 'never']);
    expect([missing.status, missing.stderr]).toEqual([3, 'llama-license-lint: part 2 of 3 is missing\n']);
  });
});
