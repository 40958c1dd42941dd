import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { isUnreadable } from '../../../src/report.ts';
import { openTarget } from '../../../src/sources/open.ts';
import { startSession } from '../../../src/sources/run.ts';
import { HERE } from '../github/world.ts';
import { checkOnHub, FAST, openOnHub, toldByHub } from './world.ts';
import { hubServer, type HubWorld } from '../../servers/hub.ts';
import { loginPage, seededFaults } from '../../servers/hub-faults.ts';
import { answer } from '../../servers/server.ts';
import { temporaryFolder } from '../temporary-folder.ts';

// Models on a server of this machine that behaves like the Hub.

const WEIGHTS = new Uint8Array(600_000).map((_, at) => at % 251);
const README = '---\nbase_model: meta-llama/Llama-4-Scout-17B-16E-Instruct\nlicense: apache-2.0\n---\n# Widget\n';
const WIDGET: HubWorld = {
  repositories: {
    'acme/Widget': {
      files: {
        'README.md': README,
        'docs/use.md': '# Use\n',
        '.gitattributes': '*.safetensors filter=lfs\n',
        'Größe 100%.txt': 'ok\n',
      },
      elsewhere: { 'model.safetensors': WEIGHTS },
      refs: { v1: { 'README.md': '# Old\n' }, 'feature/card': { 'README.md': '# New\n' } },
    },
  },
};

const UNBORN: HubWorld = { repositories: { 'acme/Empty': { unborn: true } } };

