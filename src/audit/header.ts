import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { version } from '../version.ts';
import { JOURNAL_VERSION, type Header } from './journal-line.ts';
import type { Shard } from './shard.ts';
import type { TargetList } from './target-list.ts';
import { nameOfScope, type AuditScope } from './audit-scope.ts';

/** The options that bear on an audit. */
export interface AuditHow {
  readonly rules: readonly string[];
  readonly trustConfig: boolean;
  readonly offline: boolean;
  readonly follow: boolean | null;
  readonly shard: Shard | null;
}

/** The first line of a journal. `list` has the targets that a file names. Rule files count by content, not by path. */
export function headerOf(
  scope: AuditScope,
  list: TargetList | null,
  { rules, trustConfig, offline, follow, shard }: AuditHow,
): Header {
  const name = nameOfScope(scope);
  return {
    journal: JOURNAL_VERSION,
    tool: { name: 'llama-license-lint', version: version() },
    asked: { name, key: list === null ? name.toLowerCase() : `list ${list.digest}` },
    judgement: {
      rules: rules.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex')),
      trustConfig,
      offline,
      follow,
    },
    shard,
  };
}
