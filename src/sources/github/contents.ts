import { RANGE_LIMIT } from '../../snapshot/snapshot.ts';
import type { GithubRepository } from './repository.ts';

const AT_ONCE = 8;
/** Bytes of a whole run. GitHub gives no part of a file, so that a header costs the file. */
const MAX_BYTES = 128 * 1024 * 1024;

/**
 * The contents of a repository's files, each asked for once, a few at a time. After a failure nothing more is asked.
 */
export class GithubContents {
  readonly #repository: GithubRepository;
  readonly #asked = new Map<string, Promise<Uint8Array>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #left = MAX_BYTES;
  #failure: { readonly error: unknown } | null = null;

  constructor(repository: GithubRepository) {
    this.#repository = repository;
  }

  /**
   * All bytes of a file; null for one that is too large to be fetched. Throws a `TargetError` when GitHub does not give
   * them.
   */
  async whole({ sha, size }: { readonly sha: string; readonly size: number }): Promise<Uint8Array | null> {
    if (size === 0) return new Uint8Array();
    const earlier = this.#asked.get(sha);
    if (earlier !== undefined) return earlier;
    if (size > RANGE_LIMIT || size > this.#left) return null;
    this.#left -= size;
    const asked = this.#inTurn(() => this.#repository.blob(sha, size));
    this.#asked.set(sha, asked);
    return asked;
  }

  async #inTurn(ask: () => Promise<Uint8Array>): Promise<Uint8Array> {
    if (this.#running < AT_ONCE) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      if (this.#failure !== null) throw this.#failure.error;
      return await ask();
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
