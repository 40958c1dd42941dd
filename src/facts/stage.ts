import type { OriginKind } from '../provenance/read-files.ts';

/** A kind of file that is read in addition to texts. */
export type FileKind = 'card' | 'adapter-config' | 'config' | OriginKind;

/** Files that are read together. */
export interface Stage {
  readonly kinds: readonly FileKind[];
  /** Texts by their paths. */
  readonly texts: readonly string[];
  /** Texts beyond the limits: not read, although they may matter. */
  readonly leftOut: readonly string[];
}
