import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { UsageError } from '../../../src/errors/usage-error.ts';
import { check } from '../../../src/index.ts';
import { isUnreadable, type RepositoryReport, type UnreadableReport } from '../../../src/report.ts';
import { built, commandLine, ROOT } from '../../consumer/command-line.ts';
import { parseReport } from '../../consumer/report-schema.ts';
import { AGREEMENTS, NO_TEXTS } from '../../fixtures/repository.ts';
import { githubLimit, githubServer, type GithubWorld } from '../../servers/github.ts';
import { commitOf, type GithubRepo } from '../../servers/github-git.ts';
import { lfsPointer, temporaryFolder } from '../temporary-folder.ts';
import { asked, checkOnGithub } from './world.ts';

// A repository on GitHub, from the target to the report: through the library and through the built command line.

const LICENSE = join(ROOT, 'test/licenses/example-1');
const RULES = join(LICENSE, 'example-1.yaml');
const TEXT = readFileSync(join(LICENSE, 'LICENSE'), 'utf8');
const SECRET = 'ghp_verysecret';

const CARD =
  '---\nbase_model: example-authors/Orchard-1-Apple\nlicense: example1\n---\n\n# Cake\n\n**Picked from Example**\n';
const CAKE: GithubRepo = {
  files: {
    'README.md': CARD,
    LICENSE: TEXT,
    '.gitattributes': '*.safetensors filter=lfs diff=lfs merge=lfs -text\n',
    'config.json': '{"model_type":"cake"}',
    'model-00001-of-00002.safetensors': lfsPointer(5_000_000_000),
    'model-00002-of-00002.safetensors': lfsPointer(4_000_000_000),
    'src/train.js': 'bake()\n',
  },
  refs: ['v1'],
};
const cake = (files: NonNullable<GithubRepo['files']>, more: GithubRepo = {}): GithubWorld => ({
  repositories: { 'baker/Example-Cake': { ...CAKE, ...more, files: { ...CAKE.files, ...files } } },
});

function readable(entry: RepositoryReport | UnreadableReport | undefined): RepositoryReport {
  if (entry === undefined || isUnreadable(entry)) throw new Error(`could not be read: ${JSON.stringify(entry)}`);
  return entry;
}

