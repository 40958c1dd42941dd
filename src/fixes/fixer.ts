import type { Verdict } from '../checks/check.ts';
import type { Facts } from '../facts/facts.ts';
import type { DecidedLineage } from '../lineage/lineage.ts';
import type { LicenseRules, Rule } from '../rulebook/rulebook.ts';
import type { EditAction } from './edit.ts';

/** An open duty, with everything that a fixer can use. */
export interface FixCase {
  readonly facts: Facts;
  readonly lineage: DecidedLineage;
  readonly license: LicenseRules;
  /** The other licenses of the lineage, which bind, too. */
  readonly beside: readonly LicenseRules[];
  readonly rule: Rule;
  readonly verdict: Verdict;
}

/** An edit that is not yet assigned to a rule. */
export type UnassignedEdit = EditAction & { readonly safe: boolean };

/** Fixes the duties of one kind of check. */
export interface Fixer {
  /** The check's kind. */
  readonly kind: string;
  /** The edits that would meet the duty; none if a person must decide. Pure, and cheap enough for every check. */
  propose(input: FixCase): readonly UnassignedEdit[];
}

/** A safe edit, which only adds. */
export function adds(action: EditAction): UnassignedEdit {
  return { ...action, safe: true };
}

/** An unsafe edit, which changes what the author wrote. */
export function changes(action: EditAction): UnassignedEdit {
  return { ...action, safe: false };
}
