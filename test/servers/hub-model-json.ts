import { createHash } from 'node:crypto';

import { parse } from 'yaml';

import { blobOid, bytesOf, lfsOid, pointerOf, sizeOf } from './hub-content.ts';
import type { HubFiles, HubRepository } from './hub-repository.ts';

// What the Hub's API says of a model, https://huggingface.co/docs/hub/api

/** Fields that `expand` may name. */
const EXPANDABLE = [
  'author',
  'baseModels',
  'cardData',
  'childrenModelCount',
  'config',
  'createdAt',
  'disabled',
  'downloads',
  'downloadsAllTime',
  'evalResults',
  'gated',
  'gguf',
  'gitalyUid',
  'inference',
  'inferenceProviderMapping',
  'lastModified',
  'library_name',
  'likes',
  'mask_token',
  'model-index',
  'pipeline_tag',
  'private',
  'resourceGroup',
  'safetensors',
  'sha',
  'siblings',
  'spaces',
  'tags',
  'transformersInfo',
  'trendingScore',
  'usedStorage',
  'widgetData',
  'xetEnabled',
];

/** What a list has without `expand`. */
const LISTED = ['likes', 'private', 'downloads', 'tags', 'pipeline_tag', 'library_name', 'createdAt'];
const FRONT_MATTER = /^\s*---(?:\r\n|\r|\n)([\S\s]*?)(?:\r\n|\r|\n)---[ \t]*(?:\r\n|\n|$)/;
const MODEL_ID = /^[\w.-]+\/[\w.-]+$/;
const CREATED = Date.UTC(2025, 3, 5);

/** The `expand` of a query; null where nothing is to be left out. */
export function expanded(query: URLSearchParams): readonly string[] | null {
  const names = [...query.getAll('expand'), ...query.getAll('expand[]')];
  return names.length === 0 ? null : names;
}

/** The first name that `expand` must not have. */
export function unknownField(names: readonly string[] | null): string | null {
  return names?.find((name) => !EXPANDABLE.includes(name)) ?? null;
}

/** A model by itself. */
export function modelJson(
  repository: HubRepository,
  sha: string | null,
  expand: readonly string[] | null,
  blobs: boolean,
): object {
  const whole = wholeJson(repository, sha, blobs);
  return expand === null ? { ...whole, modelId: repository.id } : only(whole, expand);
}

/** A model in a list. */
export function listedJson(repository: HubRepository, expand: readonly string[] | null, full: boolean): object {
  const whole = wholeJson(repository, repository.sha('main'), false);
  return full && expand === null ? whole : only(whole, expand ?? LISTED);
}

/** The tags that a list can be filtered by. */
export function tagsOf(repository: HubRepository): readonly string[] {
  const sha = repository.sha('main');
  return readModel(repository, sha === null ? new Map() : repository.files(sha)).tags;
}

function wholeJson(repository: HubRepository, sha: string | null, blobs: boolean): Readonly<Record<string, unknown>> {
  const { id, repo } = repository;
  const files = sha === null ? new Map<string, never>() : repository.files(sha);
  const { cardData, tags, baseModels } = readModel(repository, files);
  return {
    _id: mongoId(id),
    id,
    author: id.split('/')[0],
    ...(sha === null ? {} : { sha }),
    private: repo.private === true,
    gated: repo.gated ?? false,
    disabled: repo.disabled === true,
    createdAt: new Date(CREATED).toISOString(),
    lastModified: new Date(CREATED + repository.age * 3_600_000).toISOString(),
    downloads: 0,
    likes: 0,
    tags,
    ...(typeof cardData?.['pipeline_tag'] === 'string' ? { pipeline_tag: cardData['pipeline_tag'] } : {}),
    ...(typeof cardData?.['library_name'] === 'string' ? { library_name: cardData['library_name'] } : {}),
    ...(cardData === null ? {} : { cardData }),
    ...(baseModels === null ? {} : { baseModels }),
    ...(jsonOf(files, 'config.json') === null ? {} : { config: jsonOf(files, 'config.json') }),
    siblings: siblingsOf(files, blobs),
    spaces: [],
    usedStorage: [...files.values()].reduce((sum, { content }) => sum + sizeOf(content), 0),
  };
}

