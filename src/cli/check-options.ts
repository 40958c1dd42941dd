import { existsSync } from 'node:fs';

import type { CheckOptions } from '../config/check-options.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { Environment } from '../system/environment.ts';
import { nearest } from '../text/nearest.ts';
import type { CheckArguments, CheckSettings } from './arguments.ts';
import { createFetch } from './create-fetch.ts';
import { COMMANDS } from './flags.ts';

/** The library's options that the flags set; options that no flag sets stay absent. */
export function checkOptions(input: CheckSettings, env: Environment): CheckOptions {
  return {
    ...(input.name === null ? {} : { name: input.name }),
    ...(input.relation === null ? {} : { relation: input.relation }),
    ...(input.bases.length === 0 ? {} : { bases: input.bases }),
    ...(input.config === null ? {} : { config: input.config }),
    ...(input.trustConfig ? { trustConfig: true } : {}),
    ...(input.rules.length === 0 ? {} : { rules: input.rules }),
    ...(input.agreement === null ? {} : { agreement: input.agreement }),
    ...(input.follow === null ? {} : { follow: input.follow }),
    ...(input.offline ? { offline: true } : {}),
    remote: { env: environment(input, env), fetch: createFetch(env) },
  };
}

/** The process's variables, with the token of `--token` in place of theirs. Tokens for the Hub begin with `hf_`. */
export function environment({ token }: Pick<CheckSettings, 'token'>, env: Environment): Environment {
  return token === null ? env : { ...env, [token.startsWith('hf_') ? 'HF_TOKEN' : 'GITHUB_TOKEN']: token };
}

/**
 * A first word that is almost a command, and not a file, is a typing error rather than a target.
 * @throws UsageError that suggests the command.
 */
export function requireTarget(input: CheckArguments): void {
  const word = input.targets[0] ?? '';
  if (!input.implied || !/^[a-z]+$/.test(word)) return;
  const near = nearest(word, COMMANDS);
  if (near === null || existsSync(word)) return;
  throw new UsageError(`“${word}” is neither a command nor a folder`, `did you mean ${near}?`);
}
