import { commit, downloadFile, listFiles, listModels, modelInfo, whoAmI } from '@huggingface/hub';
import { describe, expect, it } from 'vitest';

import { hubServer, type HubWorld } from './hub.ts';

// The server is asked by the Hub's own client, and by plain requests where that client hides what was answered.

const CARD = '---\nlicense: llama4\nlibrary_name: transformers\nbase_model: meta-llama/Llama-4-Scout-17B-16E\n---\n# Toast\n';
const TOAST = 'baker/Llama-Toast';
const WEIGHTS = { size: 5_000_000_000, begin: 'weights' };
const REPO = { files: { 'README.md': CARD, 'config.json': '{"model_type":"llama4"}', 'more/notes.txt': 'hot' }, elsewhere: { 'model.safetensors': WEIGHTS } };
const TOKENS = { hf_baker: { name: 'baker', role: 'write' }, hf_guest: { name: 'guest', role: 'write', orgs: [{ name: 'guild', roleInOrg: 'read' }] }, hf_reader: 'opens', hf_known: 'knows' } as const;

const bakery = (more: HubWorld = {}) => hubServer({ repositories: { [TOAST]: REPO }, tokens: TOKENS, ...more });

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const got: T[] = [];
  for await (const one of from) got.push(one);
  return got;
}

async function asked(address: string, init: RequestInit = {}) {
  const response = await fetch(address, { redirect: 'manual', ...init });
  return { status: response.status, code: response.headers.get('x-error-code'), headers: response.headers, body: await response.text() };
}

const authorized = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('a model', () => {
  it('is described by what its files and its card say', async () => {
    const hub = await bakery();
    const info = await modelInfo({ name: TOAST, hubUrl: hub.origin, additionalFields: ['sha', 'tags', 'cardData', 'disabled', 'filePaths'] });
    expect(info).toMatchObject({ name: TOAST, private: false, gated: false, disabled: false, sha: hub.sha(TOAST), cardData: { license: 'llama4' } });
    expect(info.filePaths).toEqual(['README.md', 'config.json', 'more/notes.txt', 'model.safetensors']);
    expect(info.tags).toEqual(expect.arrayContaining(['license:llama4', 'base_model:meta-llama/Llama-4-Scout-17B-16E', 'base_model:finetune:meta-llama/Llama-4-Scout-17B-16E', 'llama4']));
  });

  it('has only the fields that `expand` names', async () => {
    const hub = await bakery();
    const address = `${hub.origin}/api/models/${TOAST}`;
    const fields = async (query: string) => Object.keys(JSON.parse((await asked(`${address}${query}`)).body) as object).sort();
    expect(await fields('?expand=sha&expand=gated')).toEqual(['_id', 'gated', 'id', 'sha']);
    expect(await fields('/revision/main?expand[]=baseModels')).toEqual(['_id', 'baseModels', 'id']);
    expect(await fields('')).toEqual(expect.arrayContaining(['sha', 'siblings', 'tags', 'cardData', 'gated', 'private', 'disabled', 'lastModified']));
    expect((await asked(`${address}?expand=taste`)).status).toBe(400);
    expect(JSON.parse((await asked(`${address}?blobs=true`)).body)).toMatchObject({ siblings: expect.arrayContaining([expect.objectContaining({ rfilename: 'model.safetensors', size: WEIGHTS.size })]) as unknown });
  });

  it.each([
    ['an adapter', { 'adapter_config.json': '{}', 'README.md': CARD }, undefined, { relation: 'adapter', models: [{ id: 'meta-llama/Llama-4-Scout-17B-16E' }] }],
    ['a quantization', { 'toast.gguf': 'GGUF', 'README.md': CARD }, undefined, { relation: 'quantized' }],
    ['a merge', { 'README.md': '---\nbase_model: [a/b, c/d]\n---\n' }, undefined, { relation: 'merge', models: [{ id: 'a/b' }, { id: 'c/d' }] }],
    ['what the card calls it', { 'README.md': '---\nbase_model: a/b\nbase_model_relation: quantized\n---\n' }, undefined, { relation: 'quantized' }],
    ['a bare list', { 'README.md': CARD }, 'list', ['meta-llama/Llama-4-Scout-17B-16E']],
    ['what is said of it', {}, { relation: 'finetune', ids: ['a/b'] }, { relation: 'finetune', models: [{ id: 'a/b' }] }],
    ['nothing that Hub could tell', { 'README.md': '---\nbase_model: [/home/me/model\n---\n' }, undefined, undefined],
  ] as const)('is %s by its base models', async (_, files, baseModels, expected) => {
    const hub = await bakery({ repositories: { [TOAST]: { files, ...(baseModels === undefined ? {} : { baseModels }) } } });
    const { baseModels: got } = JSON.parse((await asked(`${hub.origin}/api/models/${TOAST}?expand=baseModels`)).body) as { baseModels?: unknown };
    if (expected === undefined) expect(got).toBeUndefined();
    else expect(got).toMatchObject(expected);
  });

  it('is had at its branches, tags and commits', async () => {
    const hub = await bakery({ repositories: { [TOAST]: { ...REPO, refs: { 'wip/rye': { 'README.md': 'rye' }, 'v1': {} } } } });
    const at = async (revision: string) => (await modelInfo({ name: TOAST, hubUrl: hub.origin, revision, additionalFields: ['sha', 'filePaths'] })).filePaths;
    expect(await at('wip/rye')).toEqual(['README.md', 'model.safetensors']);
    expect(await at('v1')).toEqual(['model.safetensors']);
    expect(await at(hub.sha(TOAST, 'v1') ?? '')).toEqual(['model.safetensors']);
    await expect(at('no-such')).rejects.toMatchObject({ statusCode: 404 });
    expect(await asked(`${hub.origin}/${TOAST}/resolve/no-such/README.md`)).toMatchObject({ status: 404, code: 'RevisionNotFound' });
  });

  it('without a commit is there, and has nothing', async () => {
    const hub = await bakery({ repositories: { 'baker/empty': {}, 'baker/unborn': { unborn: true } } });
    const info = async (id: string) => JSON.parse((await asked(`${hub.origin}/api/models/${id}`)).body) as object;
    expect(await info('baker/empty')).toMatchObject({ sha: hub.sha('baker/empty'), siblings: [] });
    expect(await info('baker/unborn')).not.toHaveProperty('sha');
    expect(await all(listFiles({ repo: 'baker/empty', hubUrl: hub.origin }))).toEqual([]);
    expect(await asked(`${hub.origin}/baker/empty/resolve/main/README.md`)).toMatchObject({ status: 404, code: 'EntryNotFound' });
  });

  it('that was renamed is found under its new name', async () => {
    const hub = await bakery({ renamed: { 'baker/Old': TOAST } });
    expect(await modelInfo({ name: 'baker/Old', hubUrl: hub.origin })).toMatchObject({ name: TOAST });
    expect((await asked(`${hub.origin}/baker/Old/resolve/main/README.md`)).headers.get('location')).toBe(`/${TOAST}/resolve/main/README.md`);
  });
});

