import { TargetError } from '../../errors/target-error.ts';
import { sendable, variable, webAddress, type Environment } from '../../system/environment.ts';

/** Where GitHub's API is, without a `/` at its end; null when GITHUB_API_URL names no web address. */
export function githubApi(env: Environment): string | null {
  return webAddress(variable(env, 'GITHUB_API_URL') ?? 'https://api.github.com');
}

/** The same. Throws a `TargetError` where GITHUB_API_URL names no web address. */
export function requireGithubApi(env: Environment): string {
  const api = githubApi(env);
  if (api !== null) return api;
  throw new TargetError(
    'invalid',
    'GITHUB_API_URL is no web address',
    "Set it to the address of your server's API, or unset it for https://api.github.com.",
  );
}

/** The token for GitHub; null without one. */
export function githubToken(env: Environment): string | null {
  return sendable(variable(env, 'GITHUB_TOKEN', 'GH_TOKEN'));
}
