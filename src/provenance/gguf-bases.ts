import type { Relation } from '../report.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { SnapshotFile } from '../snapshot/snapshot.ts';
import type { BaseStatement, LicenseStatement, Origin } from '../evidence/statement.ts';
import type { GgufHeader } from './gguf.ts';
import { headerEvidence } from '../evidence/evidence-at.ts';

const MAX_FILES = 4;
const MAX_BASES = 16;
const PART = /-(\d{5})-of-\d{5}\.gguf$/i;

/**
 * The GGUF files to read: the first part of each set, the language model before its image projector (`mmproj`), the
 * nearest to the root first, and at most four, since quantizations of one model say the same.
 */
export function ggufFiles(files: readonly SnapshotFile[]): readonly string[] {
  return files
    .filter((file) => !file.pointer && /\.gguf$/i.test(file.path) && Number(PART.exec(file.path)?.[1] ?? 1) === 1)
    .map((file) => ({ path: file.path, rank: (/mmproj/i.test(file.path) ? 1000 : 0) + file.path.split('/').length }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_FILES)
    .map(({ path }) => path);
}

/**
 * The bases (`general.base_model.*`), the source of the conversion (`general.source.*`) and the license in a GGUF
 * header. A name without an account, and the model's own page, make a base likely.
 */
export function ggufOrigin(header: GgufHeader): Origin {
  const relation = isAdapter(header) ? 'adapter' : null;
  const bases = baseIndexes(header).flatMap((index) => baseOf(header, index, relation));
  const sources = SOURCES.flatMap(({ key, most }) => {
    const value = textOf(header, key);
    return value !== null && namesModel(value) ? [statement(header, { key, written: value, relation, most })] : [];
  });
  return { bases: [...bases, ...sources], licenses: LICENSE_KEYS.flatMap((key) => licenseOf(header, key)) };
}

const SOURCES = [
  { key: 'general.source.huggingface.repository', most: 'stated' },
  { key: 'general.source.repo_url', most: 'stated' },
  { key: 'general.source.url', most: 'stated' },
  { key: 'general.repo_url', most: 'likely' },
  { key: 'general.url', most: 'likely' },
] as const;

const LICENSE_KEYS = ['general.license', 'general.license.name', 'general.license.link'];

/** The string under a key, or null if it is missing, blank or not a string. */
export function textOf(header: GgufHeader, key: string): string | null {
  const value = header.values.get(key);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** An adapter is much smaller than any model. */
export const MAX_ADAPTER_BYTES = 512 * 1024 * 1024;

/** The evidence in a header that all GGUF files are adapters; null if one can be a model. */
export function ggufAdapter(headers: readonly GgufHeader[], files: readonly SnapshotFile[]): Evidence | null {
  const [first] = headers;
  if (
    first === undefined ||
    !headers.every(isAdapter) ||
    files.some(({ path, size }) => /\.gguf$/i.test(path) && size > MAX_ADAPTER_BYTES)
  )
    return null;
  return headerEvidence(first.path, 'general.type', 'adapter');
}

function isAdapter(header: GgufHeader): boolean {
  return textOf(header, 'adapter.type') !== null || textOf(header, 'general.type') === 'adapter';
}

/** The indexes in the keys, since `general.base_model.count` can be missing or wrong. */
function baseIndexes(header: GgufHeader): readonly string[] {
  const found = new Set<string>();
  for (const key of header.values.keys()) {
    const index = /^general\.base_model\.(\d{1,4})\./.exec(key)?.[1];
    if (index !== undefined) found.add(index);
  }
  return [...found].sort((a, b) => Number(a) - Number(b)).slice(0, MAX_BASES);
}

function baseOf(header: GgufHeader, index: string, relation: Relation | null): BaseStatement[] {
  const base = `general.base_model.${index}`;
  for (const key of [`${base}.repo_url`, `${base}.url`]) {
    const value = textOf(header, key);
    if (value !== null && namesModel(value))
      return [statement(header, { key, written: value, relation, most: 'stated' })];
  }
  const name = textOf(header, `${base}.name`);
  if (name === null) return [];
  const organization = textOf(header, `${base}.organization`);
  const key = organization === null ? `${base}.name` : `${base}.organization/name`;
  // The converter writes the parts of an id as titles, with spaces for hyphens.
  const written = organization === null ? name : `${organization.replace(/\s+/g, '-')}/${name.replace(/\s+/g, '-')}`;
  return [statement(header, { key, written, relation, most: organization === null ? 'likely' : 'stated' })];
}

/** Many headers link only to an account (`https://huggingface.co/unsloth`), which is not a model. */
function namesModel(value: string): boolean {
  const path = value.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#][^]*/, '');
  return path.split('/').filter((segment) => segment !== '').length >= 2;
}

function statement(
  header: GgufHeader,
  said: { key: string; written: string } & Pick<BaseStatement, 'relation' | 'most'>,
): BaseStatement {
  const { key, written, relation, most } = said;
  return { by: 'gguf', written, relation, most, evidence: headerEvidence(header.path, key, written) };
}

function licenseOf(header: GgufHeader, key: string): LicenseStatement[] {
  const written = textOf(header, key);
  return written === null ? [] : [{ written, evidence: headerEvidence(header.path, key, written) }];
}
