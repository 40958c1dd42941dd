import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';

import { UsageError } from '../errors/usage-error.ts';
import type { ReportedLicense } from '../report.ts';
import { whyNotWritten } from '../errors/system-error.ts';
import {
  ALL_LISTED,
  BEGINNING,
  lineIn,
  noJournal,
  type AuditTarget,
  type DoneLine,
  type Entry,
  type Header,
  type ListedLine,
} from './journal-line.ts';
import { lineAt, readContents, takeDone, takeListed, type Contents, type Span } from './journal-reading.ts';
import { lock } from './lock.ts';
import { requireSame } from './same-audit.ts';

/** What to do with an existing journal: continue it, replace it, or keep it and report an error. */
export type Opening = 'resume' | 'replace' | 'keep';

/**
 * The file that an audit writes its results to as they come in. A run that is killed loses at most one line. While the
 * journal is open, it is locked for other processes. Writing throws a `UsageError` if the system cannot write.
 */
export class Journal {
  readonly path: string;
  readonly contents: Contents;
  /** True if the file had nothing to resume. */
  readonly isNew: boolean;
  readonly #file: number;
  readonly #unlock: () => void;

  private constructor(path: string, file: number, contents: Contents, unlock: () => void) {
    this.path = path;
    this.#file = file;
    this.contents = contents;
    this.isNew = !contents.allListed;
    this.#unlock = unlock;
  }

  /**
   * Opens the journal of an audit, with the results of an earlier run if that is resumed. Throws a `UsageError` if the
   * file is another audit's or must be kept, if another process writes to it, or if it cannot be written.
   */
  static open(path: string, header: Header, opening: Opening): Journal {
    const unlock = writing(path, () => lock(path));
    let file: number | null = null;
    try {
      const opened = writing(path, () => {
        // Removed, not emptied: --since can still be reading it.
        if (opening === 'replace') rmSync(path, { force: true });
        return openSync(path, 'a+', 0o600);
      });
      file = opened;
      return new Journal(path, opened, begin(opened, path, header, opening), unlock);
    } catch (error) {
      if (file !== null) closeSync(file);
      unlock();
      throw error;
    }
  }

  list(target: AuditTarget, position: number): void {
    const line: ListedLine = { ...target, position };
    takeListed(this.contents, line, this.#append(line));
  }

  /** Ends the listing, and adds the licenses, so that the journal can be read without rules. */
  endListing(licenses: readonly ReportedLicense[]): void {
    for (const license of licenses) {
      this.#append({ license });
      this.contents.licenses.push(license);
    }
    this.#append(ALL_LISTED);
    this.contents.allListed = true;
  }

  /** Writes the entry of a finished repository. */
  finish(target: string, entry: Entry): void {
    const line: DoneLine = { done: target, finished: new Date().toISOString(), entry };
    takeDone(this.contents, line, this.#append(line));
  }

  /** A target as it was listed. */
  target(target: string): AuditTarget {
    const listed = this.contents.listed.get(target);
    const read = listed === undefined ? null : lineIn(lineAt(this.#file, listed.span));
    if (read?.kind !== 'listed') throw new Error(`the journal ${this.path} was changed while it was in use`);
    const { revision, hub } = read.line;
    return hub === undefined ? { target, revision } : { target, revision, hub };
  }

  /** The line of a finished repository. */
  read(span: Span): string {
    return lineAt(this.#file, span);
  }

  close(): void {
    closeSync(this.#file);
    this.#unlock();
  }

  #append(line: object): Span {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    writing(this.path, () => {
      appendAll(this.#file, bytes);
    });
    const span = { start: this.contents.size, length: bytes.length - 1 };
    this.contents.size += bytes.length;
    return span;
  }
}

function begin(file: number, path: string, header: Header, opening: Opening): Contents {
  const earlier = readContents(file, path);
  // A file that is not a journal is not overwritten, even without a complete line.
  if (earlier === null && !BEGINNING.startsWith(lineAt(file, { start: 0, length: BEGINNING.length })))
    throw noJournal(path);
  if (earlier !== null && opening === 'keep')
    throw new UsageError(
      `the journal ${path} already exists`,
      'continue it with --resume, or name another file with --journal',
    );
  if (earlier !== null) requireSame(earlier.header, header, path);
  if (earlier?.allListed === true) {
    writing(path, () => {
      ftruncateSync(file, earlier.size);
    });
    return earlier;
  }
  // Before the end of the listing, nothing was audited.
  const bytes = Buffer.from(`${JSON.stringify(header)}\n`);
  writing(path, () => {
    ftruncateSync(file, 0);
    appendAll(file, bytes);
  });
  return { header, listed: new Map(), allListed: false, done: new Map(), licenses: [], size: bytes.length };
}

/** Usually one write, but the system can write only a part. */
function appendAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}

function writing<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `the journal ${path} cannot be written: ${whyNotWritten(error)}`,
      'name another file with --journal, in a folder that exists',
    );
  }
}
