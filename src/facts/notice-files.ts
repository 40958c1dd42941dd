import type { Unread } from '../snapshot/file-text.ts';
import { readVisibleText, type VisibleText } from '../card/visible-text.ts';
import type { TextFile } from './text-files.ts';

/** A file called `Notice`, as clause 1.b.iii of every version calls it. */
export interface NoticeFile {
  readonly path: string;
  /** Null when it cannot be read; `unread` then says why. */
  readonly text: string | null;
  readonly unread: Unread | null;
  /** What a reader of a Markdown notice sees; null for a plain one. */
  readonly visible: VisibleText | null;
}

const NOTICE_NAME = /(?:^|\/)notice(?:\.txt|\.md)?$/i;

/** True for a file that is called as clause 1.b.iii calls it. */
export function isNotice(path: string): boolean {
  return NOTICE_NAME.test(path);
}

/** The Notice files of the repository: any case, no ending or `.txt` or `.md`, the one nearest the root first. */
export function noticeFiles(texts: readonly TextFile[]): NoticeFile[] {
  return texts
    .filter((file) => isNotice(file.path))
    .sort((a, b) => a.path.split('/').length - b.path.split('/').length)
    .map(({ path, read }) => {
      const visible = read.text !== null && /\.md$/i.test(path) ? readVisibleText(path, read.text, 0) : null;
      return { path, text: read.text, unread: read.unread, visible };
    });
}
