import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { version } from '../../src/version.ts';
import { commandLine } from '../consumer/command-line.ts';
import { githubServer } from '../servers/github.ts';
import { temporaryFolder, writeFiles } from '../sources/temporary-folder.ts';
import { BAKER, bakery, CARD, FLAGS, FRIEND, LINE, MODEL, said, TEXT } from './bakery.ts';

// The built program mends a model on a server that behaves like the Hub, and keeps what is committed there.

const FIXED = `${CARD.replace('# Cake\n', '# Cake\n\n**Picked from Example**\n')}
## License

This model is made from material under the [Example 1 Community License](LICENSE).
Climb by the [House Rules](https://www.example.org/orchard/house-rules).
The Orchard is closed on the Moon.
`;

describe('without a flag', () => {
  it('shows the diff, and changes nothing', async () => {
    const { fix, hub, writes } = await bakery();
    const before = hub.sha(MODEL);
    const { status, stdout, stderr } = await fix(null);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'nothing was changed; --create-pr proposes the changes to the owner\n',
    });
    expect(stdout).toContain('+**Picked from Example**\n');
    expect(stdout).toContain('\nwould add   Notice\n');
    expect([writes(), hub.sha(MODEL)]).toEqual([[], before]);
  });

  it('writes with --diff a patch that git applies to a clone', async () => {
    const { fix, writes } = await bakery();
    const clone = temporaryFolder({ 'README.md': CARD });
    const { status, stderr } = await fix(null, '--diff', join(clone, 'p'), '--fail-on', 'never');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: `nothing was changed; to apply the patch: git -C CLONE apply ${join(clone, 'p')}\n`,
    });
    execFileSync('git', ['apply', 'p'], {
      cwd: clone,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: join(clone, '..') },
    });
    expect(['README.md', 'Notice', 'LICENSE'].map((path) => readFileSync(join(clone, path), 'utf8'))).toEqual([
      FIXED,
      LINE,
      TEXT,
    ]);
    expect(writes()).toEqual([]);
  });

  it('tells as JSON that nothing was written', async () => {
    const { fix } = await bakery();
    const { stdout } = await fix(null, '--format', 'json', '--quiet');
    expect(JSON.parse(stdout)).toMatchObject({
      repositories: [{ source: 'hub', target: `hf:${MODEL}` }],
      fix: { written: false, published: null, files: [{ path: 'LICENSE' }, { path: 'Notice' }, { path: 'README.md' }] },
    });
  });

  it('shows the diff of a branch', async () => {
    const { fix } = await bakery({ refs: { dev: { 'README.md': CARD.replace('sweet', 'sour'), LICENSE: TEXT } } });
    const { stdout } = await fix(null, `hf:${MODEL}@dev`);
    expect(stdout).toContain('It is sour.');
    expect(stdout).not.toContain('b/LICENSE');
  });

  it('shows the diff of a repository on GitHub, too', async () => {
    const github = await githubServer({
      repositories: { 'baker/example-cake': { files: { 'README.md': CARD, 'model.safetensors': '' } } },
    });
    const { status, stdout, stderr } = await commandLine(
      ['fix', ...FLAGS, '--name', 'Example-Cake', 'github:baker/example-cake'],
      { env: { HOME: temporaryFolder(), XDG_CACHE_HOME: temporaryFolder(), GITHUB_API_URL: github.origin } },
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'nothing was changed; --diff FILE writes a patch\n' });
    expect(stdout).toContain('+**Picked from Example**\n');
  });
});

it('a folder is mended by what its base comes from, with --follow alone', async () => {
  const { hub } = await bakery(
    {},
    { repositories: { 'acme/Helper': { files: { 'README.md': CARD, 'model.safetensors': '' } } } },
  );
  const files = { 'README.md': '---\nbase_model: acme/Helper\n---\n\n# Pie\n', 'model.safetensors': '' };
  const fix = async (folder: string, ...words: readonly string[]) =>
    commandLine(['fix', ...FLAGS, '--quiet', folder, ...words], {
      env: { HOME: temporaryFolder(), XDG_CACHE_HOME: temporaryFolder(), HF_ENDPOINT: hub.origin },
    });
  const [alone, following] = [temporaryFolder(files), temporaryFolder(files)];
  await fix(alone);
  await fix(following, '--follow');
  expect([readdirSync(alone), readdirSync(following)]).toEqual([
    ['README.md', 'model.safetensors'],
    ['LICENSE', 'Notice', 'README.md', 'model.safetensors'],
  ]);
});

