import type { Snapshot } from '../snapshot/snapshot.ts';
import { objectOf, type JsonValue } from './json-file.ts';
import { HeaderBytes } from './header-bytes.ts';
import { jsonEntries, type JsonEntry } from './json-entries.ts';
import { llama4Shape, tellsSize, type Llama4Shape } from './llama4-architecture.ts';

// https://huggingface.co/docs/safetensors: eight bytes with the length of the header, little-endian, then the header:
// one JSON object, tensor by tensor, with free strings under `__metadata__`.

/** The contents of a safetensors header. */
export interface SafetensorsHeader {
  readonly path: string;
  /** False if only the beginning of the header was read, or it is cut off. */
  readonly whole: boolean;
  /** The strings under `__metadata__`. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Shapes of the tensors that show the model's sizes. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  readonly llama4Shape: Llama4Shape;
}

/** A header is read up to this many bytes: about 30,000 tensors. */
export const SAFETENSORS_LIMIT = 4 * 1024 * 1024;
const MAX_TENSORS = 100_000;
const MAX_METADATA_CHARS = 256 * 1024;
const MAX_TENSOR_CHARS = 2000;
const MAX_STRINGS = 200;
/** Every layer has a router, and one is enough. */
const MAX_SHAPES = 100;

/**
 * Reads the header of a safetensors file; null if it cannot be read or is invalid. Never throws, whatever the file
 * contains.
 */
export async function readSafetensorsHeader(snapshot: Snapshot, path: string): Promise<SafetensorsHeader | null> {
  const file = snapshot.files.find((one) => one.path === path);
  if (file === undefined || file.pointer || file.size < 8) return null;
  const bytes = new HeaderBytes(snapshot, file, SAFETENSORS_LIMIT);
  if (!(await bytes.load(8))) return null;
  const start = bytes.take(8);
  const length = start.getUint32(4, true) * 0x1_0000_0000 + start.getUint32(0, true);
  // The first step is already in memory; it is read again, so that one text has the whole header.
  const readable = bytes.has(length) ? length : Math.min(length, bytes.left, bytes.affordable);
  if (readable < 2 || !(await bytes.load(readable))) return null;
  const view = bytes.take(readable);
  const text = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  if (!text.trimStart().startsWith('{')) return null;
  const read = readEntries(text);
  const whole = readable === length && read.whole;
  return {
    path,
    whole,
    metadata: read.metadata,
    shapes: read.shapes,
    llama4Shape: llama4Shape(read.names, read.shapes),
  };
}

function readEntries(text: string): {
  metadata: Map<string, string>;
  names: string[];
  shapes: Map<string, readonly number[]>;
  whole: boolean;
} {
  const metadata = new Map<string, string>();
  const shapes = new Map<string, readonly number[]>();
  const names: string[] = [];
  let end = 0;
  for (const entry of jsonEntries(text)) {
    if (names.length >= MAX_TENSORS) break;
    end = entry.end;
    if (entry.key === '__metadata__') {
      for (const [key, value] of stringsOf(text, entry)) if (!metadata.has(key)) metadata.set(key, value);
      continue;
    }
    names.push(entry.key);
    const shape = shapes.size < MAX_SHAPES && tellsSize(entry.key) ? shapeOf(text, entry) : null;
    if (shape !== null) shapes.set(entry.key, shape);
  }
  return { metadata, names, shapes, whole: /^\s*\}\s*$/.test(text.slice(end, end + 1000)) };
}

function stringsOf(text: string, { start, end }: JsonEntry): [string, string][] {
  if (end - start > MAX_METADATA_CHARS) return [];
  const entries = Object.entries(objectOf(parse(text.slice(start, end))) ?? {});
  return entries
    .slice(0, MAX_STRINGS)
    .flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[key, value]] : []));
}

function shapeOf(text: string, { start, end }: JsonEntry): readonly number[] | null {
  if (end - start > MAX_TENSOR_CHARS) return null;
  const shape = objectOf(parse(text.slice(start, end)))?.['shape'];
  if (!Array.isArray(shape)) return null;
  const numbers = shape.filter((size) => typeof size === 'number');
  return numbers.length === shape.length ? numbers : null;
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
