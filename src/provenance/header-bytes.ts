import type { Snapshot } from '../snapshot/snapshot.ts';

/**
 * The size of the first read in bytes, and its growth. If each read counts against a rate limit, there are only two.
 */
interface Steps {
  readonly first: number;
  readonly largest: number;
  readonly factor: number;
}

const STEPS: Steps = { first: 64 * 1024, largest: 4 * 1024 * 1024, factor: 2 };
const COUNTED_STEPS: Steps = { first: 256 * 1024, largest: 16 * 1024 * 1024, factor: 64 };

/**
 * Reads a file's header from start to end in growing steps, at most `limit` bytes in total. Skipped bytes are not read.
 * Keeps one step in memory.
 */
export class HeaderBytes {
  position = 0;
  private readonly read: (start: number, length: number) => Promise<Uint8Array | null>;
  private readonly size: number;
  private window: DataView = new DataView(new ArrayBuffer(0));
  private windowStart = 0;
  private readonly steps: Steps;
  private step: number;
  private budget: number;

  constructor(snapshot: Snapshot, file: { readonly path: string; readonly size: number }, limit: number) {
    this.read = (start, length) => snapshot.bytes(file.path, start, length);
    this.size = file.size;
    this.budget = limit;
    this.steps = snapshot.counted === true ? COUNTED_STEPS : STEPS;
    this.step = this.steps.first;
  }

  /** How many bytes can still be read. */
  get affordable(): number {
    return this.budget;
  }

  /** How many bytes of the file are left. */
  get left(): number {
    return this.size - this.position;
  }

  /** True if the next `length` bytes are in memory, so that they can be taken without waiting. */
  has(length: number): boolean {
    const at = this.position - this.windowStart;
    return at >= 0 && at + length <= this.window.byteLength;
  }

  /** Reads the next `length` bytes into memory; false if the file or the limit ends before. */
  async load(length: number): Promise<boolean> {
    if (this.has(length)) return true;
    const wanted = Math.min(Math.max(length, this.step), this.left, this.budget);
    if (wanted < length) return false;
    const bytes = await this.read(this.position, wanted);
    this.budget -= wanted;
    this.step = Math.min(this.step * this.steps.factor, this.steps.largest);
    if (bytes === null) return false;
    this.window = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.windowStart = this.position;
    return this.has(length);
  }

  /** Skips `length` bytes; false if the file ends before. */
  skip(length: number): boolean {
    if (length > this.left) return false;
    this.position += length;
    return true;
  }

  /** Takes an unsigned number of 4 or 8 bytes from memory. A number larger than any file is infinite. */
  takeCount(size: 4 | 8, little: boolean): number {
    const at = this.position - this.windowStart;
    this.position += size;
    if (size === 4) return this.window.getUint32(at, little);
    const high = this.window.getUint32(little ? at + 4 : at, little);
    return high > 0x1fffff ? Infinity : high * 0x1_0000_0000 + this.window.getUint32(little ? at : at + 4, little);
  }

  /** Takes `length` bytes from memory, as a view to read numbers from. */
  take(length: number): DataView {
    const view = new DataView(this.window.buffer, this.window.byteOffset + this.position - this.windowStart, length);
    this.position += length;
    return view;
  }
}
