import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { UsageError } from '../errors/usage-error.ts';
import { keptFolder, type Environment } from '../system/environment.ts';
import { whyNotWritten } from '../errors/system-error.ts';
import type { Shard } from './shard.ts';
import { nameOfScope, type AuditScope } from './audit-scope.ts';

const HASH_LENGTH = 10;
const MAX_NAME_CHARS = 60;

/**
 * The default path of an audit's journal, which is always the same for the same part of the same audit. Creates its
 * folder. Throws a `UsageError` if no variable names a folder, or it cannot be created.
 */
export function journalPlace(scope: AuditScope, shard: Shard | null, env: Environment): string {
  const folder = madeFolder(keptFolder(env));
  const name = nameOfScope(scope);
  const exact = scope.kind === 'list' && scope.file !== '-' ? resolve(scope.file) : name;
  const hash = createHash('sha256').update(`${scope.kind} ${exact}`).digest('hex').slice(0, HASH_LENGTH);
  const readable = name
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(-MAX_NAME_CHARS);
  const part = shard === null ? '' : `-${shard.index}of${shard.of}`;
  return join(folder, `${readable}-${hash}${part}.ndjson`);
}

function madeFolder(kept: string | null): string {
  const hint = 'name a file with --journal, or set XDG_CACHE_HOME';
  if (kept === null) throw new UsageError("there is no folder for the audit's journal", hint);
  const folder = join(kept, 'audits');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch (error) {
    throw new UsageError(`the journal's folder ${folder} cannot be created: ${whyNotWritten(error)}`, hint);
  }
}