describe('--create-pr', () => {
  it('opens a pull request with the fixed files, from the commit that was examined, that check finds clean', async () => {
    const { fix, hub, check } = await bakery();
    const before = hub.sha(MODEL);
    const { status, stdout, stderr } = await fix(FRIEND, '--create-pr', '--quiet');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`opened    ${hub.origin}/${MODEL}/discussions/1\n`);
    expect(
      ['README.md', 'Notice', 'LICENSE', 'model.safetensors'].map((path) => hub.text(MODEL, path, 'refs/pr/1')),
    ).toEqual([FIXED, LINE, TEXT, 'sweet']);
    expect(hub.sha(MODEL)).toBe(before);
    expect(await check('refs/pr/1')).toMatchObject({ status: 0 });
    expect((await check('main')).status).toBe(1);
  });

  it('says in the description what was done, by which clauses, and what is left', async () => {
    const { fix, hub } = await bakery({
      files: { 'README.md': CARD.replace('license: example1', 'license: apache-2.0'), 'model.safetensors': '' },
    });
    expect((await fix(FRIEND, '--create-pr')).status).toBe(1);
    const [pull] = hub.discussions(MODEL);
    const text = pull?.description ?? '';
    expect(pull).toMatchObject({
      num: 1,
      author: 'friend',
      status: 'open',
      title: 'Meet the Example 1 Community License (llama-license-lint)',
    });
    expect(text.startsWith('<!-- llama-license-lint -->\n\n')).toBe(true);
    for (const says of [
      '| `LICENSE` (new) | the whole agreement of example-1 | 1.b.i (A) `example-1/page-in-basket` |',
      '| `Notice` (new) | the attribution line | 1.b.iii `example-1/slip` |',
      '* license: example1: 1.a `example-1/label`',
      'This is not legal advice.',
      `[llama-license-lint](https://github.com/llama-license-lint/llama-license-lint) ${version()}`,
      hub.sha(MODEL) ?? '?',
    ])
      expect(text).toContain(says);
    expect(text).toContain('### Left alone, because it would change what the author wrote');
    expect(text).not.toMatch(/\/tmp|\/home|test\/licenses/);
  });

  it('does nothing when one with the same changes is open', async () => {
    const { fix, hub, writes } = await bakery();
    await fix(FRIEND, '--create-pr');
    const before = [writes(), hub.sha(MODEL, 'refs/pr/1')];
    const { status, stdout, stderr } = await fix(FRIEND, '--create-pr', '--format', 'json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      fix: {
        written: true,
        published: { kind: 'pull-request', outcome: 'unchanged', url: `${hub.origin}/${MODEL}/discussions/1` },
      },
    });
    expect([writes(), hub.sha(MODEL, 'refs/pr/1')]).toEqual(before);
    expect(said((await fix(FRIEND, '--create-pr')).stdout)).toContain(
      '/discussions/1, already with these changes; nothing was done',
    );
  });

  it('brings the open one up to date when the changes are others by now, description included', async () => {
    const { fix, hub } = await bakery();
    await fix(FRIEND, '--create-pr');
    hub.push(MODEL, { Notice: LINE });
    hub.push(MODEL, { Notice: null, 'LICENSE.txt': TEXT });
    const { status, stdout } = await fix(FRIEND, '--create-pr');
    expect(status).toBe(0);
    expect(said(stdout)).toContain(`updated ${hub.origin}/${MODEL}/discussions/1, which was open with other changes`);
    expect(hub.text(MODEL, 'LICENSE', 'refs/pr/1')).toBe(null);
    expect(hub.discussions(MODEL)).toMatchObject([
      { description: expect.stringContaining(hub.sha(MODEL) ?? '?') as string, commits: [{}, {}] },
    ]);
    expect(hub.discussions(MODEL)[0]?.description).not.toContain('`LICENSE`');
    hub.settle(MODEL, 1, 'merged');
    expect([hub.text(MODEL, 'LICENSE'), hub.text(MODEL, 'Notice')]).toEqual([null, LINE]);
  });

  it('is made with the token of --token, before that of the environment', async () => {
    const { fix, hub } = await bakery();
    expect(await fix(BAKER, '--create-pr', '--token', FRIEND)).toMatchObject({ status: 0 });
    expect(hub.discussions(MODEL).map(({ author }) => author)).toEqual(['friend']);
  });

  it('knows its own among many, whatever it is called by now', async () => {
    const own = {
      author: 'friend',
      title: 'Please merge this',
      description: '<!-- llama-license-lint -->\n\nAs it was once.',
    };
    const { fix, hub } = await bakery(
      { discussions: [own, ...Array.from({ length: 7 }, () => ({ author: 'friend' }))] },
      { perPage: { discussions: 2 } },
    );
    expect(said((await fix(FRIEND, '--create-pr')).stdout)).toContain(`updated ${hub.origin}/${MODEL}/discussions/1,`);
    expect(hub.text(MODEL, 'README.md', 'refs/pr/1')).toBe(FIXED);
    expect(hub.discussions(MODEL)).toHaveLength(8);
  });

  it.each([
    ['another account, with our marker', { author: 'somebody', description: '<!-- llama-license-lint -->\n' }],
    ['this account, merged', { author: 'friend', description: '<!-- llama-license-lint -->\n', status: 'merged' }],
    [
      'this account, that is no pull request',
      { author: 'friend', description: '<!-- llama-license-lint -->\n', isPullRequest: false },
    ],
  ] as const)('takes none of %s for its own', async (_, other) => {
    const { fix, hub } = await bakery({
      discussions: [{ title: 'Meet the Example 1 Community License (llama-license-lint)', ...other }],
    });
    expect((await fix(FRIEND, '--create-pr')).status).toBe(0);
    expect(hub.discussions(MODEL)).toMatchObject([other, { num: 2, author: 'friend', status: 'open' }]);
    expect(hub.text(MODEL, 'LICENSE', 'refs/pr/1')).toBe(null);
  });

  it('leaves its own alone when somebody has worked on it', async () => {
    const { fix, hub } = await bakery();
    await fix(FRIEND, '--create-pr');
    const pushed = hub.push(MODEL, { 'README.md': 'Mine.' }, 'refs/pr/1');
    const { status, stderr } = await fix(FRIEND, '--create-pr');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `llama-license-lint: nothing was changed: ${hub.origin}/${MODEL}/discussions/1 is still open, and was left alone because somebody has worked on it\n  Merge or close it, and run this again.\n`,
    });
    expect([hub.sha(MODEL, 'refs/pr/1'), hub.discussions(MODEL).length]).toEqual([pushed, 1]);
  });

  it('opens one for each branch', async () => {
    const { fix, hub } = await bakery({ refs: { dev: { 'README.md': CARD } } });
    await fix(FRIEND, '--create-pr', `hf:${MODEL}@dev`);
    await fix(FRIEND, '--create-pr');
    expect(hub.discussions(MODEL)).toMatchObject([
      { base: 'dev', status: 'open' },
      { base: 'main', status: 'open' },
    ]);
  });

  it('leaves one open when two run at once', async () => {
    const { fix, hub } = await bakery();
    const ran = await Promise.all([fix(FRIEND, '--create-pr'), fix(FRIEND, '--create-pr'), fix(FRIEND, '--create-pr')]);
    expect(ran.map(({ status, stderr }) => ({ status, stderr }))).toEqual(ran.map(() => ({ status: 0, stderr: '' })));
    expect(hub.discussions(MODEL).filter(({ status }) => status === 'open')).toMatchObject([{ num: 1 }]);
    expect(hub.text(MODEL, 'README.md', 'refs/pr/1')).toBe(FIXED);
  });

  it('opens another when the last one was closed only when told to, and none when it was merged', async () => {
    const { fix, hub, writes } = await bakery();
    await fix(FRIEND, '--create-pr');
    hub.settle(MODEL, 1, 'closed');
    expect(await fix(FRIEND, '--create-pr')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('proposed this before and was closed') as string,
    });
    expect(hub.discussions(MODEL).map(({ status }) => status)).toEqual(['closed']);
    await fix(FRIEND, '--create-pr', '--propose-again');
    expect(hub.discussions(MODEL).map(({ status }) => status)).toEqual(['closed', 'open']);
    hub.settle(MODEL, 2, 'merged');
    const before = writes().length;
    expect(await fix(FRIEND, '--create-pr')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('nothing was changed; nothing unmet') as string,
    });
    expect(writes()).toHaveLength(before);
  });

  it('asks for nothing to be written where nothing is to be mended', async () => {
    const { fix, writes } = await bakery({
      files: { 'README.md': FIXED, Notice: LINE, LICENSE: TEXT, 'model.safetensors': '' },
    });
    expect(await fix(FRIEND, '--create-pr')).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('\nnothing was changed; nothing unmet\n') as string,
    });
    expect(writes()).toEqual([]);
  });

  it('goes to the name that the model has today', async () => {
    const { fix, hub } = await bakery({}, { renamed: { 'baker/Pie': MODEL } });
    expect((await fix(FRIEND, '--create-pr', 'hf:baker/Pie')).status).toBe(0);
    expect(hub.text(MODEL, 'Notice', 'refs/pr/1')).toBe(LINE);
  });

  it('uploads what the repository keeps in LFS, and sends no token to where', async () => {
    const { fix, hub, check } = await bakery({
      files: {
        'README.md': CARD,
        'model.safetensors': '',
        '.gitattributes': 'LICENSE filter=lfs diff=lfs merge=lfs -text\n',
      },
    });
    expect(await fix(FRIEND, '--create-pr')).toMatchObject({ status: 0, stderr: '' });
    expect(hub.text(MODEL, 'LICENSE', 'refs/pr/1')).toBe(TEXT);
    expect(hub.second.seen.map(({ method, headers }) => [method, headers.authorization])).toEqual([['PUT', undefined]]);
    expect(said((await fix(FRIEND, '--create-pr')).stdout)).toContain('already with these changes');
    expect((await check('refs/pr/1')).status).toBe(0);
  });
});

