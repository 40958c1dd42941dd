/** A stretch of a file. Lines and columns count from 1; columns count UTF-16 code units; the end is exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What a file says, and where. `line` and `column` are null where a file has none (a header, a file list, a flag). */
export interface Evidence {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly says: string;
}
