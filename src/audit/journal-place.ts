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
 * Where the journal of an audit lies unless a file is named: the same audit, and the same part of it, always has the same.
 * Makes the folder for it. Throws a `UsageError` where no variable tells one, or it cannot be made.
 */
export function journalPlace(what: AuditScope, shard: Shard | null, env: Environment): string {
  const folder = madeFolder(keptFolder(env));
  const name = nameOfScope(what);
  const exact = what.kind === 'list' && what.file !== '-' ? resolve(what.file) : name;
  const hash = createHash('sha256').update(`${what.kind} ${exact}`).digest('hex').slice(0, HASH_LENGTH);
  const readable = name
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(-MAX_NAME_CHARS);
  const part = shard === null ? '' : `-${shard.index}of${shard.of}`;
  return join(folder, `${readable}-${hash}${part}.ndjson`);
}

function madeFolder(kept: string | null): string {
  const hint = 'name a file with --journal, or set XDG_CACHE_HOME';
  if (kept === null) throw new UsageError('there is no folder for the journal of the audit', hint);
  const folder = join(kept, 'audits');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch (error) {
    throw new UsageError(`the folder ${folder} for the journal cannot be made: ${whyNotWritten(error)}`, hint);
  }
}
