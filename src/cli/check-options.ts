import { existsSync } from 'node:fs';

import type { CheckOptions } from '../config/check-options.ts';
import { UsageError } from '../config/usage-error.ts';
import type { Environment } from '../sources/environment.ts';
import { nearest } from '../yaml/nearest.ts';
import type { CheckArguments, Judging } from './arguments.ts';
import { asking } from './asking.ts';
import { COMMANDS } from './flags.ts';

/** The library's options that the flags ask for, and what servers are asked with; what is not asked for stays absent. */
export function checkOptions(given: Judging, env: Environment): CheckOptions {
  return {
    ...(given.name === null ? {} : { name: given.name }),
    ...(given.relation === null ? {} : { relation: given.relation }),
    ...(given.bases.length === 0 ? {} : { bases: given.bases }),
    ...(given.config === null ? {} : { config: given.config }),
    ...(given.trustConfig ? { trustConfig: true } : {}),
    ...(given.rules.length === 0 ? {} : { rules: given.rules }),
    ...(given.agreement === null ? {} : { agreement: given.agreement }),
    ...(given.follow === null ? {} : { follow: given.follow }),
    ...(given.offline ? { offline: true } : {}),
    remote: { env: environment(given, env), fetch: asking(env) },
  };
}

/** The process's variables, with the token that a flag gives in the place of theirs. Those for the Hub begin with `hf_`. */
export function environment({ token }: Pick<Judging, 'token'>, env: Environment): Environment {
  return token === null ? env : { ...env, [token.startsWith('hf_') ? 'HF_TOKEN' : 'GITHUB_TOKEN']: token };
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