const outcomes = (entry: RepositoryReport) =>
  Object.fromEntries(entry.obligations.map(({ rule, outcome }) => [rule.replace(/^.*\//, ''), outcome]));

describe('a derivative on GitHub', () => {
  it('is judged by what its files say, and by the name of the repository', async () => {
    const { entry, report } = await checkOnGithub(cake({}), 'github:baker/Example-Cake', { rules: [RULES] });
    const read = readable(entry);
    expect(read).toMatchObject({
      target: 'github:baker/Example-Cake',
      source: 'github',
      revision: commitOf(CAKE),
      name: { value: 'baker/Example-Cake', from: 'target' },
      lineage: {
        licenses: ['example-1'],
        relation: 'finetune',
        bases: ['example-authors/Orchard-1-Apple'],
        evidence: expect.arrayContaining([
          { file: 'README.md', line: 2, column: 13, says: 'base_model: example-authors/Orchard-1-Apple' },
        ]) as unknown,
      },
      notes: [],
    });
    expect(outcomes(read)).toMatchObject({ 'page-in-basket': 'met', slip: 'unmet', label: 'met' });
    expect(report.summary).toMatchObject({ repositories: 1, unreadable: 0 });
  });

  it('costs one request for the commit, one for the tree, and those for what the facts need', async () => {
    const { github } = await checkOnGithub(cake({}), 'github:baker/Example-Cake@v1', { rules: [RULES] });
    // Two pointers, README.md, LICENSE, config.json; neither the code nor Git's own files.
    expect(asked(github)).toEqual([
      'commits/v1',
      expect.stringMatching(/^git\/trees\/[0-9a-f]{7}\?recursive=1$/),
      ...Array.from({ length: 5 }, () => expect.stringMatching(/^git\/blobs\/[0-9a-f]{7}$/) as string),
    ]);
    expect(new Set(asked(github)).size).toBe(7);
  });

  it('may be named by a flag', async () => {
    const { entry } = await checkOnGithub(cake({}), 'https://github.com/baker/Example-Cake/tree/v1', {
      rules: [RULES],
      name: 'pie',
    });
    expect(readable(entry).name).toEqual({ value: 'pie', from: 'flag' });
  });

  it('waives nothing of its own', async () => {
    const world = cake({
      '.llama-license-lint.yaml': 'name: acme/other\nwaivers: [{ rule: example-1/slip, reason: no paper }]\n',
    });
    const shown = readable((await checkOnGithub(world, 'github:baker/Example-Cake', { rules: [RULES] })).entry);
    expect(shown).toMatchObject({
      name: { from: 'target' },
      summary: { waived: 0 },
      notes: [{ code: 'configuration-not-applied' }],
    });
    const trusted = readable(
      (await checkOnGithub(world, 'github:baker/Example-Cake', { rules: [RULES], trustConfig: true })).entry,
    );
    expect(trusted).toMatchObject({ name: { value: 'acme/other', from: 'config' }, summary: { waived: 1 } });
  });

  it.skipIf(NO_TEXTS !== null)(
    `under Meta's own license is judged${NO_TEXTS === null ? '' : ` (skipped: ${NO_TEXTS})`}`,
    async () => {
      const files = {
        'README.md':
          '---\nbase_model: meta-llama/Llama-4-Scout-17B-16E-Instruct\nlicense: llama4\n---\n\nBuilt with Llama\n',
        LICENSE: readFileSync(join(AGREEMENTS, 'llama-4/LICENSE')),
        'model.safetensors': lfsPointer(200_000_000_000),
      };
      const { entry, github } = await checkOnGithub(
        { repositories: { 'acme/Scout-Widget': { files } } },
        'github:acme/Scout-Widget',
      );
      const read = readable(entry);
      expect(read.lineage).toMatchObject({ licenses: ['llama-4'], relation: 'finetune', certainty: 'stated' });
      expect(outcomes(read)).toMatchObject({
        'agreement-copy': 'met',
        'built-with-llama': 'met',
        'name-prefix': 'unmet',
        'notice-file': 'unmet',
        'license-metadata': 'met',
      });
      expect(github.seen).toHaveLength(5);
    },
  );

  it('may be code with hundreds of texts: without a token the most telling are read', async () => {
    const docs = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`docs/page-${at}.md`, `Page ${at}\n`]));
    const alone = await checkOnGithub(cake(docs), 'github:baker/Example-Cake', { rules: [RULES] });
    expect(alone.github.seen.length).toBeLessThan(32);
    expect(readable(alone.entry).notes).toMatchObject([{ code: 'left-out' }]);
    expect(outcomes(readable(alone.entry))).toMatchObject({ 'page-in-basket': 'met' });
    const withToken = await checkOnGithub(
      { ...cake(docs), tokens: [SECRET] },
      'github:baker/Example-Cake',
      { rules: [RULES] },
      { GITHUB_TOKEN: SECRET },
    );
    expect(withToken.github.seen.length).toBeGreaterThan(200);
  });

  it('may have a card that is too large: its beginning is read', async () => {
    const { entry } = await checkOnGithub(
      cake({ 'README.md': `${CARD}${'word '.repeat(600_000)}\n` }),
      'github:baker/Example-Cake',
      { rules: [RULES] },
    );
    expect(readable(entry).lineage.bases).toEqual(['example-authors/Orchard-1-Apple']);
    expect(readable(entry).notes).toContainEqual(
      expect.objectContaining({ code: 'unread', message: 'README.md was read in part only: it is larger than 2 MiB.' }),
    );
  });

  it('may hold names that would act or hide on a terminal', async () => {
    const { entry } = await checkOnGithub(
      cake(
        { 'NOTICE\u001b[2J\n::error::x.md': 'x'.repeat(2 * 1024 * 1024 + 1) },
        {
          entries: [{ path: '../LICENSE', mode: '100644', type: 'blob', sha: '0'.repeat(40), size: 7 }],
          submodules: ['sub\u202emodule'],
        },
      ),
      'github:baker/Example-Cake',
      { rules: [RULES] },
    );
    const { notes, obligations } = readable(entry);
    expect(JSON.stringify(obligations)).not.toContain('../');
    expect(notes.map(({ code }) => code)).toEqual(['omitted', 'omitted', 'unread']);
    expect(notes.flatMap(({ locations }) => locations.map(({ file }) => file))).not.toContain('../LICENSE');
  });
});

describe('the library', () => {
  it('asks with the global fetch and no variables, unless it is told otherwise', async () => {
    const github = await githubServer(cake({}));
    const report = await check('github:baker/Example-Cake', {
      rules: [RULES],
      remote: { env: { GITHUB_API_URL: github.origin } },
    });
    expect(readable(report.repositories[0]).revision).toBe(commitOf(CAKE));
    const urls: string[] = [];
    const fetch = (url: string) => {
      urls.push(url);
      return Promise.reject(new Error('no'));
    };
    expect((await check('github:baker/Example-Cake', { remote: { fetch } })).repositories).toMatchObject([
      { source: 'github', error: { code: 'network', message: 'GitHub cannot be reached' } },
    ]);
    expect(urls).toEqual(['https://api.github.com/repos/baker/Example-Cake/commits/HEAD?per_page=1']);
  });

  it('asks nobody offline', async () => {
    const { report, github } = await checkOnGithub(
      cake({}),
      ['github:baker/Example-Cake', temporaryFolder({ 'README.md': CARD })],
      { offline: true },
    );
    expect(report.repositories).toMatchObject([
      {
        target: 'github:baker/Example-Cake',
        source: 'github',
        error: {
          code: 'network',
          message: 'github:baker/Example-Cake was not asked for: no network may be used (offline)',
        },
      },
      { source: 'local' },
    ]);
    expect(github.seen).toEqual([]);
  });

  it.each([
    { remote: 'x' },
    { remote: { fetch: 'x' } },
    { remote: { env: 'x' } },
    { remote: { tokn: 'x' } },
    { offline: 'yes' },
  ])('refuses %j', async (options) => {
    await expect(check({}, options as unknown as object)).rejects.toThrow(UsageError);
  });
});

describe('the command line', () => {
  const run = async (world: GithubWorld, args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const github = await githubServer(world);
    const ran = await commandLine(['check', '--rules', RULES, ...args], {
      env: { GITHUB_API_URL: github.origin, ...env },
    });
    expect(ran.stdout + ran.stderr).not.toContain(SECRET);
    return { ...ran, github };
  };

  it('checks a repository on GitHub', async () => {
    const { status, stdout, stderr } = await run(cake({}), ['github:baker/Example-Cake', '--format', 'json']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(parseReport(stdout)).toMatchObject({
      repositories: [{ source: 'github', revision: commitOf(CAKE) }],
      summary: { unreadable: 0 },
    });
    const pretty = await run(cake({}), ['https://github.com/baker/Example-Cake']);
    expect(pretty.stdout).toContain(
      `baker/Example-Cake  https://github.com/baker/Example-Cake @ ${commitOf(CAKE).slice(0, 12)}`,
    );
  });

  it('ends with 3 when one of several cannot be read, and reports the others', async () => {
    const { status, stdout, stderr } = await run(cake({}), [
      'github:baker/gone',
      'github:baker/Example-Cake',
      'github:baker',
      '--fail-on',
      'never',
      '--format',
      'json',
    ]);
    expect({ status, stderr }).toEqual({ status: 3, stderr: '' });
    const { repositories, summary } = parseReport(stdout);
    expect(repositories).toMatchObject([
      { target: 'github:baker/gone', source: 'github', error: { code: 'not-found' } },
      { source: 'github', revision: commitOf(CAKE) },
      { error: { code: 'invalid' } },
    ]);
    expect(summary).toMatchObject({ repositories: 3, unreadable: 2 });
  });

  it.each<[string, GithubWorld, RegExp]>([
    [
      'a repository that is not there',
      {},
      /There is no repository\s+baker\/Example-Cake on GitHub.*\(not-found\)\s+do +Look at the spelling/s,
    ],
    [
      'a limit',
      { first: [githubLimit(3000)] },
      /answers no more requests for 50 min\s+\(rate-limited\)\s+do +It answers again at/,
    ],
  ])('says what to do about %s', async (_, world, says) => {
    const { status, stdout, stderr } = await run(world, ['github:baker/Example-Cake']);
    expect({ status, stderr }).toEqual({ status: 3, stderr: '' });
    expect(stdout).toMatch(says);
  });

  it('sends the token of --token, before those of the environment', async () => {
    const world = { ...cake({}, { private: true }), tokens: [SECRET] };
    const { status, github } = await run(world, ['github:baker/Example-Cake', '--token', SECRET], {
      GITHUB_TOKEN: 'ghp_other',
      GH_TOKEN: 'ghp_third',
    });
    expect(status).toBe(1);
    expect(new Set(github.seen.map(({ headers }) => headers.authorization))).toEqual(new Set([`token ${SECRET}`]));
    expect((await run(world, ['github:baker/Example-Cake'], { GH_TOKEN: SECRET })).status).toBe(1);
    expect((await run(world, ['github:baker/Example-Cake'])).status).toBe(3);
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['a wrong token', ['github:baker/Example-Cake', '--token', SECRET], {}],
    ['a token that no request can carry', ['github:baker/Example-Cake', '--token', `${SECRET}\nx`], {}],
    ['a token given twice', ['github:baker/Example-Cake', '--token', SECRET, `--token=${SECRET}`], {}],
    ['a crash', ['github:baker/Example-Cake', '--token', SECRET, '--output', '/'], { LLAMA_LICENSE_LINT_DEBUG: '1' }],
  ])('never shows %s', async (_, args, env) => {
    const { status, stderr } = await run({ ...cake({}, { private: true }), tokens: [] }, args, env);
    expect(status).toBeGreaterThan(1);
    expect(stderr).not.toMatch(/internal error|^ +at /m);
  });

  it('asks nobody with --offline', async () => {
    const { status, stdout, github } = await run(cake({}), ['github:baker/Example-Cake', '--offline']);
    expect(status).toBe(3);
    expect(stdout).toContain('no network may be used (offline)');
    expect(github.seen).toEqual([]);
  });

  it('asks nobody for a folder', async () => {
    const { status, github } = await run(cake({}), [temporaryFolder({ 'README.md': CARD, 'model.safetensors': '' })]);
    expect(status).toBe(1);
    expect(github.seen).toEqual([]);
  });

  it('shows hostile names harmlessly', async () => {
    const { stdout, stderr } = await run(
      cake({ 'NOTICE\u001b[2J\u202e::error::x.md': 'x'.repeat(2 * 1024 * 1024 + 1) }),
      ['github:baker/Example-Cake'],
    );
    expect(stdout).toContain('NOTICE\\x1b[2J');
    expect(stdout + stderr).not.toMatch(/[\u001b\u202e]|(?<!\S)::error/);
  });
});

it('the built library reads GitHub too', async () => {
  const github = await githubServer(cake({}));
  const library = (await import(built('index.js'))) as { check: typeof check };
  const report = await library.check('github:baker/Example-Cake', {
    rules: [RULES],
    remote: { env: { GITHUB_API_URL: github.origin } },
  });
  expect(readable(report.repositories[0])).toMatchObject({ source: 'github', lineage: { licenses: ['example-1'] } });
});
