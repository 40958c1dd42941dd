import type { Snapshot } from '../snapshot/snapshot.ts';
import { HeaderBytes } from './header-bytes.ts';

// https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. Version 1 counted in 32 bits; a big-endian file differs
// in everything but the magic number.

export type GgufValue = string | number | boolean | readonly string[];

/** The keys of a GGUF file that describe the model's origin: `general.*`, `adapter.*`, `split.*`. */
export interface GgufHeader {
  readonly path: string;
  readonly version: number;
  readonly littleEndian: boolean;
  /** False if the header is cut off, has a wrong length, or exceeds the limits. */
  readonly whole: boolean;
  /** The first value of each key. */
  readonly values: ReadonlyMap<string, GgufValue>;
}

/** A header is read up to this many bytes, not counting skipped ones. */
export const GGUF_LIMIT = 32 * 1024 * 1024;

const WANTED = /^(?:general|adapter|split)\./;
const MAX_KEY_CHARS = 65_535;
const MAX_TEXT_CHARS = 16 * 1024;
const MAX_KEYS = 10_000;
const MAX_ITEMS = 64;
const MAX_INNER_ARRAYS = 10_000;
/** The largest tokenizers have fewer than a million tokens and merges together. */
const MAX_STRINGS = 1_500_000;

const STRING = 8;
const ARRAY = 9;
/** The size of a value in bytes, by its type's number; 0 for types with their own length. */
const SIZES: readonly number[] = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

interface Reading {
  readonly bytes: HeaderBytes;
  readonly little: boolean;
  /** The size of a length or a count in bytes. */
  readonly countSize: 4 | 8;
  innerArrays: number;
  strings: number;
}

/** The result for a skipped value; null means that the header is cut off. */
const SKIPPED = Symbol('skipped');

/**
 * Reads the header of a GGUF file, or the part of it within a limit; null if it cannot be read or is not a GGUF header.
 * Never throws, whatever the file contains.
 */
export async function readGguf(snapshot: Snapshot, path: string, limit = GGUF_LIMIT): Promise<GgufHeader | null> {
  const file = snapshot.files.find((one) => one.path === path);
  if (file === undefined || file.pointer) return null;
  const bytes = new HeaderBytes(snapshot, file, limit);
  if (!(await bytes.load(8))) return null;
  const start = bytes.take(8);
  if (start.getUint32(0) !== 0x47475546) return null;
  const little = start.getUint32(4, true) <= 0xffff;
  const version = start.getUint32(4, little);
  if (version < 1 || version > 3) return null;
  const reading: Reading = { bytes, little, countSize: version === 1 ? 4 : 8, innerArrays: 0, strings: 0 };
  const values = new Map<string, GgufValue>();
  const whole = await readKeys(reading, values);
  return { path, version, littleEndian: little, whole, values };
}

async function readKeys(reading: Reading, values: Map<string, GgufValue>): Promise<boolean> {
  const tensors = await count(reading);
  const keys = await count(reading);
  if (tensors === null || keys === null) return false;
  for (let read = 0; read < Math.min(keys, MAX_KEYS); read++) {
    const key = await text(reading, MAX_KEY_CHARS);
    const type = await uint32(reading);
    if (typeof key !== 'string' || type === null) return false;
    const value = await valueOf(reading, type, WANTED.test(key));
    if (value === null) return false;
    if (value !== SKIPPED && !values.has(key)) values.set(key, value);
  }
  return keys <= MAX_KEYS;
}

async function valueOf(reading: Reading, type: number, wanted: boolean): Promise<GgufValue | typeof SKIPPED | null> {
  if (type === STRING) return text(reading, wanted ? MAX_TEXT_CHARS : 0);
  if (type === ARRAY) return array(reading, wanted, 0);
  const size = SIZES[type];
  if (size === undefined || !(await reading.bytes.load(size))) return null;
  const view = reading.bytes.take(size);
  return wanted ? numberOf(view, type, reading.little) : SKIPPED;
}

function numberOf(view: DataView, type: number, little: boolean): number | boolean | typeof SKIPPED {
  if (type === 0) return view.getUint8(0);
  if (type === 1) return view.getInt8(0);
  if (type === 2) return view.getUint16(0, little);
  if (type === 3) return view.getInt16(0, little);
  if (type === 4) return view.getUint32(0, little);
  if (type === 5) return view.getInt32(0, little);
  if (type === 6) return view.getFloat32(0, little);
  if (type === 7) return view.getUint8(0) !== 0;
  if (type === 10) return Number(view.getBigUint64(0, little));
  if (type === 11) return Number(view.getBigInt64(0, little));
  return view.getFloat64(0, little);
}

/** Keeps wanted strings; everything else is skipped, without being read if its size is known. */
async function array(
  reading: Reading,
  wanted: boolean,
  depth: number,
): Promise<readonly string[] | typeof SKIPPED | null> {
  const { bytes } = reading;
  const type = await uint32(reading);
  const items = await count(reading);
  if (type === null || items === null) return null;
  if (type === STRING) return strings(reading, items, wanted && depth === 0);
  if (type === ARRAY) return arrays(reading, items, depth + 1);
  const size = SIZES[type];
  if (size === undefined || items > bytes.left / size) return null;
  return bytes.skip(items * size) ? SKIPPED : null;
}

async function arrays(reading: Reading, items: number, depth: number): Promise<typeof SKIPPED | null> {
  if (depth > 3) return null;
  for (let read = 0; read < items; read++) {
    if (++reading.innerArrays > MAX_INNER_ARRAYS) return null;
    if ((await array(reading, false, depth)) === null) return null;
  }
  return SKIPPED;
}

async function strings(
  reading: Reading,
  items: number,
  wanted: boolean,
): Promise<readonly string[] | typeof SKIPPED | null> {
  const { bytes, countSize } = reading;
  const kept: string[] = [];
  for (let read = 0; wanted && read < Math.min(items, MAX_ITEMS); read++) {
    const item = await text(reading, MAX_TEXT_CHARS);
    if (item === null) return null;
    if (item !== SKIPPED) kept.push(item);
  }
  // A tokenizer has hundreds of thousands of strings: awaiting each would be most of the work.
  for (let read = wanted ? Math.min(items, MAX_ITEMS) : 0; read < items; read++) {
    if (++reading.strings > MAX_STRINGS) return null;
    if (!bytes.has(countSize) && !(await bytes.load(countSize))) return null;
    if (!bytes.skip(bytes.takeCount(countSize, reading.little))) return null;
  }
  return wanted ? kept : SKIPPED;
}

async function text(reading: Reading, longest: number): Promise<string | typeof SKIPPED | null> {
  const length = await count(reading);
  if (length === null || length > reading.bytes.left) return null;
  if (length > longest) return reading.bytes.skip(length) ? SKIPPED : null;
  if (!(await reading.bytes.load(length))) return null;
  return new TextDecoder().decode(reading.bytes.take(length));
}

async function uint32({ bytes, little }: Reading): Promise<number | null> {
  return (await bytes.load(4)) ? bytes.takeCount(4, little) : null;
}

async function count({ bytes, countSize, little }: Reading): Promise<number | null> {
  return (await bytes.load(countSize)) ? bytes.takeCount(countSize, little) : null;
}
