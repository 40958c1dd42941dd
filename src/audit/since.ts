import { closeSync, openSync, readFileSync } from 'node:fs';

import { UsageError } from '../errors/usage-error.ts';
import { isEntry, lineIn, type Entry, type Header } from './journal-line.ts';
import { lineAt, readContents } from './journal-reading.ts';
import { judgedOtherwise } from './same-audit.ts';
import { isObject } from './decode.ts';

/** The results of an earlier audit, for repositories that have not changed since. */
export interface Since {
  /** The revision that a target had then; null if it was not read, or has none. */
  revisionOf(target: string): string | null;
  /** Its entry, marked as reused; null if it must not be reused today. */
  entryOf(target: string): Entry | null;
  /** Why no result can be reused; null if they can. */
  readonly unusable: string | null;
  close(): void;
}

/**
 * Opens the journal of an earlier audit, or its report as JSON. Entries of a journal stay in the file until they are
 * needed. Throws a `UsageError` if the file is neither.
 */
export function openSince(path: string, header: Header, today: string): Since {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    throw new UsageError(`--since ${path} cannot be read`, WANTED);
  }
  try {
    const contents = readContents(file, path);
    if (contents === null) throw new UsageError(`${path} is empty`);
    return {
      revisionOf: (target) => contents.done.get(target)?.revision ?? null,
      entryOf(target) {
        const done = contents.done.get(target);
        const read = done === undefined ? null : lineIn(lineAt(file, done.span));
        return read?.kind === 'done' ? carriedOver(read.line.entry, today) : null;
      },
      unusable: judgedOtherwise(contents.header, header),
      close() {
        closeSync(file);
      },
    };
  } catch (error) {
    closeSync(file);
    const report = sinceReport(path, header, today);
    if (report !== null) return report;
    throw error instanceof UsageError && error.message.startsWith('line ')
      ? error
      : new UsageError(`--since ${path} is not an earlier audit`, WANTED);
  }
}

const WANTED = 'name the journal of an earlier audit, or its report as JSON';

function sinceReport(path: string, { tool }: Header, today: string): Since | null {
  const report = parsed(path);
  if (!isObject(report) || report['schemaVersion'] !== 1 || !Array.isArray(report['repositories'])) return null;
  const entries = new Map(report['repositories'].filter(isEntry).map((entry) => [entry.target, entry]));
  const by = isObject(report['tool']) ? report['tool']['version'] : null;
  return {
    revisionOf(target) {
      const entry = entries.get(target);
      return entry === undefined || 'error' in entry ? null : entry.revision;
    },
    entryOf(target) {
      const entry = entries.get(target);
      return entry === undefined ? null : carriedOver(entry, today);
    },
    unusable: by === tool.version ? null : `by another version of this program (${String(by)})`,
    close: () => undefined,
  };
}

/** Null if a waiver has expired since, which changes the outcome of the same files. */
function carriedOver(entry: Entry, today: string): Entry | null {
  if ('error' in entry) return null;
  const expired = entry.obligations.some(({ waived }) => waived?.until != null && waived.until < today);
  return expired ? null : { ...entry, unchanged: true };
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
