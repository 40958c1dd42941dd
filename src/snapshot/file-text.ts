/** Why a file's text could not be had whole. */
export type Unread = 'missing' | 'pointer' | 'too-large' | 'binary' | 'forbidden' | 'gated';

/**
 * A file read as text. `text` is null when nothing could be read, and then `unread` says why. A byte order mark is no
 * part of `text`: line 1 begins after it, and whoever writes the text back has to put it back.
 */
export type FileText =
  | {
      readonly text: string;
      readonly unread: null;
      /** False when the bytes are UTF-16, or hold some that are not UTF-8 and were read as Windows-1252. */ readonly utf8: boolean;
    }
  | { readonly text: null; readonly unread: Unread };