describe('a model on the Hub', () => {
  it('is listed with the sizes of its files, at a commit', async () => {
    const { snapshot, hub } = await openOnHub(WIDGET, 'hf:acme/Widget');
    expect(snapshot).toMatchObject({
      target: 'hf:acme/Widget',
      source: 'hub',
      revision: hub.sha('acme/Widget'),
      name: { value: 'acme/Widget', from: 'target', page: 'https://huggingface.co/acme/Widget' },
      omissions: [],
    });
    expect(snapshot.files).toEqual([
      { path: '.gitattributes', size: 25, pointer: false },
      { path: 'Größe 100%.txt', size: 3, pointer: false },
      { path: 'README.md', size: README.length, pointer: false },
      { path: 'docs/use.md', size: 6, pointer: false },
      { path: 'model.safetensors', size: 600_000, pointer: false },
    ]);
    expect(snapshot.hub).toMatchObject({
      id: 'acme/Widget',
      gated: false,
      baseModels: { ids: ['meta-llama/Llama-4-Scout-17B-16E-Instruct'] },
      cardData: { license: 'apache-2.0' },
    });
    expect([hub.asked('api'), hub.asked('resolvers')]).toEqual([2, 0]);
  });

  it('gives each text with one request, and asks for none twice', async () => {
    const { snapshot, hub } = await openOnHub(WIDGET, 'hf:acme/Widget');
    const read = async () =>
      Promise.all(['README.md', 'docs/use.md', 'Größe 100%.txt', 'nothing'].map(async (path) => snapshot.text(path)));
    expect((await read()).map(({ text }) => text)).toEqual([README, '# Use\n', 'ok\n', null]);
    await read();
    expect([hub.asked('api'), hub.asked('resolvers')]).toEqual([2, 3]);
  });

  it.each([
    ['', WIDGET],
    [' that ignores ranges', { ...WIDGET, wholeFiles: true }],
    [' that gives files at once', { ...WIDGET, direct: true }],
  ])('gives parts of weights, from a server%s', async (_, world) => {
    const { snapshot, hub } = await openOnHub(world, 'hf:acme/Widget', { HF_TOKEN: 'hf_known' });
    const parts: readonly (readonly [number, number])[] = [
      [0, 8],
      [8, 1000],
      [200_000, 100_000],
      [599_990, 100],
      [700_000, 5],
      [0, 0],
    ];
    for (const [start, length] of parts)
      expect([
        start,
        Buffer.from((await snapshot.bytes('model.safetensors', start, length)) ?? []).equals(
          Buffer.from(WEIGHTS.slice(start, start + length)),
        ),
      ]).toEqual([start, true]);
    expect(await snapshot.bytes('model.safetensors', -1, 5)).toBeNull();
    expect(await snapshot.bytes('nothing', 0, 5)).toBeNull();
    // The beginning once, and what goes beyond it.
    expect(hub.asked('resolvers')).toBe(3);
    expect(hub.second.seen.map(({ headers }) => headers.authorization).filter((sent) => sent !== undefined)).toEqual(
      [],
    );
    expect(hub.second.seen.every(({ headers }) => /^bytes=\d+-\d+$/.test(headers.range ?? ''))).toBe(true);
  });

  it.each([
    ['v1', '# Old\n'],
    ['feature/card', '# New\n'],
    ['main', README],
  ])('is read at %s', async (revision, text) => {
    const { snapshot, hub } = await openOnHub(WIDGET, `hf:acme/Widget@${revision}`);
    expect(snapshot.revision).toBe(hub.sha('acme/Widget', revision));
    expect(await snapshot.text('README.md')).toMatchObject({ text });
  });

  it('is read at a commit and a pull request', async () => {
    const hub = await hubServer(WIDGET);
    const run = startSession({ remote: { env: { HF_ENDPOINT: hub.origin }, fetch: HERE } }, FAST);
    const sha = hub.sha('acme/Widget') ?? '';
    hub.push('acme/Widget', { 'README.md': '# Later\n' });
    hub.push('acme/Widget', { 'README.md': '# Proposed\n' }, 'refs/pr/7');
    const at = async (revision: string) =>
      (await (await openTarget(`hf:acme/Widget@${revision}`, run)).text('README.md')).text;
    expect([await at(sha), await at('main'), await at('refs/pr/7')]).toEqual([README, '# Later\n', '# Proposed\n']);
  });

  it('that others come from is asked for again when it failed for a moment, though not at once', async () => {
    const down = { now: true };
    const hub = await hubServer({ ...WIDGET, instead: () => (down.now ? answer(503) : null) });
    const { ask } = startSession({ remote: { env: { HF_ENDPOINT: hub.origin }, fetch: HERE } }, FAST);
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    await expect(ask('acme/Widget')).rejects.toMatchObject({ code: 'network' });
    down.now = false;
    const { length } = hub.seen;
    await expect(ask('acme/widget')).rejects.toMatchObject({ code: 'network' });
    expect(hub.seen.length).toBe(length);
    vi.advanceTimersByTime(61_000);
    expect((await ask('acme/Widget')).model.id).toBe('acme/Widget');
    await ask('acme/Widget');
    expect(hub.seen.length).toBe(length + 1);
  });

  it('is read through a mirror whose pages link to the Hub, page by page', async () => {
    const files = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`docs/${at}.md`, 'text\n']));
    const { snapshot, hub } = await openOnHub(
      { repositories: { 'acme/Widget': { files } }, perPage: { tree: 10 }, linkOrigin: 'https://huggingface.co' },
      'hf:acme/Widget',
    );
    expect(snapshot.files).toHaveLength(25);
    expect(hub.asked('api')).toBe(4);
  });

  it('that has a new name is found under the old one, which is said', async () => {
    const { entry } = await checkOnHub({ ...WIDGET, renamed: { 'acme/Gadget': 'acme/Widget' } }, 'hf:acme/Gadget');
    expect(entry).toMatchObject({
      target: 'hf:acme/Gadget',
      name: { value: 'acme/Widget' },
      lineage: { licenses: ['llama-4'] },
    });
    expect(entry).toMatchObject({
      notes: [
        { code: 'omitted', message: 'The repository is called acme/Widget now; acme/Gadget is an earlier name of it.' },
      ],
    });
  });

  it.each<[string, HubWorld]>([
    ['has no files', { repositories: { 'acme/Empty': { files: {} } } }],
    ['has not even a commit', UNBORN],
    [
      'has no commit that a revision could name',
      {
        ...UNBORN,
        instead: ({ url = '' }) =>
          url.includes('/revision/') ? answer(404, { 'x-error-code': 'RevisionNotFound' }, 'Invalid rev id') : null,
      },
    ],
  ])('that %s owes nothing, which is said', async (_, world) => {
    const { entry, report } = await checkOnHub(world, 'hf:acme/Empty');
    expect(entry).toMatchObject({
      lineage: { licenses: [], relation: 'none' },
      obligations: [],
      notes: [{ code: 'omitted', message: 'The repository holds no files.' }],
    });
    expect(report.summary.unreadable).toBe(0);
  });

  it('of more files than can be listed is judged by its root and by those that are, and else left open', async () => {
    const files = { 'README.md': README };
    const atRoot = Object.entries(files).map(([path, text]) => ({ type: 'file', path, size: text.length }));
    const pageOf = (page: number) =>
      Array.from({ length: 5000 }, (_, at) => ({ type: 'file', path: `data/${page}/${at}.txt`, size: 1 }));
    // The files at the root stand on the last page of the whole list, which is not asked for.
    const world = (pages: number): HubWorld => ({
      repositories: { 'acme/Widget': { files } },
      instead: ({ url = '', headers }) => {
        const { pathname, searchParams } = new URL(url, `http://${headers.host ?? ''}`);
        if (!pathname.includes('/tree/')) return null;
        if (searchParams.get('recursive') !== 'true') return answer(200, {}, JSON.stringify(atRoot));
        const page = Number(searchParams.get('cursor') ?? 0);
        if (page === pages) return answer(200, {}, JSON.stringify(atRoot));
        return answer(
          200,
          { link: `<http://${headers.host ?? ''}${pathname}?recursive=true&cursor=${page + 1}>; rel="next"` },
          JSON.stringify(pageOf(page)),
        );
      },
    });
    const outcomes = async (pages: number) => {
      const { entry } = await checkOnHub(world(pages), 'hf:acme/Widget', { follow: false });
      if (entry === undefined || isUnreadable(entry)) throw new Error('not read');
      return {
        ...Object.fromEntries(entry.obligations.map(({ rule, outcome }) => [rule.replace('llama-4/', ''), outcome])),
        notes: entry.notes.map(({ message }) => message),
      };
    };
    expect(await outcomes(2)).toMatchObject({
      'agreement-copy': 'unmet',
      'notice-file': 'unmet',
      'built-with-llama': 'unmet',
      'name-prefix': 'unmet',
      notes: [],
    });
    // The name does not hang on any file.
    expect(await outcomes(30)).toMatchObject({
      'agreement-copy': 'unclear',
      'notice-file': 'unclear',
      'built-with-llama': 'unclear',
      'name-prefix': 'unmet',
      notes: ['The repository holds more files than are listed.'],
    });
  });

  it.each<[string, string]>([
    ['the same page', 'cursor=again'],
    ['pages of nothing', 'cursor='],
  ])('is given up when its list of files goes on to %s without an end', async (_, next) => {
    let pages = 0;
    const endless: HubWorld = {
      ...WIDGET,
      instead: ({ url = '', headers }) => {
        if (!url.includes('/tree/')) return null;
        pages += 1;
        return answer(
          200,
          {
            link: `<http://${headers.host ?? ''}${url.split('?')[0] ?? ''}?${next}${next.endsWith('=') ? String(pages) : ''}>; rel="next"`,
          },
          '[]',
        );
      },
    };
    expect(await toldByHub(endless, 'hf:acme/Widget')).toMatchObject({
      code: 'invalid',
      message: 'What the Hub at HOST says of acme/Widget goes on from page to page without an end',
    });
    expect(pages).toBeLessThanOrEqual(2000);
  });

  it('is not stopped by what passes: limits without a word, errors, cut-off bodies', async () => {
    const { snapshot, hub } = await openOnHub(
      { ...WIDGET, faults: seededFaults({ seed: 7, rate: 0.5, most: 1 }) },
      'hf:acme/Widget',
      {},
      { ...FAST, repeats: 3 },
    );
    expect(await snapshot.text('README.md')).toMatchObject({ text: README });
    expect(await snapshot.bytes('model.safetensors', 0, 8)).toEqual(WEIGHTS.slice(0, 8));
    expect(hub.seen.length).toBeGreaterThan(4);
  });

  it('is judged as the same files in a folder are', async () => {
    const { entry } = await checkOnHub(WIDGET, 'hf:acme/Widget');
    if (entry === undefined || isUnreadable(entry)) throw new Error('not read');
    expect(entry.lineage).toMatchObject({
      licenses: ['llama-4'],
      relation: 'finetune',
      certainty: 'stated',
      bases: ['meta-llama/Llama-4-Scout-17B-16E-Instruct'],
    });
    expect(
      Object.fromEntries(entry.obligations.map(({ rule, outcome }) => [rule.replace('llama-4/', ''), outcome])),
    ).toMatchObject({
      'agreement-copy': 'unmet',
      'built-with-llama': 'unmet',
      'name-prefix': 'unmet',
      'notice-file': 'unmet',
      'license-metadata': 'unmet',
      'base-model': 'met',
    });
  });
});

