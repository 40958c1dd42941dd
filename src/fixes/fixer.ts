import type { Verdict } from '../checks/check.ts';
import type { Facts } from '../facts/facts.ts';
import type { DecidedLineage } from '../lineage/lineage.ts';
import type { LicenseRules, Rule } from '../rulebook/rulebook.ts';
import type { EditAction } from './edit.ts';

/** A duty that is not met, and all that a fixer may look at. */
export interface FixCase {
  readonly facts: Facts;
  readonly lineage: DecidedLineage;
  readonly license: LicenseRules;
  /** The other licenses of the lineage, which bind as well. */
  readonly beside: readonly LicenseRules[];
  readonly rule: Rule;
  readonly verdict: Verdict;
}

/** An edit before it is known which rule asks for it. */
export type Proposal = EditAction & { readonly safe: boolean };

/** How duties of one kind of check are mended. */
export interface Fixer {
  /** The check's kind. */
  readonly kind: string;
  /** The edits that would meet the duty; none where only a person can decide what to do. Pure, and cheap enough for every check. */
  propose(input: FixCase): readonly Proposal[];
}

/** An edit that adds and takes nothing away. */
export function adds(action: EditAction): Proposal {
  return { ...action, safe: true };
}

/** An edit that changes what the author said. */
export function changes(action: EditAction): Proposal {
  return { ...action, safe: false };
}
