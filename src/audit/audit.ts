import type { ReportedLicense } from '../report.ts';
import { targetSource } from '../sources/open.ts';
import { REPORT_AT } from '../version.ts';
import type { AuditTarget, Entry } from './journal-line.ts';
import type { Journal } from './journal.ts';
import { isInShard, type Shard } from './shard.ts';
import type { Since } from './since.ts';

/** Where the repositories of an audit come from, and how each is judged. */
export interface AuditSources {
  /** All targets, in order. Throws a `TargetError` if they cannot be listed. */
  list(): AsyncIterable<AuditTarget>;
  /** The target with its current revision; null if that is unknown. */
  locate(target: AuditTarget): Promise<AuditTarget>;
  /** The entry of a target, also of one that cannot be read. */
  check(target: AuditTarget): Promise<Entry>;
  /** The licenses by which repositories are judged. */
  readonly licenses: readonly ReportedLicense[];
}

/** Receives the progress of an audit. */
export interface Watcher {
  /** The number of targets, and how many of them were done before. */
  listed(targets: number, done: number): void;
  done(entry: Entry): void;
}

export interface AuditOptions {
  /** How many repositories are read at a time. */
  readonly concurrency: number;
  readonly shard: Shard | null;
  readonly since: Since | null;
  /** When it aborts, no further check starts, and running ones are abandoned. */
  readonly stop: AbortSignal;
  readonly watcher: Watcher;
}

/**
 * Audits the targets that the journal does not contain, and writes the results to it. After an interrupted run, the
 * journal has everything that was finished. Throws a `TargetError` if the targets cannot be listed.
 */
export async function runAudit(journal: Journal, sources: AuditSources, options: AuditOptions): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    if (options.stop.aborted) resolve();
    options.stop.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
  const { contents } = journal;
  if (!contents.allListed) await Promise.race([list(journal, sources, options), stopped]);
  if (options.stop.aborted) return;
  const left = [...contents.listed.keys()].filter((target) => contents.done.get(target)?.passing !== false);
  options.watcher.listed(contents.listed.size, contents.listed.size - left.length);
  const queue = left[Symbol.iterator]();
  const isStopped = (): boolean => options.stop.aborted;
  const worker = async (): Promise<void> => {
    for (const target of queue) {
      if (isStopped()) return;
      const entry = await outcomeOf(journal.target(target), sources, options.since);
      if (isStopped()) return;
      journal.finish(target, entry);
      options.watcher.done(entry);
      // Reading a folder never waits, so signals and timers get their turn here.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.race([
    Promise.all(Array.from({ length: Math.min(options.concurrency, left.length) }, worker)),
    stopped,
  ]);
}

async function list(journal: Journal, sources: AuditSources, { shard, stop }: AuditOptions): Promise<void> {
  let position = 0;
  for await (const target of sources.list()) {
    if (stop.aborted) return;
    if (isInShard(target.target, shard) && !journal.contents.listed.has(target.target)) journal.list(target, position);
    position += 1;
  }
  if (!stop.aborted) journal.endListing(sources.licenses);
}

/** Never throws: one repository that cannot be read, or an internal error, does not end the audit. */
async function outcomeOf(listed: AuditTarget, sources: AuditSources, since: Since | null): Promise<Entry> {
  try {
    const earlier = since?.revisionOf(listed.target) ?? null;
    const target = earlier !== null && listed.revision === null ? await sources.locate(listed) : listed;
    const unchanged = earlier !== null && earlier === target.revision ? (since?.entryOf(listed.target) ?? null) : null;
    return unchanged ?? (await sources.check(target));
  } catch (error) {
    return failed(listed.target, error);
  }
}

function failed(target: string, error: unknown): Entry {
  const says = error instanceof Error ? error.message : String(error);
  return {
    target,
    source: targetSource(target),
    error: { code: 'invalid', message: `internal error: ${says}`, hint: `Please report it at ${REPORT_AT}.` },
  };
}
