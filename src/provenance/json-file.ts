import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Unread } from '../snapshot/file-text.ts';
import type { Evidence } from '../snapshot/place.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** A JSON file whose top is an object. */
export interface JsonFile {
  readonly path: string;
  readonly object: JsonObject;
  /**
   * A string under a top-level key, or under further keys below it, with its place; null when it is missing, empty or
   * no string.
   */
  text(key: string, ...inner: readonly string[]): { readonly value: string; readonly evidence: Evidence } | null;
  /**
   * True when the word, in small letters, may stand anywhere in it; it may where a character is written as an escape.
   */
  mayName(word: string): boolean;
}

/** A file that is there but no JSON object is `broken`; any other word says why it could not be read. */
export type JsonRead = JsonFile | 'broken' | Exclude<Unread, 'pointer'> | null;

/** Reads a JSON object. Null when there is no such file, or only a pointer to one. */
export async function readJson(snapshot: Snapshot, path: string): Promise<JsonRead> {
  if (!snapshot.files.some((file) => file.path === path)) return null;
  const read = await snapshot.text(path);
  if (read.text === null) return read.unread === 'pointer' ? null : read.unread;
  const object = parseObject(read.text);
  return object === null ? 'broken' : jsonFile(path, read.text, object);
}

/** The file where it could be read; else null. */
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

/** The value when it is an object, else null. */
export function objectOf(value: JsonValue | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !isList(value) ? value : null;
}

/** The entries of a list; a single value is a list of one, and nothing is none. */
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
 * Line and column of the value behind the keys' first appearance, each behind the one before; `JSON.parse` keeps no
 * positions.
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
