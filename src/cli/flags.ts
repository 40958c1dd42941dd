import { RELATIONS } from '../report.ts';
import { FAIL_ON } from './exit-status.ts';

export const COMMANDS = ['check', 'explain', 'rules', 'fix', 'audit', 'init'] as const;
export type Command = (typeof COMMANDS)[number];

export const FORMATS = ['pretty', 'json', 'sarif', 'github', 'markdown', 'html', 'junit'] as const;
export type Format = (typeof FORMATS)[number];
/** The formats of `explain`, `rules` and `fix`. */
export const RULE_FORMATS: readonly Format[] = ['pretty', 'json'];

export const AUDIT_FORMATS = ['table', 'json', 'ndjson', 'csv', 'markdown', 'html'] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

/** The value that a flag takes, and the commands that accept it. */
export interface Flag {
  readonly value: 'none' | 'one' | 'many';
  /** The permitted values; absent for free text. */
  readonly of?: readonly string[];
  /** The values permitted for `audit`, where they differ. */
  readonly ofAudit?: readonly string[];
  readonly commands: readonly Command[];
}

const EVERY: readonly Command[] = COMMANDS;
const PRINTING: readonly Command[] = ['check', 'explain', 'rules', 'fix', 'audit'];
const CHECK: readonly Command[] = ['check', 'audit'];
const FIX: readonly Command[] = ['fix'];
/** Commands that take one repository. */
const ONE: readonly Command[] = ['check', 'fix'];
const JUDGING: readonly Command[] = ['check', 'fix', 'audit'];
const AUDIT: readonly Command[] = ['audit'];
const DECLARING: readonly Command[] = ['check', 'fix', 'init'];
const INIT: readonly Command[] = ['init'];

/** Every flag, by its long name. */
export const FLAGS: Readonly<Record<string, Flag>> = {
  format: { value: 'one', of: FORMATS, ofAudit: AUDIT_FORMATS, commands: PRINTING },
  output: { value: 'one', commands: PRINTING },
  quiet: { value: 'none', commands: [...PRINTING, 'init'] },
  color: { value: 'none', commands: PRINTING },
  'no-color': { value: 'none', commands: PRINTING },
  config: { value: 'one', commands: ONE },
  'trust-config': { value: 'none', commands: JUDGING },
  name: { value: 'one', commands: DECLARING },
  relation: { value: 'one', of: RELATIONS, commands: DECLARING },
  base: { value: 'many', commands: DECLARING },
  follow: { value: 'none', commands: JUDGING },
  'no-follow': { value: 'none', commands: JUDGING },
  offline: { value: 'none', commands: JUDGING },
  token: { value: 'one', commands: JUDGING },
  rules: { value: 'many', commands: JUDGING },
  agreement: { value: 'one', commands: ONE },
  'fail-on': { value: 'one', of: FAIL_ON, commands: JUDGING },
  'dry-run': { value: 'none', commands: ['fix', 'init'] },
  diff: { value: 'one', commands: FIX },
  'create-pr': { value: 'none', commands: FIX },
  'propose-again': { value: 'none', commands: FIX },
  commit: { value: 'none', commands: FIX },
  yes: { value: 'none', commands: FIX },
  unsafe: { value: 'none', commands: FIX },
  strict: { value: 'none', commands: CHECK },
  'pre-commit': { value: 'none', commands: INIT },
  github: { value: 'none', commands: INIT },
  force: { value: 'none', commands: INIT },
  'derivatives-of': { value: 'one', commands: AUDIT },
  concurrency: { value: 'one', commands: AUDIT },
  journal: { value: 'one', commands: AUDIT },
  resume: { value: 'none', commands: AUDIT },
  since: { value: 'one', commands: AUDIT },
  shard: { value: 'one', commands: AUDIT },
  help: { value: 'none', commands: EVERY },
  version: { value: 'none', commands: EVERY },
};

export const SHORT_FLAGS: Readonly<Record<string, string>> = { h: 'help', V: 'version' };
