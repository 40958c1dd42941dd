import { readShard, type Shard } from '../audit/shard.ts';
import { readScope, type AuditScope } from '../audit/audit-scope.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { AuditArguments, CheckSettings, OutputSettings } from './arguments.ts';
import { AUDIT_FORMATS, type AuditFormat } from './flags.ts';
import type { Flags } from './read-flags.ts';

/** What is audited, and how. */
export interface AuditSettings extends OutputSettings<AuditFormat>, CheckSettings {
  /** The scope of the audit, or the journals to merge. */
  readonly of:
    | { readonly scope: AuditScope; readonly merged: null }
    | { readonly scope: null; readonly merged: readonly string[] };
  readonly concurrency: number;
  /** The file of the journal; null for the default one. */
  readonly journal: string | null;
  readonly resume: boolean;
  /** An earlier journal or report. */
  readonly since: string | null;
  readonly shard: Shard | null;
  readonly strict: boolean;
}

const CONCURRENCY = 8;
const MAX_CONCURRENT = 64;

/** Reads what follows `audit`. Throws a `UsageError` unless it is a set of repositories, or journals to merge. */
export function readAudit({ words, flags, ...settings }: AuditArguments): AuditSettings {
  const format = AUDIT_FORMATS.find((one) => one === flags.one('format')) ?? 'table';
  return {
    ...settings,
    format,
    of:
      words[0] === 'merge'
        ? { scope: null, merged: journals(words.slice(1), flags) }
        : { scope: readScope(words, flags.one('derivatives-of')), merged: null },
    concurrency: readConcurrency(flags.one('concurrency')),
    journal: flags.one('journal'),
    resume: flags.has('resume'),
    since: flags.one('since'),
    shard: flags.one('shard') === null ? null : readShard(flags.one('shard') ?? ''),
    strict: flags.has('strict'),
  };
}

/** Flags that have no meaning for results that already exist. */
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

function journals(words: readonly string[], flags: Flags): readonly string[] {
  const odd = AUDITING.find((flag) => flags.has(flag));
  if (odd !== undefined)
    throw new UsageError(`--${odd} is not a flag of “audit merge”`, 'it only merges existing results');
  if (words.length === 0)
    throw new UsageError(
      '“audit merge” needs journals',
      'name those that the parts of the audit wrote; for a list of targets called merge, write ./merge',
    );
  return words;
}

function readConcurrency(written: string | null): number {
  if (written === null) return CONCURRENCY;
  const number = /^[1-9]\d?$/.test(written) ? Number(written) : MAX_CONCURRENT + 1;
  if (number > MAX_CONCURRENT)
    throw new UsageError(
      `--concurrency “${written}” is not a number of repositories to read at a time`,
      `give a number from 1 to ${MAX_CONCURRENT}; the default is ${CONCURRENCY}`,
    );
  return number;
}
