import { checks } from '../checks/index.ts';
import type { TextKind } from '../facts/text-files.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Finding } from './finding.ts';

/**
 * The kinds of text that can still change the outcome of a duty of these licenses: those that its check reads, while it
 * is unmet or unclear. A duty that is met stays met.
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
