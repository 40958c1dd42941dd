import type { Evidence } from '../snapshot/place.ts';

/** Why a symbolic link was left out. */
export const LINK_LEFT_OUT = {
  leaves: 'is a symbolic link that leaves the repository, and was not followed',
  git: 'is a symbolic link into .git, and was not followed',
  nothing: 'is a symbolic link to nothing',
  itself: 'is a symbolic link to itself',
} as const;

/**
 * Collects what a source leaves out. Only the first `limit` are kept one by one, so that no repository can flood a
 * report.
 */
export class Omissions {
  readonly #limit: number;
  readonly #kept: Evidence[] = [];
  readonly #limits = new Map<string, Evidence>();
  #uncounted = 0;
  #partial = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** `says` is said of the file or folder `path`. */
  add(path: string, says: string): void {
    if (this.#kept.length < this.#limit) this.#kept.push(evidence(path, says));
    else this.#uncounted += 1;
  }

  /** As `add`, but told once however often it happens, and always told. */
  once(path: string, says: string): void {
    this.#limits.set(says, evidence(path, says));
  }

  /** Said where there are more files than are listed, of the repository `.` once. */
  beyond(path: string, says: string): void {
    if (path === '.') this.once(path, says);
    else this.add(path, says);
    this.#partial = true;
  }

  /** What a snapshot says of itself when files are there that are not listed. */
  get partial(): { readonly partial?: true } {
    return this.#partial ? { partial: true } : {};
  }

  /** All of them; what is said of the whole repository stands last, under the path `.`. */
  all(): readonly Evidence[] {
    const more =
      this.#uncounted === 0 ? [] : [evidence('.', `holds ${this.#uncounted} more entries that were left out`)];
    return [...this.#kept, ...this.#limits.values(), ...more];
  }
}

function evidence(file: string, says: string): Evidence {
  return { file, line: null, column: null, says };
}
