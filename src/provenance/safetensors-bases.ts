import type { Certainty } from '../report.ts';
import type { Snapshot, SnapshotFile } from '../snapshot/snapshot.ts';
import { jsonOf, objectOf, readJson } from './json-file.ts';
import type { BaseStatement, LicenseStatement, Origin } from '../evidence/statement.ts';
import { llama4Shape, NO_SHAPE, tellsSize, type Llama4Shape } from './llama4-architecture.ts';
import { readSafetensorsHeader, type SafetensorsHeader } from './safetensors.ts';
import { headerEvidence } from '../evidence/evidence-at.ts';

/** What safetensors files say, and the shapes of their tensors. */
export interface SafetensorsOrigin extends Origin {
  readonly llama4Shape: Llama4Shape;
  /** The file that shows the shape, or null. */
  readonly shapeFrom: string | null;
}

/** The value if no such file was read. */
export const NO_SAFETENSORS: SafetensorsOrigin = { bases: [], licenses: [], llama4Shape: NO_SHAPE, shapeFrom: null };

const INDEX = 'model.safetensors.index.json';
const PART = /-(\d{5})-of-\d{5}\.safetensors$/i;
const MAX_FILES = 3;

/**
 * Reads the headers of at most three files at the root: for a set of shards, those that have the tensors with the
 * model's sizes according to the index, or the first.
 */
export async function readSafetensorsOrigin(snapshot: Snapshot): Promise<SafetensorsOrigin> {
  const shards = await readIndex(snapshot);
  if (shards === null) return readSafetensorsHeaders(snapshot);
  const headers = await headersOf(snapshot, sizeShards(shards));
  const shapes = new Map(headers.flatMap((header) => [...header.shapes]));
  return { ...originOf(headers), llama4Shape: llama4Shape(shards.keys(), shapes), shapeFrom: INDEX };
}

/** Reads the headers of at most three files at the root, for a set of shards only the first, without an index. */
export async function readSafetensorsHeaders(snapshot: Snapshot): Promise<SafetensorsOrigin> {
  const headers = await headersOf(snapshot, safetensorsFiles(snapshot.files));
  const telling = headers.find((header) => header.llama4Shape.names) ?? headers[0];
  return { ...originOf(headers), llama4Shape: telling?.llama4Shape ?? NO_SHAPE, shapeFrom: telling?.path ?? null };
}

async function headersOf(snapshot: Snapshot, paths: readonly string[]): Promise<SafetensorsHeader[]> {
  const read = await Promise.all(paths.map((path) => readSafetensorsHeader(snapshot, path)));
  return read.filter((header) => header !== null);
}

function originOf(headers: readonly SafetensorsHeader[]): Origin {
  return { bases: headers.flatMap(basesOf), licenses: headers.flatMap(licensesOf) };
}

/** Tensor names and the shard of each; null without a readable index. */
async function readIndex(snapshot: Snapshot): Promise<ReadonlyMap<string, string> | null> {
  const index = jsonOf(await readJson(snapshot, INDEX));
  const map = objectOf(index?.object['weight_map']);
  if (map === null) return null;
  return new Map(
    Object.entries(map).flatMap(([name, file]): [string, string][] => (typeof file === 'string' ? [[name, file]] : [])),
  );
}

function sizeShards(shards: ReadonlyMap<string, string>): readonly string[] {
  const files = new Set<string>();
  for (const [name, file] of shards) {
    if (tellsSize(name)) files.add(file);
    if (files.size >= MAX_FILES) break;
  }
  return [...files];
}

function safetensorsFiles(files: readonly SnapshotFile[]): readonly string[] {
  return files
    .filter(
      ({ path, pointer }) => !pointer && /^[^/]+\.safetensors$/i.test(path) && Number(PART.exec(path)?.[1] ?? 1) === 1,
    )
    .map(({ path }) => path)
    .sort((a, b) => Number(/^model/i.test(b)) - Number(/^model/i.test(a)))
    .slice(0, MAX_FILES);
}

/** Free-form strings in which tools name a base; those that mostly have a nickname only make it likely. */
const BASE_KEYS: readonly { readonly key: string; readonly most: Certainty }[] = [
  { key: 'base_model', most: 'stated' },
  { key: 'base_model_name_or_path', most: 'stated' },
  { key: '_name_or_path', most: 'stated' },
  { key: 'finetuned_from', most: 'stated' },
  { key: 'source_model', most: 'stated' },
  { key: 'parent_model', most: 'likely' },
  { key: 'ss_base_model_version', most: 'likely' },
  { key: 'modelspec.base_model', most: 'likely' },
];
const MERGED_FROM = 'modelspec.merged_from';
const LICENSE_KEYS = ['license', 'license_name', 'license_link', 'modelspec.license'];

function basesOf({ path, metadata }: SafetensorsHeader): BaseStatement[] {
  const relation = /\/(?:lora|lycoris|dora)$/i.test(metadata.get('modelspec.architecture') ?? '') ? 'adapter' : null;
  const named = BASE_KEYS.flatMap(({ key, most }): BaseStatement[] => {
    const written = metadata.get(key)?.trim() ?? '';
    return written === ''
      ? []
      : [{ by: 'safetensors', written, relation, most, evidence: headerEvidence(path, key, written) }];
  });
  const merged = (metadata.get(MERGED_FROM) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const parents = merged.slice(0, 16).map((written): BaseStatement => ({
    by: 'safetensors',
    written,
    relation: 'merge',
    most: 'likely',
    evidence: headerEvidence(path, MERGED_FROM, written),
  }));
  return [...named, ...parents];
}

function licensesOf({ path, metadata }: SafetensorsHeader): LicenseStatement[] {
  return LICENSE_KEYS.flatMap((key) => {
    const written = metadata.get(key)?.trim() ?? '';
    return written === '' ? [] : [{ written, evidence: headerEvidence(path, key, written) }];
  });
}
