import { closeSync, openSync, statSync } from 'node:fs';

import { UsageError } from '../errors/usage-error.ts';
import type { Readable } from './audit-report.ts';
import { lineAt, readContents, type Contents } from './journal-reading.ts';
import { judgedOtherwise } from './same-audit.ts';

/** The journals of the parts of one audit, open for reading. */
export interface Joined {
  readonly journals: readonly [Readable, ...Readable[]];
  /** Remarks on the merged report: parts that are missing, overlapping or unfinished. */
  readonly remarks: readonly string[];
  /** False if targets are known to be missing. */
  readonly whole: boolean;
  readonly close: () => void;
}

/**
 * Opens the journals of one audit. Throws a `UsageError` for a file that is not a journal, or not of the same audit.
 */
export function openJoined(paths: readonly string[]): Joined {
  const files: number[] = [];
  const close = (): void => {
    for (const file of files) closeSync(file);
  };
  try {
    const journals = paths.map((path) => {
      const file = openForReading(path);
      files.push(file);
      const contents = readContents(file, path);
      if (contents === null)
        throw new UsageError(`${path} is empty`, 'name the journals that the parts of the audit wrote');
      return { path, contents, read: (span) => lineAt(file, span) } satisfies Readable;
    });
    const [first, ...others] = journals;
    if (first === undefined) throw new UsageError('there are no journals to merge');
    for (const other of others) requireJoinable(first, other);
    const missing = missingShards(journals);
    const unfinished = journals.filter(({ contents }) => !contents.allListed);
    return {
      journals: [first, ...others],
      remarks: [
        ...missing,
        ...unfinished.map(({ path }) => `not all targets of ${path} were listed`),
        ...overlaps(journals),
      ],
      whole: missing.length + unfinished.length === 0,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function openForReading(path: string): number {
  const file = opened(path);
  if (file === null)
    throw new UsageError(`the journal ${path} cannot be read`, 'name the journals that the parts of the audit wrote');
  return file;
}

/** Null if the path is not a file that can be opened. */
function opened(path: string): number | null {
  try {
    return statSync(path).isFile() ? openSync(path, 'r') : null;
  } catch {
    return null;
  }
}

function requireJoinable(
  { path: first, contents: { header } }: Readable,
  { path, contents: { header: other } }: Readable,
): void {
  if (other.asked.key !== header.asked.key) {
    const earlier = other.asked.name === header.asked.name ? ' as it was at another time' : '';
    throw new UsageError(
      `${path} is the journal of ${other.asked.name}, and ${first} that of ${header.asked.name}${earlier}`,
      'merge only journals of the same audit',
    );
  }
  const why = judgedOtherwise(other, header);
  if (why !== null)
    throw new UsageError(
      `the repositories in ${path} were judged ${why} than those in ${first}`,
      'merge only journals of the same audit',
    );
  if (other.shard?.of !== header.shard?.of)
    throw new UsageError(
      `${path} is ${partOf(other.shard)}, and ${first} is ${partOf(header.shard)}`,
      'merge parts of the same division',
    );
}

function partOf(shard: Contents['header']['shard']): string {
  return shard === null ? 'a whole audit' : `one of ${shard.of} parts`;
}

function missingShards(journals: readonly Readable[]): string[] {
  const of = journals[0]?.contents.header.shard?.of ?? 0;
  const present = new Set(journals.map(({ contents }) => contents.header.shard?.index));
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !present.has(index));
  if (missing.length === 0) return [];
  const [parts, are] = missing.length === 1 ? ['part', 'is'] : ['parts', 'are'];
  return [`${parts} ${missing.join(', ')} of ${of} ${are} missing`];
}

function overlaps(journals: readonly Readable[]): string[] {
  const seen = new Set<string>();
  let twice = 0;
  for (const { contents } of journals) {
    for (const target of contents.done.keys()) {
      if (seen.has(target)) twice += 1;
      seen.add(target);
    }
  }
  return twice === 0
    ? []
    : [`${twice} ${twice === 1 ? 'target is' : 'targets are'} in more than one journal; the later result counts`];
}
