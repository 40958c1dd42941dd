import { UsageError } from '../errors/usage-error.ts';
import type { Header } from './journal-line.ts';

/**
 * Throws a `UsageError` if a journal belongs to another audit, or another part of it, or was judged by other options.
 */
export function requireSame(earlier: Header, header: Header, path: string): void {
  const [other, own] = [earlier, header].map(partOf);
  if (earlier.asked.key !== header.asked.key || other !== own) {
    const list =
      earlier.asked.name === header.asked.name && other === own ? ' as it was then; the list has changed since' : '';
    throw new UsageError(
      `${path} is the journal of ${earlier.asked.name}${other ?? ''}${list}`,
      'start a new audit with another --journal; --since reuses the results of unchanged repositories',
    );
  }
  const why = judgedOtherwise(earlier, header);
  if (why !== null)
    throw new UsageError(
      `the repositories in ${path} were judged ${why}`,
      'use the same options, or start a new audit with another --journal',
    );
}

/** How the repositories of two journals were judged differently; null if they are comparable. */
export function judgedOtherwise(earlier: Header, header: Header): string | null {
  if (earlier.tool.version !== header.tool.version)
    return `by another version of this program (${earlier.tool.version})`;
  const differs = (['rules', 'trustConfig', 'offline', 'follow'] as const).find(
    (option) => JSON.stringify(earlier.judgement[option]) !== JSON.stringify(header.judgement[option]),
  );
  return differs === undefined ? null : `with other ${OPTIONS[differs]}`;
}

const OPTIONS = { rules: '--rules', trustConfig: '--trust-config', offline: '--offline', follow: '--follow' } as const;

function partOf({ shard }: Header): string {
  return shard === null ? '' : `, part ${shard.index} of ${shard.of}`;
}
