import { totalOf } from '../findings/summary.ts';
import type { AuditReport } from '../reporters/audit/audit-report.ts';
import type { Report, UnreadableReport } from '../report.ts';
import { lineIn, type Entry, type Header } from './journal-line.ts';
import type { Contents, Span } from './journal-reading.ts';

/** A journal that is open for reading. */
export interface Readable {
  readonly path: string;
  readonly contents: Contents;
  read(span: Span): string;
}

/** A finished repository: its position in the listing, and the place of its entry. */
interface Place {
  readonly position: number;
  readonly finished: string;
  readonly journal: Readable;
  readonly span: Span;
}

/**
 * The report of the journals of one audit, in the order of the listing. If several journals finished a repository, the
 * last result counts. Entries stay in the files and are read again on each pass. `failed` are targets that could not be
 * listed.
 */
export function auditReport(
  journals: readonly [Readable, ...Readable[]],
  failed: readonly UnreadableReport[] = [],
): AuditReport {
  const { header, licenses } = journals[0].contents;
  const places = placesOf(journals);
  const repositories = {
    *[Symbol.iterator]() {
      yield* failed;
      for (const place of places) yield entryAt(place);
    },
  };
  const { summary, binding } = totals(repositories);
  const left = new Set(journals.flatMap(({ contents }) => [...contents.listed.keys()]));
  for (const { contents } of journals) for (const target of contents.done.keys()) left.delete(target);
  return {
    schemaVersion: 1,
    tool: toolOf(header),
    licenses: licenses.filter(({ license }) => binding.has(license)),
    repositories,
    summary,
    left: left.size,
  };
}

function placesOf(journals: readonly Readable[]): Place[] {
  const places = new Map<string, Place>();
  for (const journal of journals) {
    const { done, listed } = journal.contents;
    for (const [target, { finished, span }] of done) {
      const earlier = places.get(target);
      if (earlier === undefined || earlier.finished <= finished)
        places.set(target, {
          position: listed.get(target)?.position ?? Number.MAX_SAFE_INTEGER,
          finished,
          journal,
          span,
        });
    }
  }
  return [...places.values()].sort((one, other) => one.position - other.position);
}

function entryAt({ journal, span }: Place): Entry {
  const read = lineIn(journal.read(span));
  if (read?.kind !== 'done') throw new Error(`the journal ${journal.path} was changed while it was read`);
  return read.line.entry;
}

function totals(repositories: Iterable<Entry>): { summary: Report['summary']; binding: ReadonlySet<string> } {
  let summary = totalOf([]);
  const binding = new Set<string>();
  for (const entry of repositories) {
    const one = totalOf([entry]);
    const configured = (summary.configured ?? 0) + (one.configured ?? 0);
    summary = {
      ...(configured === 0 ? {} : { configured }),
      repositories: summary.repositories + 1,
      errors: summary.errors + one.errors,
      warnings: summary.warnings + one.warnings,
      unclear: summary.unclear + one.unclear,
      unreadable: summary.unreadable + one.unreadable,
    };
    if (!('error' in entry)) for (const license of entry.lineage.licenses) binding.add(license);
  }
  return { summary, binding };
}

function toolOf({ tool }: Header): Report['tool'] {
  return { name: tool.name, version: tool.version };
}
