// The public API.
export { check, type CheckTarget } from './check.ts';
export type { CheckOptions } from './config/check-options.ts';
export { UsageError } from './config/usage-error.ts';
export { builtinLicenses } from './rulebook/builtin.ts';
export * from './report.ts';
export type { BindingRelation, LicenseRules, Rule } from './rulebook/rulebook.ts';
export type { Evidence, Place } from './snapshot/place.ts';
export type { RepositoryName, SourceKind } from './snapshot/snapshot.ts';
export type { MemoryFiles } from './sources/memory.ts';
