import { downloadFile, listFiles, listModels, modelInfo } from '@huggingface/hub';
import { describe, expect, it } from 'vitest';

import { hubServer, type HubWorld } from './hub.ts';

// The server is asked by the Hub's own client, and by plain requests where that client hides what was answered.

const CARD =
  '---\nlicense: llama4\nlibrary_name: transformers\nbase_model: meta-llama/Llama-4-Scout-17B-16E\n---\n# Toast\n';
const TOAST = 'baker/Llama-Toast';
const WEIGHTS = { size: 5_000_000_000, begin: 'weights' };
const REPO = {
  files: { 'README.md': CARD, 'config.json': '{"model_type":"llama4"}', 'more/notes.txt': 'hot' },
  elsewhere: { 'model.safetensors': WEIGHTS },
};
const TOKENS = { hf_baker: { name: 'baker', role: 'write' }, hf_reader: 'opens', hf_known: 'knows' } as const;

const bakery = (more: HubWorld = {}) => hubServer({ repositories: { [TOAST]: REPO }, tokens: TOKENS, ...more });

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const got: T[] = [];
  for await (const one of from) got.push(one);
  return got;
}

async function asked(address: string, init: RequestInit = {}) {
  const response = await fetch(address, { redirect: 'manual', ...init });
  return {
    status: response.status,
    code: response.headers.get('x-error-code'),
    headers: response.headers,
    body: await response.text(),
  };
}

