import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Unread } from '../snapshot/file-text.ts';
import type { Evidence } from '../snapshot/place.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** A JSON file with an object at its top. */
export interface JsonFile {
  readonly path: string;
  readonly object: JsonObject;
  /**
   * A string under a top-level key, or under nested keys, with its place; null if it is missing, empty or not a string.
   */
  text(key: string, ...inner: readonly string[]): { readonly value: string; readonly evidence: Evidence } | null;
  /**
   * True if the lower-case word can be in the file, also if a character is written as an escape.
   */
  mayName(word: string): boolean;
}

/** A file that exists but is not a JSON object is `broken`; any other word says why it could not be read. */
export type JsonRead = JsonFile | 'broken' | Exclude<Unread, 'pointer'> | null;

/** Reads a JSON object. Null if there is no such file, or only a pointer to it. */
export async function readJson(snapshot: Snapshot, path: string): Promise<JsonRead> {
  if (!snapshot.files.some((file) => file.path === path)) return null;
  const read = await snapshot.text(path);
  if (read.text === null) return read.unread === 'pointer' ? null : read.unread;
  const object = parseObject(read.text);
  return object === null ? 'broken' : jsonFile(path, read.text, object);
}

/** The file if it could be read, otherwise null. */
export function jsonOf(read: JsonRead): JsonFile | null {
  return typeof read === 'string' ? null : read;
}

function parseObject(source: string): JsonObject | null {
  try {
    return objectOf(JSON.parse(source) as JsonValue);
  } catch {
    return null;
  }
}

/** The value if it is an object, otherwise null. */
export function objectOf(value: JsonValue | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !isList(value) ? value : null;
}

/** The entries of a list; a single value counts as a list of one, and a missing one as an empty list. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return typeof value === 'object' && value !== null && isList(value) ? value : [value];
}

function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function jsonFile(path: string, source: string, object: JsonObject): JsonFile {
  return {
    path,
    object,
    mayName: (word) => source.toLowerCase().includes(word) || source.includes('\\u'),
    text(...keys) {
      let value: JsonValue | undefined = object;
      for (const key of keys) {
        const within: JsonObject | null = objectOf(value);
        value = within !== null && Object.hasOwn(within, key) ? within[key] : undefined;
      }
      if (typeof value !== 'string' || value.trim() === '') return null;
      return { value, evidence: { file: path, ...placeOfKey(source, keys), says: `${keys.join('.')}: ${value}` } };
    },
  };
}

/**
 * The line and column of the value after the first occurrence of the keys, one after the other, since `JSON.parse`
 * keeps no positions.
 */
function placeOfKey(source: string, keys: readonly string[]): { line: number | null; column: number | null } {
  let at = 0;
  for (const key of keys) at = at < 0 ? at : source.indexOf(`"${key}"`, at);
  const value = at < 0 ? -1 : source.indexOf('"', source.indexOf(':', at + (keys.at(-1)?.length ?? 0) + 2) + 1);
  if (value < 0) return { line: null, column: null };
  const before = source.slice(0, value);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return { line: before.split(/\r\n|\r|\n/).length, column: value - lineStart + 1 };
}
