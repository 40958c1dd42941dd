import { checks } from '../checks/index.ts';
import type { TextKind } from '../facts/text-files.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Finding } from './finding.ts';

/**
 * The texts in which duties of these licenses are looked for that bind and are not met: what is met stays so, whatever
 * else is read.
 */
export function openTexts(findings: readonly Finding[], licenses: readonly LicenseRules[]): ReadonlySet<TextKind> {
  const open = new Set(
    findings.flatMap(({ obligation: { rule, outcome } }) => (outcome === 'unmet' || outcome === 'unclear' ? rule : [])),
  );
  const kinds = new Set(
    licenses.flatMap(({ rules }) => rules.flatMap(({ id, check }) => (open.has(id) ? check.kind : []))),
  );
  return new Set(checks.flatMap(({ kind, reads }) => (kinds.has(kind) ? (reads ?? []) : [])));
}
