import { isAbsolute, join } from 'node:path';

/** A process's variables. An empty one counts as none. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of the first of these variables that has one; null without. */
export function variable(env: Environment, ...names: readonly string[]): string | null {
  return names.map((name) => env[name] ?? '').find((value) => value !== '') ?? null;
}

/** The folder of the user whose variables these are; null where nothing tells it. */
export function homeFolder(env: Environment): string | null {
  return variable(env, 'HOME', 'USERPROFILE');
}

/**
 * The folder in which this program keeps what was fetched: XDG's; on Windows the one that stands for it. A relative one
 * is no folder, says the XDG specification. Null where nothing tells it.
 */
export function keptFolder(env: Environment): string | null {
  const home = homeFolder(env);
  const named = [env['XDG_CACHE_HOME'], env['LOCALAPPDATA']].find(
    (folder) => folder !== undefined && isAbsolute(folder),
  );
  const folder = named ?? (home === null ? null : join(home, '.cache'));
  return folder === null ? null : join(folder, 'llama-license-lint');
}

/** A path from a variable, in which `~` stands for the user's folder. */
export function expanded(path: string, env: Environment): string {
  return path.replace(/^~(?=$|[/\\])/, () => homeFolder(env) ?? '~');
}

/** A token as a header can carry it; null for none. Another one would end up, whole, in the message of an error. */
export function sendable(token: string | null): string | null {
  const trimmed = token?.trim() ?? '';
  return /^[\x21-\x7e]+$/.test(trimmed) ? trimmed : null;
}

/**
 * An address as requests are made to it: http or https, without name and password, without a `/` at its end; null for
 * any other.
 */
export function webAddress(written: string): string | null {
  if (!URL.canParse(written)) return null;
  const { protocol, host, pathname } = new URL(written);
  return protocol === 'https:' || protocol === 'http:'
    ? `${protocol}//${host}${pathname.replace(/(?<!\/)\/+$/, '')}`
    : null;
}
