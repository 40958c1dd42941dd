import { fstatSync, readSync } from 'node:fs';

import { UsageError } from '../errors/usage-error.ts';
import type { ReportedLicense } from '../report.ts';
import { isPassing } from '../errors/target-error.ts';
import { headerIn, lineIn, noJournal, type DoneLine, type Header, type ListedLine } from './journal-line.ts';

/** The position of a line in the file, in bytes and without its end. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/** A target of the journal, and the position of its line. */
export interface Listed {
  readonly position: number;
  readonly revision: string | null;
  readonly span: Span;
}

/** A finished repository, and the position of its line. */
export interface Done {
  readonly finished: string;
  readonly revision: string | null;
  /** True if a later try can succeed, because the network or a rate limit was the reason. */
  readonly passing: boolean;
  readonly span: Span;
}

/** The contents of a journal. It has only the positions of entries, so that thousands of reports need little memory. */
export interface Contents {
  readonly header: Header;
  /** In the order of the listing. */
  readonly listed: Map<string, Listed>;
  /** True if all targets are listed. */
  allListed: boolean;
  readonly done: Map<string, Done>;
  /** In the order of the rulebook, including those that bind no repository. */
  readonly licenses: ReportedLicense[];
  /** Bytes up to the end of the last complete line; anything after it was cut off while it was written. */
  size: number;
}

const CHUNK = 1024 * 1024;
/** An audit never writes a longer line. */
const MAX_LINE_BYTES = 128 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * Reads a journal; null for one without a complete first line. An incomplete last line is ignored.
 * Throws a `UsageError` if the file is not a journal.
 */
export function readContents(file: number, path: string): Contents | null {
  let contents: Contents | null = null;
  let number = 0;
  for (const { text, span } of linesOf(file, path)) {
    number += 1;
    if (contents === null)
      contents = {
        header: headerIn(text, path),
        listed: new Map(),
        allListed: false,
        done: new Map(),
        licenses: [],
        size: 0,
      };
    else if (!take(contents, text, span))
      throw new UsageError(
        `line ${number} of ${path} does not belong in a journal`,
        'start a new audit with another --journal',
      );
    contents.size = span.start + span.length + 1;
  }
  return contents;
}

/** The line at a position. */
export function lineAt(file: number, { start, length }: Span): string {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const more = readSync(file, bytes, read, length - read, start + read);
    if (more === 0) break;
    read += more;
  }
  return bytes.toString('utf8', 0, read);
}

/** Adds a line of the file to the contents. Returns false for one that does not belong in a journal. */
function take(contents: Contents, text: string, span: Span): boolean {
  const read = lineIn(text);
  if (read === null) return false;
  if (read.kind === 'listed') takeListed(contents, read.line, span);
  else if (read.kind === 'all-listed') contents.allListed = true;
  else if (read.kind === 'license') contents.licenses.push(read.license);
  else takeDone(contents, read.line, span);
  return true;
}

export function takeListed({ listed }: Contents, { target, position, revision }: ListedLine, span: Span): void {
  listed.set(target, { position, revision, span });
}

export function takeDone({ done }: Contents, { done: target, finished, entry }: DoneLine, span: Span): void {
  const passing = 'error' in entry && isPassing(entry.error.code);
  done.set(target, { finished, revision: 'error' in entry ? null : entry.revision, passing, span });
}

function* linesOf(file: number, path: string): Generator<{ text: string; span: Span }> {
  const { size } = fstatSync(file);
  let begun: Buffer[] = [];
  let start = 0;
  for (let at = 0; at < size;) {
    const chunk = Buffer.alloc(Math.min(CHUNK, size - at));
    const length = readSync(file, chunk, 0, chunk.length, at);
    if (length === 0) return;
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0 && end < length; end = chunk.indexOf(NEWLINE, from)) {
      const line = Buffer.concat([...begun, chunk.subarray(from, end)]);
      yield { text: line.toString('utf8'), span: { start, length: line.length } };
      start += line.length + 1;
      begun = [];
      from = end + 1;
    }
    if (from < length) begun.push(chunk.subarray(from, length));
    at += length;
    if (at - start > MAX_LINE_BYTES) throw noJournal(path);
  }
}
