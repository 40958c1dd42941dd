import { readShard, type Shard } from '../audit/shard.ts';
import { readWhat, type AuditScope } from '../audit/audit-scope.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { AuditArguments, CheckSettings, OutputSettings } from './arguments.ts';
import { AUDIT_FORMATS, type AuditFormat } from './flags.ts';
import type { GivenFlags } from './read-flags.ts';

/** How to audit, and what. */
export interface Auditing extends OutputSettings<AuditFormat>, CheckSettings {
  /** What is audited, or the journals that are joined. */
  readonly of:
    { readonly what: AuditScope; readonly merged: null } | { readonly what: null; readonly merged: readonly string[] };
  readonly concurrency: number;
  /** The file of the journal; null for the one that the audit always has. */
  readonly journal: string | null;
  readonly resume: boolean;
  /** An earlier journal or report. */
  readonly since: string | null;
  readonly shard: Shard | null;
  readonly strict: boolean;
}

const CONCURRENCY = 8;
const MAX_CONCURRENT = 64;

/** Reads what follows `audit`. Throws a `UsageError` for anything that is no set of repositories, and no journals to join. */
export function readAudit({ words, flags, ...given }: AuditArguments): Auditing {
  const format = AUDIT_FORMATS.find((one) => one === flags.one('format')) ?? 'table';
  return {
    ...given,
    format,
    of:
      words[0] === 'merge'
        ? { what: null, merged: journals(words.slice(1), flags) }
        : { what: readWhat(words, flags.one('derivatives-of')), merged: null },
    concurrency: readConcurrency(flags.one('concurrency')),
    journal: flags.one('journal'),
    resume: flags.has('resume'),
    since: flags.one('since'),
    shard: flags.one('shard') === null ? null : readShard(flags.one('shard') ?? ''),
    strict: flags.has('strict'),
  };
}

/** What says how to audit has no meaning for results that are there. */
const AUDITING = [
  'derivatives-of',
  'concurrency',
  'journal',
  'resume',
  'since',
  'shard',
  'rules',
  'trust-config',
  'follow',
  'no-follow',
  'offline',
  'token',
] as const;

function journals(words: readonly string[], flags: GivenFlags): readonly string[] {
  const odd = AUDITING.find((flag) => flags.has(flag));
  if (odd !== undefined) throw new UsageError(`--${odd} is no flag of “audit merge”`, 'it only joins what was audited');
  if (words.length === 0)
    throw new UsageError(
      '“audit merge” needs journals',
      'name those that the parts of the audit wrote; for a list of targets called merge write ./merge',
    );
  return words;
}

function readConcurrency(written: string | null): number {
  if (written === null) return CONCURRENCY;
  const number = /^[1-9]\d?$/.test(written) ? Number(written) : MAX_CONCURRENT + 1;
  if (number > MAX_CONCURRENT)
    throw new UsageError(
      `--concurrency “${written}” is no number of repositories to read at a time`,
      `give one from 1 to ${MAX_CONCURRENT}; the default is ${CONCURRENCY}`,
    );
  return number;
}
