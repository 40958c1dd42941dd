import { existsSync } from 'node:fs';

import type { CheckOptions } from '../config/check-options.ts';
import { UsageError } from '../config/usage-error.ts';
import { nearest } from '../yaml/nearest.ts';
import type { CheckArguments, Judging } from './arguments.ts';
import { COMMANDS } from './flags.ts';

/** The library's options that the flags ask for; what is not asked for stays absent. */
export function checkOptions(given: Judging & { readonly trustConfig?: boolean }): CheckOptions {
  return {
    ...(given.name === null ? {} : { name: given.name }),
    ...(given.relation === null ? {} : { relation: given.relation }),
    ...(given.bases.length === 0 ? {} : { bases: given.bases }),
    ...(given.config === null ? {} : { config: given.config }),
    ...(given.trustConfig === true ? { trustConfig: true } : {}),
    ...(given.rules.length === 0 ? {} : { rules: given.rules }),
    ...(given.agreement === null ? {} : { agreement: given.agreement }),
  };
}

/**
 * A first word that is neither a command nor a file here, but almost a command, is a typing error, not a target.
 * @throws UsageError that names the command.
 */
export function requireTarget(given: CheckArguments): void {
  const word = given.targets[0] ?? '';
  if (!given.implied || !/^[a-z]+$/.test(word)) return;
  const near = nearest(word, COMMANDS);
  if (near === null || existsSync(word)) return;
  throw new UsageError(`there is no command and no folder “${word}”`, `did you mean ${near}?`);
}
