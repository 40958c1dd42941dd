// The public API.
import { check as checkWith, type CheckTarget } from './check.ts';
import type { CheckOptions } from './config/check-options.ts';
import type { Report } from './report.ts';

/**
 * Checks repositories against their Llama licenses: folders, repositories on GitHub or the Hub, or files in memory. A
 * target that cannot be read becomes an entry of the report with an `error`. Requests use the global `fetch` and no
 * token, unless `options.remote` says otherwise.
 * Throws a `UsageError` if an option, a configuration or a rule file is wrong.
 */
export async function check(target: CheckTarget, options: CheckOptions = {}): Promise<Report> {
  return checkWith(target, {
    ...options,
    remote: { ...options.remote, fetch: options.remote?.fetch ?? (async (url, init) => fetch(url, init)) },
  });
}

export type { CheckTarget } from './check.ts';
export type { CheckOptions } from './config/check-options.ts';
export { UsageError } from './errors/usage-error.ts';
export { builtinLicenses } from './rulebook-loader/builtin.ts';
export * from './report.ts';
export type { BindingRelation, LicenseRules, Rule } from './rulebook/rulebook.ts';
export type { Evidence, Place } from './snapshot/place.ts';
export type { RepositoryName, SourceKind } from './snapshot/snapshot.ts';
export type { MemoryFiles } from './sources/memory.ts';