describe('a token for the Hub', () => {
  const CLOSED: HubWorld = {
    repositories: { 'acme/Widget': { files: { 'README.md': README }, private: true } },
    tokens: { hf_opens: 'opens', oidc_opens: 'opens' },
  };

  it.each([
    ['HF_TOKEN', { HF_TOKEN: 'hf_opens' }],
    ['an older variable', { HUGGING_FACE_HUB_TOKEN: 'hf_opens' }],
    ["a token that is no user's", { HF_TOKEN: 'oidc_opens' }],
  ])('from %s opens what is private', async (_, env) => {
    const { snapshot, hub } = await openOnHub(CLOSED, 'hf:acme/Widget', env);
    expect(await snapshot.text('README.md')).toMatchObject({ text: README });
    expect(new Set(hub.seen.map(({ headers }) => headers.authorization))).toEqual(
      new Set([`Bearer ${Object.values(env)[0] ?? ''}`]),
    );
  });

  it('from the file of a login opens it too', async () => {
    const home = temporaryFolder({ token: 'hf_opens\n' });
    const { snapshot } = await openOnHub(CLOSED, 'hf:acme/Widget', { HF_HOME: home });
    expect(await snapshot.text('README.md')).toMatchObject({ text: README });
  });

  it('that the Hub does not know spoils nothing that is public, and is sent no more', async () => {
    const { snapshot, hub } = await openOnHub(WIDGET, 'hf:acme/Widget', { HF_TOKEN: 'hf_expired' });
    expect(await snapshot.text('README.md')).toMatchObject({ text: README });
    expect(hub.seen.map(({ headers }) => headers.authorization).slice(0, 3)).toEqual([
      'Bearer hf_expired',
      undefined,
      undefined,
    ]);
  });

  it('goes on to open what is private after the Hub has said 401 of another model', async () => {
    const hub = await hubServer({
      ...CLOSED,
      instead: ({ url }) =>
        url?.includes('acme/Odd') === true ? answer(401, {}, '{"error":"Invalid username or password."}') : null,
    });
    const run = startSession({ remote: { env: { HF_ENDPOINT: hub.origin, HF_TOKEN: 'hf_opens' }, fetch: HERE } }, FAST);
    await expect(openTarget('hf:acme/Odd', run)).rejects.toMatchObject({
      code: 'not-found',
      hint: expect.stringMatching(/the token needs the right to read it/) as string,
    });
    expect(await (await openTarget('hf:acme/Widget', run)).text('README.md')).toMatchObject({ text: README });
  });
});

