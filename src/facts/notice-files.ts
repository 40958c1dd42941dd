import type { Unread } from '../snapshot/file-text.ts';
import { readVisibleText, type VisibleText } from '../card/visible-text.ts';
import type { TextFile } from './text-files.ts';

/** A file named `Notice`, as clause 1.b.iii of every version requires. */
export interface NoticeFile {
  readonly path: string;
  /** Null when it cannot be read; `unread` then says why. */
  readonly text: string | null;
  readonly unread: Unread | null;
  /** The visible text of a Markdown notice; null for plain text. */
  readonly visible: VisibleText | null;
}

const NOTICE_NAME = /(?:^|\/)notice(?:\.txt|\.md)?$/i;

/** True if the file name is the one of clause 1.b.iii. */
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
