/** A range in a file. Lines and columns count from 1; columns count UTF-16 code units; the end is exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A quotation with its place. `line` and `column` are null if there is none (a header, a file list, a flag). */
export interface Evidence {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly says: string;
}
