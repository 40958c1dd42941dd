import type { Place } from '../snapshot/place.ts';

// The nodes of a YAML file, separate from the reader, which few runs need.

/** Files that people edit are small; a larger one is not read. */
export const YAML_LIMIT = 256 * 1024;

/** A key of a mapping, its place, and its value. */
export interface YamlEntry {
  readonly key: string;
  readonly place: Place;
  readonly value: YamlNode;
}

export interface YamlMapping {
  readonly kind: 'mapping';
  readonly place: Place;
  readonly entries: readonly YamlEntry[];
}

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: string | number | boolean | null;
  /** The value as written, without quotation marks: `1.0`, not 1. */
  readonly text: string;
  /** The source, including quotation marks and escapes. */
  readonly raw: string;
}

/** A part of a YAML file with its place. A `broken` node was rejected and reported. */
export type YamlNode =
  | YamlMapping
  | { readonly kind: 'list'; readonly place: Place; readonly items: readonly YamlNode[] }
  | YamlScalar
  | { readonly kind: 'broken'; readonly place: Place };

/** The node under a key of a mapping; null without one. */
export function child(node: YamlNode, key: string): YamlNode | null {
  if (node.kind !== 'mapping') return null;
  return node.entries.find((entry) => entry.key === key)?.value ?? null;
}

/** The place of `length` characters at `index` in the source of a scalar. */
export function placeWithin({ place, raw }: YamlScalar, index: number, length: number): Place {
  const before = raw.slice(0, index).split('\n');
  const line = place.line + before.length - 1;
  const column = (before.at(-1)?.length ?? 0) + (before.length > 1 ? 1 : place.column);
  return { file: place.file, line, column, endLine: line, endColumn: column + length };
}