describe('a list', () => {
  const MANY = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`${at % 5 === 0 ? 'other' : 'guild'}/model-${at}`, at % 10 === 1 ? REPO : {}]));

  it('of models comes in pages that are no longer than the Hub wants', async () => {
    const hub = await bakery({ repositories: MANY });
    expect(await all(listModels({ search: { owner: 'guild' }, hubUrl: hub.origin }))).toHaveLength(200);
    expect(hub.asked('api')).toBe(2);
    expect(await all(listModels({ search: { owner: 'guild', tags: ['base_model:finetune:meta-llama/Llama-4-Scout-17B-16E', 'license:llama4'] }, hubUrl: hub.origin }))).toHaveLength(25);
    expect(await all(listModels({ search: { query: 'MODEL-24' }, hubUrl: hub.origin }))).toHaveLength(11);
  });

  it('goes on at the address of the Hub even where a mirror gives it', async () => {
    const hub = await bakery({ repositories: MANY, linkOrigin: 'https://huggingface.co' });
    expect((await asked(`${hub.origin}/api/models?author=guild&limit=500&expand=sha`)).headers.get('link')).toMatch(/^<https:\/\/huggingface\.co\/api\/models\?author=guild&limit=500&expand=sha&cursor=\S+>; rel="next"$/);
  });

  it('of files comes in pages, with what LFS holds', async () => {
    const hub = await bakery({ perPage: { tree: 2 } });
    const entries = await all(listFiles({ repo: TOAST, recursive: true, hubUrl: hub.origin }));
    expect(entries.map(({ path, type }) => [path, type])).toEqual([['README.md', 'file'], ['config.json', 'file'], ['model.safetensors', 'file'], ['more', 'directory'], ['more/notes.txt', 'file']]);
    expect(entries[2]).toMatchObject({ size: WEIGHTS.size, lfs: { size: WEIGHTS.size, oid: expect.stringMatching(/^[0-9a-f]{64}$/) as string }, xetHash: expect.any(String) as string });
    expect(hub.asked('api', TOAST)).toBe(3);
    expect((await all(listFiles({ repo: TOAST, path: 'more', hubUrl: hub.origin }))).map(({ path }) => path)).toEqual(['more/notes.txt']);
  });
});
