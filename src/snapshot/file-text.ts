/** Why a file's text could not be read in full. */
export type Unread = 'missing' | 'pointer' | 'too-large' | 'binary' | 'forbidden' | 'gated';

/**
 * A file read as text. `text` is null if it could not be read, and `unread` gives the reason. A byte order mark is not
 * part of `text`: line 1 begins after it, and a writer must restore it.
 */
export type FileText =
  | {
      readonly text: string;
      readonly unread: null;
      /** False for UTF-16, and for text with bytes that were read as Windows-1252. */
      readonly utf8: boolean;
    }
  | { readonly text: null; readonly unread: Unread };
