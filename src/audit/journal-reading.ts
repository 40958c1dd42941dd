import { fstatSync, readSync } from 'node:fs';

import { UsageError } from '../errors/usage-error.ts';
import type { ReportedLicense } from '../report.ts';
import { isPassing } from '../errors/target-error.ts';
import { headerIn, lineIn, noJournal, type DoneLine, type Header, type ListedLine } from './journal-line.ts';

/** Where a line lies in the file, in bytes, without its end. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/** A target of the journal, and where its line lies. */
export interface Listed {
  readonly position: number;
  readonly revision: string | null;
  readonly span: Span;
}

/** A finished repository, and where its line lies. */
export interface Done {
  readonly finished: string;
  readonly revision: string | null;
  /** True for what may go well another time: the network or a limit was in the way. */
  readonly passing: boolean;
  readonly span: Span;
}

/** What a journal holds: only where its long lines lie, so that thousands of reports need not be in memory. */
export interface Contents {
  readonly header: Header;
  /** In the order of the listing. */
  readonly listed: Map<string, Listed>;
  /** True when all targets are listed. */
  allListed: boolean;
  readonly done: Map<string, Done>;
  /** In the order of the rulebook; those that bind no repository as well. */
  readonly licenses: ReportedLicense[];
  /** Bytes up to the end of the last whole line; what lies behind it was cut off while it was written. */
  size: number;
}

const CHUNK = 1024 * 1024;
/** No line that an audit writes is longer. */
const MAX_LINE_BYTES = 128 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * Reads a journal; null for one without a whole first line. A last line that was cut off counts for nothing.
 * Throws a `UsageError` when it is no journal.
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
        `line ${number} of ${path} is none of a journal`,
        'start the audit anew with another --journal',
      );
    contents.size = span.start + span.length + 1;
  }
  return contents;
}

/** The line that lies there. */
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

/** Takes a further line of the file into what is known of it. Gives false for one that is none of a journal. */
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