describe('--commit', () => {
  it.each([
    ['of one’s own', BAKER, MODEL],
    ['of an organization in which one may write', FRIEND, 'guild/Example-Tart'],
  ])('changes the branch of a model %s', async (_, token, id) => {
    const { fix, hub } = await bakery(
      {},
      { repositories: { 'guild/Example-Tart': { files: { 'README.md': CARD, 'model.safetensors': '' } } } },
    );
    const { status, stdout, stderr } = await fix(token, '--commit', '--yes', `hf:${id}`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`committed ${hub.origin}/${id}/commit/${hub.sha(id) ?? '?'}\n`);
    expect([hub.text(id, 'README.md'), hub.text(id, 'Notice'), hub.text(id, 'LICENSE'), hub.discussions(id)]).toEqual([
      FIXED,
      LINE,
      TEXT,
      [],
    ]);
  });

  it('changes the branch that is named, and no other', async () => {
    const { fix, hub } = await bakery({ refs: { dev: { 'README.md': CARD } } });
    const before = hub.sha(MODEL);
    expect((await fix(BAKER, '--commit', '--yes', `hf:${MODEL}@dev`)).status).toBe(0);
    expect([hub.text(MODEL, 'Notice', 'dev'), hub.sha(MODEL)]).toEqual([LINE, before]);
  });

  it('takes the token from where hf auth login puts it', async () => {
    const home = temporaryFolder();
    const { fix, hub } = await bakery({}, {}, { HF_HOME: home });
    writeFiles(home, { token: `${BAKER}\n` });
    expect((await fix(null, '--commit', '--yes')).status).toBe(0);
    expect(hub.text(MODEL, 'Notice')).toBe(LINE);
  });
});
