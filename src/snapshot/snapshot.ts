import type { HubModel } from './hub-model.ts';
import type { Evidence } from './place.ts';
import type { FileText } from './file-text.ts';

/** Where a snapshot was read from. */
export type SourceKind = 'local' | 'memory' | 'github' | 'hub';

/** A file of the repository. `path` is POSIX and relative to the repository. */
export interface SnapshotFile {
  readonly path: string;
  /** Size in bytes; of the file that a Git LFS pointer stands for, not of the pointer. */
  readonly size: number;
  /**
   * True when only a Git LFS pointer is here, so that the content cannot be read. A server is asked for likely ones
   * alone; of others, `text` says `pointer`.
   */
  readonly pointer: boolean;
}

/** The name a repository goes by, and where the name was found. */
export interface RepositoryName {
  /** `owner/model` or `model`; empty when nothing names the repository. */
  readonly value: string;
  readonly from: 'flag' | 'config' | 'remote' | 'cache' | 'directory' | 'target';
  /** The repository's address on the Hub, where it is known to lie there. */
  readonly page?: string;
}

/** One state of one repository: all that the rest of the program can know of it. */
export interface Snapshot {
  /** The target as it was asked for. */
  readonly target: string;
  readonly source: SourceKind;
  /** Commit hash, or null where there is none. */
  readonly revision: string | null;
  /** The name as far as the source can tell it; flags and configuration overrule it later. */
  readonly name: RepositoryName;
  /** All files, sorted by path, without `.git` and `node_modules`. */
  readonly files: readonly SnapshotFile[];
  /** What the source left out (a symbolic link out of the folder, a limit reached, a folder that may not be read). */
  readonly omissions: readonly Evidence[];
  /** Folders at the root, also those that hold no file; absent where only files exist. */
  readonly folders?: readonly string[];
  /** True where there are more files than are listed: what is found in none of these may be in another. */
  readonly partial?: true;
  /**
   * True where each file that is read is a request that a server counts, so that only those are read that can change
   * something.
   */
  readonly counted?: true;
  /** What the Hub's API says of the repository, where it lies there. */
  readonly hub?: HubModel;
  /**
   * The text of a file of at most `TEXT_LIMIT` bytes. Never throws for what a file holds; a `TargetError` when its
   * server fails.
   */
  text(path: string): Promise<FileText>;
  /**
   * At most `length` bytes from `start`; fewer at the file's end and beyond `RANGE_LIMIT`; null when they cannot be
   * read: a file that is not listed or is only a pointer, or a range that is no range of bytes. Throws only a
   * `TargetError`, when its server fails.
   */
  bytes(path: string, start: number, length: number): Promise<Uint8Array | null>;
}

/** Every path at which something is, whether it can be read or not: a new file cannot have its name. */
export function takenPaths({ files, omissions, folders = [] }: Snapshot): string[] {
  return [...files.map(({ path }) => path), ...omissions.map(({ file }) => file), ...folders];
}

/** A file is read as text up to this many bytes. */
export const TEXT_LIMIT = 2 * 1024 * 1024;

/** No more bytes than these are handed out at once, whatever the length asked for: the largest header that is read. */
export const RANGE_LIMIT = 32 * 1024 * 1024;

/** Where a fix puts new contents before they take their places; a run that is killed may leave it behind. */
export const STAGING_FOLDER = '.llama-license-lint.tmp';

/** Files and folders of these names are no part of a snapshot, at any depth. */
export const IGNORED_NAMES: ReadonlySet<string> = new Set(['.git', 'node_modules', STAGING_FOLDER]);