describe('what a public commit holds', () => {
  it('is asked for once by all runs that share a home; not even the list of files a second time', async () => {
    const hub = await hubServer(WIDGET);
    const remote = { env: { HF_ENDPOINT: hub.origin, HOME: temporaryFolder({}) }, fetch: HERE };
    const read = async () => {
      const snapshot = await openTarget('hf:acme/Widget', startSession({ remote }, FAST));
      return [
        (await snapshot.text('README.md')).text,
        (await snapshot.bytes('model.safetensors', 0, 4))?.length,
        snapshot.files.length,
      ];
    };
    expect(await read()).toEqual([README, 4, 5]);
    expect([hub.asked('api'), hub.asked('resolvers')]).toEqual([2, 2]);
    expect(await read()).toEqual([README, 4, 5]);
    expect([hub.asked('api'), hub.asked('resolvers')]).toEqual([3, 2]);
    hub.push('acme/Widget', { 'README.md': '# Later\n' });
    expect(await read()).toEqual(['# Later\n', 4, 5]);
  });

  it('is not kept of what only some may read', async () => {
    const hub = await hubServer({
      repositories: { 'acme/Widget': { files: { 'README.md': README }, gated: 'auto' } },
      tokens: { hf_opens: 'opens' },
    });
    const env = { HF_ENDPOINT: hub.origin, HOME: temporaryFolder({}) };
    const read = async (more: Readonly<Record<string, string>>) =>
      (
        await openTarget('hf:acme/Widget', startSession({ remote: { env: { ...env, ...more }, fetch: HERE } }, FAST))
      ).text('README.md');
    expect(await read({ HF_TOKEN: 'hf_opens' })).toMatchObject({ text: README });
    expect(await read({})).toEqual({ text: null, unread: 'gated' });
  });
});

describe('the limits of the Hub', () => {
  it('are kept by all requests of a run together', async () => {
    const repositories = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [
        `acme/Widget-${at}`,
        { files: { 'README.md': README, 'a.md': 'a', 'b.md': 'b' } },
      ]),
    );
    const hub = await hubServer({ repositories, limits: { api: 9, resolvers: 20, seconds: 1 }, direct: true });
    let waits = 0;
    const run = startSession(
      { remote: { env: { HF_ENDPOINT: hub.origin }, fetch: HERE } },
      {
        ...FAST,
        limit: 30_000,
        onWait: () => {
          waits += 1;
        },
      },
    );
    const texts = await Promise.all(
      Object.keys(repositories).map(async (id) => {
        const snapshot = await openTarget(`hf:${id}`, run);
        return Promise.all(snapshot.files.map(async ({ path }) => (await snapshot.text(path)).text));
      }),
    );
    expect(texts.flat()).toHaveLength(36);
    expect(hub.overran()).toBe(0);
    expect(waits).toBeGreaterThan(0);
  }, 30_000);
});

it('a page in the place of what was asked for is no list of files', async () => {
  await expect(openOnHub({ ...WIDGET, faults: () => loginPage }, 'hf:acme/Widget')).rejects.toMatchObject({
    name: 'TargetError',
    code: 'network',
  });
});