const authorized = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('a model', () => {
  it('is described by what its files and its card say', async () => {
    const hub = await bakery();
    const info = await modelInfo({
      name: TOAST,
      hubUrl: hub.origin,
      additionalFields: ['sha', 'tags', 'cardData', 'disabled', 'filePaths'],
    });
    expect(info).toMatchObject({
      name: TOAST,
      private: false,
      gated: false,
      disabled: false,
      sha: hub.sha(TOAST),
      cardData: { license: 'llama4' },
    });
    expect(info.filePaths).toEqual(['README.md', 'config.json', 'more/notes.txt', 'model.safetensors']);
    expect(info.tags).toEqual(
      expect.arrayContaining([
        'license:llama4',
        'base_model:meta-llama/Llama-4-Scout-17B-16E',
        'base_model:finetune:meta-llama/Llama-4-Scout-17B-16E',
        'llama4',
      ]),
    );
  });

  it('has only the fields that `expand` names', async () => {
    const hub = await bakery();
    const address = `${hub.origin}/api/models/${TOAST}`;
    const fields = async (query: string) =>
      Object.keys(JSON.parse((await asked(`${address}${query}`)).body) as object).sort();
    expect(await fields('?expand=sha&expand=gated')).toEqual(['_id', 'gated', 'id', 'sha']);
    expect(await fields('/revision/main?expand[]=baseModels')).toEqual(['_id', 'baseModels', 'id']);
    expect(await fields('')).toEqual(
      expect.arrayContaining(['sha', 'siblings', 'tags', 'cardData', 'gated', 'private', 'disabled', 'lastModified']),
    );
    expect((await asked(`${address}?expand=taste`)).status).toBe(400);
    expect(JSON.parse((await asked(`${address}?blobs=true`)).body)).toMatchObject({
      siblings: expect.arrayContaining([
        expect.objectContaining({ rfilename: 'model.safetensors', size: WEIGHTS.size }),
      ]) as unknown,
    });
  });

  it.each([
    [
      'an adapter',
      { 'adapter_config.json': '{}', 'README.md': CARD },
      undefined,
      { relation: 'adapter', models: [{ id: 'meta-llama/Llama-4-Scout-17B-16E' }] },
    ],
    ['a quantization', { 'toast.gguf': 'GGUF', 'README.md': CARD }, undefined, { relation: 'quantized' }],
    [
      'a merge',
      { 'README.md': '---\nbase_model: [a/b, c/d]\n---\n' },
      undefined,
      { relation: 'merge', models: [{ id: 'a/b' }, { id: 'c/d' }] },
    ],
    [
      'what the card calls it',
      { 'README.md': '---\nbase_model: a/b\nbase_model_relation: quantized\n---\n' },
      undefined,
      { relation: 'quantized' },
    ],
    ['a bare list', { 'README.md': CARD }, 'list', ['meta-llama/Llama-4-Scout-17B-16E']],
    [
      'what is said of it',
      {},
      { relation: 'finetune', ids: ['a/b'] },
      { relation: 'finetune', models: [{ id: 'a/b' }] },
    ],
    ['nothing that Hub could tell', { 'README.md': '---\nbase_model: [/home/me/model\n---\n' }, undefined, undefined],
  ] as const)('is %s by its base models', async (_, files, baseModels, expected) => {
    const hub = await bakery({
      repositories: { [TOAST]: { files, ...(baseModels === undefined ? {} : { baseModels }) } },
    });
    const { baseModels: got } = JSON.parse(
      (await asked(`${hub.origin}/api/models/${TOAST}?expand=baseModels`)).body,
    ) as { baseModels?: unknown };
    if (expected === undefined) expect(got).toBeUndefined();
    else expect(got).toMatchObject(expected);
  });

  it('is had at its branches, tags and commits', async () => {
    const hub = await bakery({
      repositories: { [TOAST]: { ...REPO, refs: { 'wip/rye': { 'README.md': 'rye' }, v1: {} } } },
    });
    const at = async (revision: string) =>
      (await modelInfo({ name: TOAST, hubUrl: hub.origin, revision, additionalFields: ['sha', 'filePaths'] }))
        .filePaths;
    expect(await at('wip/rye')).toEqual(['README.md', 'model.safetensors']);
    expect(await at('v1')).toEqual(['model.safetensors']);
    expect(await at(hub.sha(TOAST, 'v1') ?? '')).toEqual(['model.safetensors']);
    await expect(at('no-such')).rejects.toMatchObject({ statusCode: 404 });
    expect(await asked(`${hub.origin}/${TOAST}/resolve/no-such/README.md`)).toMatchObject({
      status: 404,
      code: 'RevisionNotFound',
    });
  });

  it('without a commit is there, and has nothing', async () => {
    const hub = await bakery({ repositories: { 'baker/empty': {}, 'baker/unborn': { unborn: true } } });
    const info = async (id: string) => JSON.parse((await asked(`${hub.origin}/api/models/${id}`)).body) as object;
    expect(await info('baker/empty')).toMatchObject({ sha: hub.sha('baker/empty'), siblings: [] });
    expect(await info('baker/unborn')).not.toHaveProperty('sha');
    expect(await all(listFiles({ repo: 'baker/empty', hubUrl: hub.origin }))).toEqual([]);
    expect(await asked(`${hub.origin}/baker/empty/resolve/main/README.md`)).toMatchObject({
      status: 404,
      code: 'EntryNotFound',
    });
  });

  it('that was renamed is found under its new name', async () => {
    const hub = await bakery({ renamed: { 'baker/Old': TOAST } });
    expect(await modelInfo({ name: 'baker/Old', hubUrl: hub.origin })).toMatchObject({ name: TOAST });
    for (const name of ['baker/Old', 'BAKER/llama-toast'])
      expect((await asked(`${hub.origin}/${name}/resolve/main/README.md?x=1`)).headers.get('location')).toBe(
        `/${TOAST}/resolve/main/README.md?x=1`,
      );
  });
});