function only(whole: Readonly<Record<string, unknown>>, names: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(whole).filter(([name]) => name === '_id' || name === 'id' || names.includes(name)),
  );
}

function siblingsOf(files: HubFiles, blobs: boolean): readonly object[] {
  return [...files].map(([rfilename, { content, lfs }]) => ({
    rfilename,
    ...(blobs ? { size: sizeOf(content), blobId: blobOid(lfs ? pointerOf(content) : content) } : {}),
    ...(blobs && lfs
      ? { lfs: { sha256: lfsOid(content), size: sizeOf(content), pointerSize: pointerOf(content).length } }
      : {}),
  }));
}

interface ModelRead {
  readonly cardData: Readonly<Record<string, unknown>> | null;
  readonly tags: readonly string[];
  readonly baseModels: object | null;
}

/** Cards are read once for each state of a repository. */
const read = new WeakMap<HubFiles, ModelRead>();

function readModel(repository: HubRepository, files: HubFiles): ModelRead {
  const known = read.get(files) ?? readAnew(repository, files);
  read.set(files, known);
  return known;
}

function readAnew({ repo }: HubRepository, files: HubFiles): ModelRead {
  const cardData = cardOf(files);
  const ids = texts(cardData?.['base_model']).filter((id) => MODEL_ID.test(id));
  const said = repo.baseModels === null || repo.baseModels === 'list' ? undefined : repo.baseModels;
  const bases =
    repo.baseModels === null
      ? { relation: '', ids: [] }
      : (said ?? { relation: relationOf(files, cardData, ids.length), ids });
  const modelType = jsonOf(files, 'config.json')?.['model_type'];
  const tags = [
    ...texts(cardData?.['library_name']),
    ...texts(modelType),
    ...texts(cardData?.['tags']),
    ...texts(cardData?.['datasets']).map((id) => `dataset:${id}`),
    ...bases.ids.map((id) => `base_model:${id}`),
    ...bases.ids.map((id) => `base_model:${bases.relation}:${id}`),
    ...texts(cardData?.['license']).map((license) => `license:${license}`),
    ...(repo.tags ?? []),
    'region:us',
  ];
  const models = { relation: bases.relation, models: bases.ids.map((id) => ({ _id: mongoId(id), id })) };
  return {
    cardData,
    tags: [...new Set(tags)],
    baseModels: bases.ids.length === 0 ? null : repo.baseModels === 'list' ? bases.ids : models,
  };
}

/** What the Hub makes of a card that says nothing of the relation. */
function relationOf(files: HubFiles, cardData: ModelRead['cardData'], bases: number): string {
  const [said] = texts(cardData?.['base_model_relation']);
  if (said !== undefined) return said;
  if (files.has('adapter_config.json')) return 'adapter';
  if ([...files.keys()].some((path) => path.endsWith('.gguf'))) return 'quantized';
  return bases > 1 ? 'merge' : 'finetune';
}

function cardOf(files: HubFiles): ModelRead['cardData'] {
  const card = files.get('README.md');
  const front = card === undefined ? undefined : FRONT_MATTER.exec(bytesOf(card.content).toString())?.[1];
  return front === undefined ? null : attempt(() => record(parse(front)));
}

function jsonOf(files: HubFiles, path: string): Readonly<Record<string, unknown>> | null {
  const file = files.get(path);
  return file === undefined ? null : attempt(() => record(JSON.parse(bytesOf(file.content).toString())));
}

/** What an owner wrote wrong, the Hub leaves out. */
function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null;
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}

function mongoId(id: string): string {
  return createHash('sha1').update(id).digest('hex').slice(0, 24);
}
