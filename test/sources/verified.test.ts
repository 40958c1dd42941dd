import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openGithub } from '../../src/sources/github/github.ts';
import { openTarget } from '../../src/sources/open.ts';
import { startSession } from '../../src/sources/run.ts';
import { HERE } from './github/world.ts';
import { FAST } from './hub/world.ts';
import { githubServer } from '../servers/github.ts';
import { blobHash } from '../servers/github-git.ts';
import { hubServer, type HubWorld } from '../servers/hub.ts';
import { cutGzip, halfOfIt, loginPage, otherContent, type Fault, type Faults } from '../servers/hub-faults.ts';
import { answer } from '../servers/server.ts';
import { temporaryFolder } from './temporary-folder.ts';

// What a server gives for a file is used and kept only when it is the content that its list names.

const CARD = '---\nbase_model: meta-llama/Llama-3.1-8B\nlicense: llama3.1\n---\n# Widget\n';
const LARGE_TEXT = 'A license that lies in LFS.\n'.repeat(40);
const WEIGHTS = new Uint8Array(300_000).map((_, at) => at % 251);
const WORLD: HubWorld = {
  repositories: {
    'acme/Widget': {
      files: { 'README.md': CARD },
      elsewhere: { LICENSE: LARGE_TEXT, 'model.safetensors': WEIGHTS, 'small.gguf': WEIGHTS.slice(0, 100) },
    },
  },
};

const WRONG: readonly (readonly [string, Fault])[] = [
  ['half of it', halfOfIt],
  ['a login page', loginPage],
  ['another content of the same size', otherContent],
  ['a compressed body that is cut', cutGzip],
];

/** The fault where a file's content is given; lists and redirects are right. */
const atFiles =
  (fault: Fault, now: { wrong: boolean }): Faults =>
  ({ url = '' }, far) =>
    now.wrong && (far || url.includes('/resolve-cache/') || url.includes('/resolve/')) ? fault : null;

describe('a file of the Hub', () => {
  it.each(
    WRONG.flatMap(([what, fault]) =>
      [
        ['README.md', CARD],
        ['LICENSE', LARGE_TEXT],
      ].map(([path, text]) => [what, path, text, fault] as const),
    ),
  )('that comes as %s is an error, and is not kept: %s', async (_, path = '', text, fault) => {
    const now = { wrong: true };
    const hub = await hubServer({
      ...WORLD,
      direct: true,
      faults: (request, far) => (path === 'LICENSE' && !far ? null : atFiles(fault, now)(request, far)),
    });
    const env = { HF_ENDPOINT: hub.origin, XDG_CACHE_HOME: temporaryFolder({}) };
    const read = async () =>
      (await openTarget('hf:acme/Widget', startSession({ remote: { env, fetch: HERE } }, FAST))).text(path);
    await expect(read()).rejects.toMatchObject({
      name: 'TargetError',
      code: 'network',
      hint: expect.stringMatching(/HF_ENDPOINT/) as string,
    });
    now.wrong = false;
    expect(await read()).toMatchObject({ text });
    now.wrong = true;
    // By now the right one is kept.
    expect(await read()).toMatchObject({ text });
  });

  it.each(WRONG.filter(([what]) => !what.startsWith('another')))(
    'of which a part comes as %s is an error',
    async (_, fault) => {
      const hub = await hubServer({ ...WORLD, faults: (_request, far) => (far ? fault : null) });
      const snapshot = await openTarget(
        'hf:acme/Widget',
        startSession({ remote: { env: { HF_ENDPOINT: hub.origin }, fetch: HERE } }, FAST),
      );
      await expect(snapshot.bytes('model.safetensors', 0, 1000)).rejects.toMatchObject({
        name: 'TargetError',
        code: 'network',
      });
    },
  );

  it('of which a part is all of it is held against its hash', async () => {
    const hub = await hubServer({ ...WORLD, faults: (_request, far) => (far ? otherContent : null) });
    const snapshot = await openTarget(
      'hf:acme/Widget',
      startSession({ remote: { env: { HF_ENDPOINT: hub.origin }, fetch: HERE } }, FAST),
    );
    await expect(snapshot.bytes('small.gguf', 0, 100)).rejects.toMatchObject({
      name: 'TargetError',
      code: 'network',
      message: expect.stringContaining('another content') as string,
    });
  });

  it.each(WRONG)('that tells of a base and comes as %s is an error, and is not kept', async (_, fault) => {
    const now = { wrong: true };
    const hub = await hubServer({ ...WORLD, faults: atFiles(fault, now) });
    const env = { HF_ENDPOINT: hub.origin, XDG_CACHE_HOME: temporaryFolder({}) };
    const card = async () => (await startSession({ remote: { env, fetch: HERE } }, FAST).ask('acme/Widget')).card();
    await expect(card()).rejects.toMatchObject({ name: 'TargetError', code: 'network' });
    now.wrong = false;
    expect(await card()).toMatchObject({ text: CARD });
  });

  it('is not kept from one server for another', async () => {
    const kept = temporaryFolder({});
    for (const card of ['# One\n', '# Two\n']) {
      const hub = await hubServer({ repositories: { 'acme/Widget': { files: { 'README.md': card } } } });
      const run = startSession(
        { remote: { env: { HF_ENDPOINT: hub.origin, XDG_CACHE_HOME: kept }, fetch: HERE } },
        FAST,
      );
      expect(await (await openTarget('hf:acme/Widget', run)).text('README.md')).toMatchObject({ text: card });
    }
    expect(readdirSync(join(kept, 'llama-license-lint', 'hub')).length).toBe(4);
  });
});

describe('a file of GitHub', () => {
  const json = (content: string) =>
    answer(
      200,
      { 'content-type': 'application/json; charset=utf-8' },
      JSON.stringify({ sha: blobHash(content), encoding: 'base64', content: Buffer.from(content).toString('base64') }),
    );
  it.each([
    ['half of it', '# Ca'],
    ['another content of the same size', '# Jam!\n'],
  ])('that comes as %s is an error', async (_, content) => {
    const github = await githubServer({
      repositories: { 'acme/cake': { files: { 'README.md': '# Cake\n' } } },
      first: [null, null, json(content)],
    });
    const snapshot = await openGithub('github:acme/cake', { env: { GITHUB_API_URL: github.origin }, fetch: HERE });
    await expect(snapshot.text('README.md')).rejects.toMatchObject({
      name: 'TargetError',
      code: 'network',
      hint: expect.stringMatching(/GITHUB_API_URL/) as string,
    });
  });
});
