import type { LicenseRules, Mirrors } from '../rulebook/rulebook.ts';

/** The licenses and mirrors that a named model is looked up among. */
export interface ModelCatalog {
  readonly licenses: readonly LicenseRules[];
  readonly mirrors: Mirrors;
}
