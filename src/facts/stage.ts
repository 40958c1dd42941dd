import type { OriginKind } from '../provenance/read-files.ts';

/** A kind of file that is read beside the texts. */
export type FileKind = 'card' | 'adapter-config' | 'config' | OriginKind;

/** Files that are read at once. */
export interface Stage {
  readonly kinds: readonly FileKind[];
  /** Texts by their paths. */
  readonly texts: readonly string[];
  /** Texts beyond the limits, which are not read although they might hold something. */
  readonly leftOut: readonly string[];
}
