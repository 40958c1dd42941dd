import { runAudit, type AuditSources, type Watcher } from '../../src/audit/audit.ts';
import type { AuditTarget, Entry } from '../../src/audit/journal-line.ts';
import { Journal } from '../../src/audit/journal.ts';
import { repositories } from '../reporters/sample-audit.ts';
import { LICENSE } from '../reporters/sample-report.ts';
import { header } from './sample-journal.ts';

export const ENTRIES = repositories(30);
export const UNWATCHED: Watcher = { listed: () => undefined, done: () => undefined };

export interface Asked {
  readonly sources: AuditSources;
  /** The targets that were checked, in order. */
  readonly checked: string[];
  lists: number;
}

/** Gives the entries of the sample, or what a test puts in the place of some. */
export function sourcesOf(instead: (target: string) => Entry | Error | null = () => null): Asked {
  const asked: Asked = {
    checked: [],
    lists: 0,
    sources: {
      // eslint-disable-next-line @typescript-eslint/require-await -- the Hub's list waits
      async *list(): AsyncGenerator<AuditTarget> {
        asked.lists += 1;
        for (const entry of ENTRIES) yield { target: entry.target, revision: 'error' in entry ? null : entry.revision };
      },
      locate: (target) => Promise.resolve(target),
      check({ target }) {
        asked.checked.push(target);
        const other = instead(target);
        if (other instanceof Error) return Promise.reject(other);
        const entry = other ?? ENTRIES.find((one) => one.target === target);
        return entry === undefined ? Promise.reject(new Error(`no ${target}`)) : Promise.resolve(entry);
      },
      licenses: [LICENSE],
    },
  };
  return asked;
}

export async function audited(
  path: string,
  { sources }: Asked,
  opening: 'resume' | 'replace' | 'keep' = 'resume',
  stop = new AbortController().signal,
): Promise<void> {
  const journal = Journal.open(path, header(), opening);
  try {
    await runAudit(journal, sources, { concurrency: 4, shard: null, since: null, stop, watcher: UNWATCHED });
  } finally {
    journal.close();
  }
}
