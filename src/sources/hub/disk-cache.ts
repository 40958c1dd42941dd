import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// What the Hub has given of public repositories, by repository, commit and path, so that no run asks for it again.
// A commit never changes. Any number of processes may use it at once: an entry takes its place whole, or not at all.

/** What an entry is the content of. */
export interface HubCacheKey {
  readonly id: string;
  readonly sha: string;
  /** `tree`, or which file or which bytes of it. */
  readonly part: string;
}

export interface HubCacheLimits {
  /** Bytes of all entries. */
  readonly bytes: number;
  readonly entries: number;
}

const LIMITS: HubCacheLimits = { bytes: 256 * 1024 * 1024, entries: 20_000 };
const MAX_ENTRY_BYTES = 4 * 1024 * 1024;
/** So many entries are written between two looks at the limits. */
const LOOK = 200;
/** When the limits are passed, the oldest go until this part of them is left. */
const KEPT_PART = 0.8;
const DIGEST = 32;
/** Raised where older entries are not to be trusted any more: they are not found again, and go as the oldest. */
const FORMAT = 2;

/** The cache on this machine's disk. Whatever goes wrong with it costs a request and nothing else. */
export class HubCache {
  readonly #folder: string | null;
  readonly #endpoint: string;
  readonly #limits: HubCacheLimits;
  #written = 0;

  /** `folder` is null where nothing is kept. */
  constructor(folder: string | null, endpoint: string, limits: HubCacheLimits = LIMITS) {
    this.#folder = folder;
    this.#endpoint = endpoint;
    this.#limits = limits;
  }

  /** The content of an entry; null without one, or for one that is not as it was written. */
  read(key: HubCacheKey): Uint8Array | null {
    const path = this.#path(key);
    if (path === null) return null;
    try {
      if (statSync(path).size > MAX_ENTRY_BYTES + DIGEST) return null;
      const whole = readFileSync(path);
      const content = whole.subarray(DIGEST);
      if (!whole.subarray(0, DIGEST).equals(this.#digest(key, content))) return null;
      const now = new Date();
      utimesSync(path, now, now);
      return new Uint8Array(content);
    } catch {
      return null;
    }
  }

  write(key: HubCacheKey, content: Uint8Array): void {
    const path = this.#path(key);
    if (path === null || this.#folder === null || content.length > MAX_ENTRY_BYTES) return;
    const beside = join(this.#folder, `${Math.random().toString(36).slice(2)}.tmp`);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(beside, Buffer.concat([this.#digest(key, content), content]), { flag: 'wx', mode: 0o600 });
      renameSync(beside, path);
      if (this.#written % LOOK === 0) this.#shrink(this.#folder);
      this.#written += 1;
    } catch {
      removed(beside);
    }
  }

  #path({ id, sha, part }: HubCacheKey): string | null {
    if (this.#folder === null) return null;
    return join(
      this.#folder,
      createHash('sha256')
        .update(JSON.stringify([FORMAT, this.#endpoint, id.toLowerCase(), sha, part]))
        .digest('hex'),
    );
  }

  /** Of the key as well, so that no entry can stand in the place of another. */
  #digest(key: HubCacheKey, content: Uint8Array): Buffer {
    return createHash('sha256')
      .update(JSON.stringify([FORMAT, this.#endpoint, key.id.toLowerCase(), key.sha, key.part]))
      .update('\0')
      .update(content)
      .digest();
  }

  #shrink(folder: string): void {
    const entries = readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat === undefined ? [] : { path, size: stat.size, time: stat.mtimeMs };
    });
    let [bytes, count] = [entries.reduce((sum, { size }) => sum + size, 0), entries.length];
    if (bytes <= this.#limits.bytes && count <= this.#limits.entries) return;
    for (const { path, size } of entries.sort((one, other) => one.time - other.time)) {
      if (bytes <= this.#limits.bytes * KEPT_PART && count <= this.#limits.entries * KEPT_PART) return;
      removed(path);
      bytes -= size;
      count -= 1;
    }
  }
}

/** Gone, or left to whoever looks next. */
function removed(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}
