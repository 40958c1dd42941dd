import { isAbsolute, join } from 'node:path';

/** A process's variables. An empty one counts as absent. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of the first of these variables that is set; null without one. */
export function variable(env: Environment, ...names: readonly string[]): string | null {
  return names.map((name) => env[name] ?? '').find((value) => value !== '') ?? null;
}

/** The user's home folder; null if it is unknown. */
export function homeFolder(env: Environment): string | null {
  return variable(env, 'HOME', 'USERPROFILE');
}

/**
 * The cache folder of this program, by the XDG specification, which excludes relative paths, or its equivalent on
 * Windows. Null if it is unknown.
 */
export function keptFolder(env: Environment): string | null {
  const home = homeFolder(env);
  const named = [env['XDG_CACHE_HOME'], env['LOCALAPPDATA']].find(
    (folder) => folder !== undefined && isAbsolute(folder),
  );
  const folder = named ?? (home === null ? null : join(home, '.cache'));
  return folder === null ? null : join(folder, 'llama-license-lint');
}

/** A path from a variable, with `~` for the home folder. */
export function expanded(path: string, env: Environment): string {
  return path.replace(/^~(?=$|[/\\])/, () => homeFolder(env) ?? '~');
}

/** A token that a header can carry; null otherwise, since the error for an invalid header would contain the token. */
export function sendable(token: string | null): string | null {
  const trimmed = token?.trim() ?? '';
  return /^[\x21-\x7e]+$/.test(trimmed) ? trimmed : null;
}

/**
 * A server's address: http or https, without credentials and without a trailing `/`; null for anything else.
 */
export function webAddress(written: string): string | null {
  if (!URL.canParse(written)) return null;
  const { protocol, host, pathname } = new URL(written);
  return protocol === 'https:' || protocol === 'http:'
    ? `${protocol}//${host}${pathname.replace(/(?<!\/)\/+$/, '')}`
    : null;
}
