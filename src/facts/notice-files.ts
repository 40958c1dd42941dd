import type { Unread } from '../snapshot/snapshot.ts';
import type { TextFile } from './text-files.ts';

/** A file called `Notice`, as clause 1.b.iii of every version calls it. */
export interface NoticeFile {
  readonly path: string;
  /** Null when it cannot be read; `unread` then says why. */
  readonly text: string | null;
  readonly unread: Unread | null;
}

const NOTICE_NAME = /(?:^|\/)notice(?:\.txt|\.md)?$/i;

/** The Notice files of the repository: any case, no ending or `.txt` or `.md`, the one nearest the root first. */
export function noticeFiles(texts: readonly TextFile[]): NoticeFile[] {
  return texts
    .filter((file) => NOTICE_NAME.test(file.path))
    .sort((a, b) => a.path.split('/').length - b.path.split('/').length)
    .map((file) => ({ path: file.path, text: file.read.text, unread: file.read.unread }));
}
