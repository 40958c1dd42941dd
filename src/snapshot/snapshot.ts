import type { HubModel } from './hub-model.ts';
import type { Evidence } from './place.ts';
import type { FileText } from './file-text.ts';

/** Where a snapshot was read from. */
export type SourceKind = 'local' | 'memory' | 'github' | 'hub';

/** A file of the repository. `path` is POSIX and relative to the repository. */
export interface SnapshotFile {
  readonly path: string;
  /** The size in bytes; for a Git LFS pointer, the size of the file behind it. */
  readonly size: number;
  /**
   * True if there is only a Git LFS pointer, so that the content cannot be read. On a server, only likely pointers are
   * checked; for others, `text` returns `pointer`.
   */
  readonly pointer: boolean;
}

/** The name of a repository, and its source. */
export interface RepositoryName {
  /** `owner/model` or `model`; empty without a name. */
  readonly value: string;
  readonly from: 'flag' | 'config' | 'remote' | 'cache' | 'directory' | 'target';
  /** The repository's address on the Hub, if it is known. */
  readonly page?: string;
}

/** One state of one repository: all that the rest of the program knows about it. */
export interface Snapshot {
  /** The target as written. */
  readonly target: string;
  readonly source: SourceKind;
  /** The commit hash, or null without one. */
  readonly revision: string | null;
  /** The name from the source; flags and configuration override it later. */
  readonly name: RepositoryName;
  /** All files, sorted by path, without `.git` and `node_modules`. */
  readonly files: readonly SnapshotFile[];
  /** What the source omitted (a symbolic link out of the folder, files beyond a limit, an unreadable folder). */
  readonly omissions: readonly Evidence[];
  /** Folders at the root, including empty ones; absent if the source has only files. */
  readonly folders?: readonly string[];
  /** True if there are more files than are listed: one of them can contain what none of these does. */
  readonly partial?: true;
  /**
   * True if each file that is read is a request that counts against a rate limit, so that only files that can change
   * the outcome are read.
   */
  readonly counted?: true;
  /** The Hub's metadata, for a repository on the Hub. */
  readonly hub?: HubModel;
  /**
   * The text of a file of at most `TEXT_LIMIT` bytes. Throws only a `TargetError`, if the server fails.
   */
  text(path: string): Promise<FileText>;
  /**
   * At most `length` bytes from `start`; fewer at the file's end and beyond `RANGE_LIMIT`; null if they cannot be read:
   * the file is not listed or only a pointer, or the range is invalid. Throws only a `TargetError`, if the server
   * fails.
   */
  bytes(path: string, start: number, length: number): Promise<Uint8Array | null>;
}

/** Every existing path, readable or not, which a new file cannot have. */
export function takenPaths({ files, omissions, folders = [] }: Snapshot): string[] {
  return [...files.map(({ path }) => path), ...omissions.map(({ file }) => file), ...folders];
}

/** A file is read as text up to this many bytes. */
export const TEXT_LIMIT = 2 * 1024 * 1024;

/** The maximum number of bytes in one read: the largest header that is read. */
export const RANGE_LIMIT = 32 * 1024 * 1024;

/** The folder for new contents before they replace files; a killed run can leave it behind. */
export const STAGING_FOLDER = '.llama-license-lint.tmp';

/** Files and folders of these names are excluded from a snapshot, at any depth. */
export const IGNORED_NAMES: ReadonlySet<string> = new Set(['.git', 'node_modules', STAGING_FOLDER]);