describe('a list', () => {
  const MANY = Object.fromEntries(
    Array.from({ length: 250 }, (_, at) => [
      `${at % 5 === 0 ? 'other' : 'guild'}/model-${at}`,
      at % 10 === 1 ? REPO : {},
    ]),
  );

  it('of models comes in pages that are no longer than the Hub wants', async () => {
    const hub = await bakery({ repositories: MANY });
    expect(await all(listModels({ search: { owner: 'guild' }, hubUrl: hub.origin }))).toHaveLength(200);
    expect(hub.asked('api')).toBe(2);
    expect(
      await all(
        listModels({
          search: { owner: 'guild', tags: ['base_model:finetune:meta-llama/Llama-4-Scout-17B-16E', 'license:llama4'] },
          hubUrl: hub.origin,
        }),
      ),
    ).toHaveLength(25);
    expect(
      await all(listModels({ search: { owner: 'guild', tags: ['license:llama4', 'llama3'] }, hubUrl: hub.origin })),
    ).toEqual([]);
    expect(await all(listModels({ search: { query: 'MODEL-24' }, hubUrl: hub.origin }))).toHaveLength(11);
  });

  it('goes on at the address of the Hub even where a mirror gives it', async () => {
    const hub = await bakery({ repositories: MANY, linkOrigin: 'https://huggingface.co' });
    expect((await asked(`${hub.origin}/api/models?author=guild&limit=500&expand=sha`)).headers.get('link')).toMatch(
      /^<https:\/\/huggingface\.co\/api\/models\?author=guild&limit=500&expand=sha&cursor=\S+>; rel="next"$/,
    );
  });

  it('of files has the hashes that Git and LFS give to them', async () => {
    const hub = await bakery({
      repositories: {
        [TOAST]: { files: { 'config.json': '{"model_type":"llama4"}' }, elsewhere: { 'model.bin': 'weights' } },
      },
    });
    const [config, model] = await all(listFiles({ repo: TOAST, hubUrl: hub.origin }));
    expect(config?.oid).toBe('0a9ca17716e02383a03bf9849fe25b3c0ed21918');
    expect(model).toMatchObject({
      size: 7,
      oid: 'c6a67be4f3ef29ed4a07b4f2446625126a25cfda',
      lfs: { oid: '9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c', pointerSize: 126 },
    });
  });

  it('of files comes in pages, with what LFS holds', async () => {
    const hub = await bakery({ perPage: { tree: 2 } });
    const entries = await all(listFiles({ repo: TOAST, recursive: true, hubUrl: hub.origin }));
    expect(entries.map(({ path, type }) => [path, type])).toEqual([
      ['README.md', 'file'],
      ['config.json', 'file'],
      ['model.safetensors', 'file'],
      ['more', 'directory'],
      ['more/notes.txt', 'file'],
    ]);
    expect(entries[2]).toMatchObject({
      size: WEIGHTS.size,
      lfs: { size: WEIGHTS.size, oid: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      xetHash: expect.any(String) as string,
    });
    expect(hub.asked('api', TOAST)).toBe(3);
    expect((await all(listFiles({ repo: TOAST, path: 'more', hubUrl: hub.origin }))).map(({ path }) => path)).toEqual([
      'more/notes.txt',
    ]);
  });
});

describe('a file', () => {
  const small = (hub: { origin: string }) => `${hub.origin}/${TOAST}/resolve/main/README.md`;
  const large = (hub: { origin: string }) => `${hub.origin}/${TOAST}/resolve/main/model.safetensors`;

  it('that is small stands behind a relative redirect, or is given at once', async () => {
    const hub = await bakery();
    const first = await asked(small(hub));
    expect(first).toMatchObject({ status: 307 });
    expect(first.headers.get('x-repo-commit')).toBe(hub.sha(TOAST));
    expect(first.headers.get('location')).toMatch(/^\/api\/resolve-cache\/models\//);
    expect((await asked(hub.origin + (first.headers.get('location') ?? ''))).body).toBe(CARD);
    const direct = await bakery({ direct: true });
    expect(await asked(small(direct))).toMatchObject({ status: 200, body: CARD });
    expect(await asked(small(direct), { headers: { range: 'bytes=4-10' } })).toMatchObject({
      status: 206,
      body: 'license',
    });
    expect(await asked(small(direct), { headers: { range: 'bytes=-6' } })).toMatchObject({
      status: 206,
      body: 'Toast\n',
    });
    expect(await asked(small(direct), { headers: { range: 'bytes=5000-' } })).toMatchObject({ status: 416 });
  });

  it('that is large lies on another host, and a part of it can be had', async () => {
    const hub = await bakery();
    const first = await asked(large(hub));
    expect(first).toMatchObject({ status: 302 });
    expect(first.headers.get('location')?.startsWith(hub.second.origin)).toBe(true);
    expect(['x-repo-commit', 'x-linked-size', 'x-linked-etag', 'etag'].map((name) => first.headers.get(name))).toEqual([
      hub.sha(TOAST),
      String(WEIGHTS.size),
      expect.stringMatching(/^"[0-9a-f]{64}"$/),
      first.headers.get('x-linked-etag'),
    ]);
    const part = await asked(large(hub), {
      redirect: 'follow',
      headers: { range: 'bytes=0-9', authorization: 'Bearer hf_reader' },
    });
    expect(part).toMatchObject({ status: 206, body: 'weights\0\0\0' });
    expect(part.headers.get('content-range')).toBe(`bytes 0-9/${WEIGHTS.size}`);
    expect(hub.second.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it('is given whole where the other host knows no ranges, and to nobody who sends a token there', async () => {
    const hub = await bakery({
      wholeFiles: true,
      repositories: {
        [TOAST]: { elsewhere: { 'model.safetensors': { size: 400_000, begin: 'weights', filler: 'w' } } },
      },
    });
    const whole = await asked(large(hub), { redirect: 'follow', headers: { range: 'bytes=0-9' } });
    expect([whole.status, whole.body.length, whole.body.replace(/w+$/, '')]).toEqual([200, 400_000, 'weights']);
    const place = (await asked(large(hub))).headers.get('location') ?? '';
    expect((await asked(place, authorized('hf_reader'))).status).toBe(403);
    expect(hub.second.seen.at(-1)?.headers.authorization).toBe('Bearer hf_reader');
  });

  it('is read by the Hub’s own client', async () => {
    const hub = await bakery();
    const got = async (path: string) => downloadFile({ repo: TOAST, path, hubUrl: hub.origin, xet: false });
    expect(await (await got('README.md'))?.text()).toBe(CARD);
    expect(await (await got('model.safetensors'))?.slice(0, 7).text()).toBe('weights');
    expect(await got('no-such')).toBeNull();
  });

  it('that LFS holds is a pointer in Git', async () => {
    const { body } = await asked(`${(await bakery()).origin}/${TOAST}/raw/main/model.safetensors`);
    expect(body).toMatch(
      /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:[0-9a-f]{64}\nsize 5000000000\n$/,
    );
  });

  it('with a hostile name is had, and an address that cannot be decoded is refused', async () => {
    const name = 'a b/$(touch x)\n“ü”?#%.md';
    const hub = await bakery({ repositories: { [TOAST]: { files: { [name]: 'hot' } } } });
    expect(
      (
        await asked(`${hub.origin}/${TOAST}/resolve/main/${name.split('/').map(encodeURIComponent).join('/')}`, {
          redirect: 'follow',
        })
      ).body,
    ).toBe('hot');
    expect((await asked(`${hub.origin}/${TOAST}/resolve/main/%E0%A4%A`)).status).toBe(400);
  });
});

describe('what not everybody may see', () => {
  const world = {
    repositories: {
      'baker/gated': { ...REPO, gated: 'manual' },
      'baker/private': { ...REPO, private: true },
      'baker/gone': { ...REPO, disabled: true },
    },
  } as const;

  it('of a gated model are its files, and nothing else', async () => {
    const hub = await bakery(world);
    const file = `${hub.origin}/baker/gated/resolve/main/README.md`;
    expect(await modelInfo({ name: 'baker/gated', hubUrl: hub.origin })).toMatchObject({ gated: 'manual' });
    expect(await all(listFiles({ repo: 'baker/gated', hubUrl: hub.origin }))).not.toEqual([]);
    expect(await asked(file)).toMatchObject({ status: 401, code: 'GatedRepo' });
    expect(await asked(file, authorized('hf_unknown'))).toMatchObject({ status: 401, code: 'GatedRepo' });
    expect(await asked(file, authorized('hf_known'))).toMatchObject({ status: 403, code: 'GatedRepo' });
    expect(await asked(file, authorized('hf_reader'))).toMatchObject({ status: 307 });
    expect(await asked(file, authorized('hf_baker'))).toMatchObject({ status: 307 });
  });

  it.each(['baker/private', 'baker/no-such'])('is whether there is a %s', async (id) => {
    const hub = await bakery(world);
    for (const address of [
      `${hub.origin}/api/models/${id}`,
      `${hub.origin}/api/models/${id}/tree/main`,
      `${hub.origin}/${id}/resolve/main/README.md`,
    ]) {
      expect(await asked(address)).toMatchObject({ status: 401, code: null });
      expect(await asked(address, authorized('hf_known'))).toMatchObject({ status: 404, code: 'RepoNotFound' });
      expect(await asked(address, authorized('hf_unknown'))).toMatchObject({ status: 401, code: null });
    }
    const names = async (token: object) =>
      (await all(listModels({ search: { owner: 'baker' }, hubUrl: hub.origin, ...token }))).map(({ name }) => name);
    expect(await names({})).not.toContain('baker/private');
    expect(await names({ accessToken: 'hf_baker' })).toContain('baker/private');
  });

  it('is what was disabled', async () => {
    const hub = await bakery(world);
    for (const address of [`${hub.origin}/api/models/baker/gone`, `${hub.origin}/baker/gone/resolve/main/README.md`]) {
      const got = await asked(address, authorized('hf_reader'));
      expect([got.status, got.headers.get('x-error-message')]).toEqual([403, 'Access to this resource is disabled.']);
    }
  });
});
