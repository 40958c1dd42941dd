/** A value with the number of its type in GGUF. */
export type Typed =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'uint32'; readonly value: number }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'floats'; readonly count: number }
  | { readonly type: 'nested'; readonly value: readonly (readonly string[])[] };

export interface GgufShape {
  readonly version?: 1 | 2 | 3;
  readonly littleEndian?: boolean;
  /** Instead of the true number of keys. */
  readonly keyCount?: bigint;
}

/** The bytes of a GGUF header with these keys, in this order; strings and numbers may be given bare. */
export function gguf(
  entries: readonly (readonly [string, Typed | string | number])[],
  { version = 3, littleEndian = true, keyCount }: GgufShape = {},
): Buffer {
  const parts: Buffer[] = [];
  const uint32 = (value: number): void => {
    const bytes = Buffer.alloc(4);
    if (littleEndian) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    parts.push(bytes);
  };
  const count = (value: bigint): void => {
    if (version === 1) {
      uint32(Number(value));
      return;
    }
    const bytes = Buffer.alloc(8);
    if (littleEndian) bytes.writeBigUInt64LE(value);
    else bytes.writeBigUInt64BE(value);
    parts.push(bytes);
  };
  const text = (value: string): void => {
    const bytes = Buffer.from(value);
    count(BigInt(bytes.length));
    parts.push(bytes);
  };
  const texts = (values: readonly string[]): void => {
    uint32(8);
    count(BigInt(values.length));
    values.forEach(text);
  };

  parts.push(Buffer.from('GGUF'));
  uint32(version);
  count(7n);
  count(keyCount ?? BigInt(entries.length));
  for (const [key, given] of entries) {
    const typed: Typed =
      typeof given === 'string'
        ? { type: 'string', value: given }
        : typeof given === 'number'
          ? { type: 'uint32', value: given }
          : given;
    text(key);
    if (typed.type === 'string') {
      uint32(8);
      text(typed.value);
    } else if (typed.type === 'uint32') {
      uint32(4);
      uint32(typed.value);
    } else if (typed.type === 'strings') {
      uint32(9);
      texts(typed.value);
    } else if (typed.type === 'floats') {
      uint32(9);
      uint32(6);
      count(BigInt(typed.count));
      parts.push(Buffer.alloc(4 * typed.count));
    } else {
      uint32(9);
      uint32(9);
      count(BigInt(typed.value.length));
      typed.value.forEach(texts);
    }
  }
  return Buffer.concat(parts);
}
