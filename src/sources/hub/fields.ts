import { isHubId, type HubModel } from '../../snapshot/hub-model.ts';
import { IGNORED_NAMES, type SnapshotFile } from '../../snapshot/snapshot.ts';
import { gitHash, lfsHash, type ContentHash } from '../content-hash.ts';
import { fieldsOf } from '../../system/object-fields.ts';

// What the Hub's client hands over, made into what it should be: whatever is of another form is left out.

/** Of the card's front matter only this is kept: results of evaluations can be as large as all else together. */
const CARD_KEYS = [
  'base_model',
  'base_model_relation',
  'license',
  'license_name',
  'license_link',
  'tags',
  'library_name',
  'datasets',
  'language',
  'quantized_by',
  'extra_gated_prompt',
  'sdk',
  'app_file',
  'dataset_info',
  'task_categories',
  'configs',
] as const;
const MAX_VALUE_CHARS = 64 * 1024;
const MAX_TAGS = 1000;
const MAX_BASES = 1000;

/** A model as `modelFields` and `listedModels` give it; null for what is none. */
export function hubModelOf(input: unknown): HubModel | null {
  const fields = fieldsOf(input);
  const { name, sha, tags, cardData } = fields;
  // A model of the first days may have no owner.
  if (typeof name !== 'string' || !(isHubId(name) || /^\w[\w.-]{0,95}$/.test(name))) return null;
  return {
    id: name,
    sha: isCommit(sha) ? sha : null,
    private: fields['private'] === true,
    gated: fields['gated'] !== false && fields['gated'] !== undefined && fields['gated'] !== null,
    disabled: fields['disabled'] === true,
    tags: textsOf(tags, MAX_TAGS),
    cardData: cardDataOf(cardData),
    baseModels: baseModelsOf(fields['baseModels']),
  };
}

/** A file as the Hub lists it. */
export interface HubFile extends SnapshotFile {
  /** The hash of its content; null where the list does not tell it. */
  readonly hash: ContentHash | null;
}

/** A file as `treeEntries` gives it; null for a folder, and for what can be no file of a repository. */
export function hubFileOf(input: unknown): HubFile | null {
  const { type, path, size, oid, lfs } = fieldsOf(input);
  // Of what LFS holds, Git itself has the pointer alone.
  const inLfs = typeof lfs === 'object' && lfs !== null;
  const whole = fieldsOf(lfs)['size'] ?? size;
  if (type !== 'file' || typeof path !== 'string' || !isPath(path)) return null;
  const hash = inLfs ? lfsHash(fieldsOf(lfs)['oid']) : gitHash(oid);
  return typeof whole === 'number' && Number.isSafeInteger(whole) && whole >= 0
    ? { path, size: whole, pointer: false, hash }
    : null;
}

export function isCommit(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{40}$/.test(value);
}

const MAX_PATH_CHARS = 4096;

function isPath(path: string): boolean {
  return (
    path.length <= MAX_PATH_CHARS &&
    !path.includes('\0') &&
    path.split('/').every((name) => name !== '' && name !== '.' && name !== '..' && !IGNORED_NAMES.has(name))
  );
}

function cardDataOf(input: unknown): HubModel['cardData'] {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return null;
  const fields = fieldsOf(input);
  return Object.fromEntries(
    CARD_KEYS.flatMap((key) => (fields[key] !== undefined && isSmall(fields[key]) ? [[key, fields[key]]] : [])),
  );
}

/** A value of too many levels cannot be written as JSON, though it can be read. */
function isSmall(value: unknown): boolean {
  try {
    return JSON.stringify(value).length <= MAX_VALUE_CHARS;
  } catch {
    return false;
  }
}

/** The Hub gives `{ relation, models: [{ id }] }`; its own client for Python takes a list of ids as well. */
function baseModelsOf(input: unknown): HubModel['baseModels'] {
  const { relation, models } = fieldsOf(input);
  const list: readonly unknown[] = Array.isArray(input) ? input : Array.isArray(models) ? models : [];
  const ids = textsOf(
    list.map((one) => (typeof one === 'string' ? one : fieldsOf(one)['id'])),
    MAX_BASES,
  );
  return ids.length === 0 ? null : { relation: typeof relation === 'string' ? relation : null, ids };
}

function textsOf(input: unknown, most: number): readonly string[] {
  return Array.isArray(input)
    ? input.filter((one): one is string => typeof one === 'string' && one.length <= MAX_VALUE_CHARS).slice(0, most)
    : [];
}
