import type { ReportedLicense } from '../report.ts';
import { targetSource } from '../sources/open.ts';
import { REPORT_AT } from '../version.ts';
import type { AuditTarget, Entry } from './journal-line.ts';
import type { Journal } from './journal.ts';
import { isInShard, type Shard } from './shard.ts';
import type { Since } from './since.ts';

/** Where the repositories of an audit come from, and what judges them. */
export interface AuditSources {
  /** All targets, in order. Throws a `TargetError` when they cannot be listed. */
  list(): AsyncIterable<AuditTarget>;
  /** The target with its revision as it is now; null where that cannot be had. */
  locate(target: AuditTarget): Promise<AuditTarget>;
  /** What a target came to. One that cannot be read is an entry as well. */
  check(target: AuditTarget): Promise<Entry>;
  /** What the licenses ask that repositories are judged by. */
  readonly licenses: readonly ReportedLicense[];
}

/** Told as an audit goes on. */
export interface Watcher {
  /** So many targets are listed, of which so many were done before. */
  listed(targets: number, done: number): void;
  done(entry: Entry): void;
}

export interface AuditOptions {
  /** How many repositories are read at a time. */
  readonly concurrency: number;
  readonly shard: Shard | null;
  readonly since: Since | null;
  /** When it aborts, nothing more is begun, and nothing that runs is waited for. */
  readonly stop: AbortSignal;
  readonly watcher: Watcher;
}

/**
 * Audits what the journal does not hold yet, and writes it there. Of a run that is stopped the journal holds all that
 * was finished. Throws a `TargetError` when the targets cannot be listed.
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
  const mayGoOn = (): boolean => !options.stop.aborted;
  const worker = async (): Promise<void> => {
    for (const target of queue) {
      if (!mayGoOn()) return;
      const entry = await outcomeOf(journal.target(target), sources, options.since);
      if (!mayGoOn()) return;
      journal.finish(target, entry);
      options.watcher.done(entry);
      // A folder is read without ever waiting; signals and the clock have their turn here.
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

/** Never throws: one repository that cannot be read, or that this program fails at, is no reason to end the audit. */
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
