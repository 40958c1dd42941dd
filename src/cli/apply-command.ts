import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * The command that applies a patch to a folder, or to a clone of a remote repository (null). Git reads the paths of a
 * patch from the root of the work tree, and silently skips a patch for a folder below it without `--directory`.
 */
export function applyCommand(folder: string | null, patch: string): string {
  if (folder === null) return `git -C CLONE apply ${quoted(resolve(patch))}`;
  const top = topOfRepository(folder) ?? folder;
  const below = relative(top, folder).replaceAll('\\', '/');
  return `git -C ${quoted(top)} apply ${below === '' ? '' : `--directory=${quoted(below)} `}${quoted(resolve(patch))}`;
}

function topOfRepository(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? null : topOfRepository(above);
}

/** The word, quoted for a POSIX shell. */
function quoted(word: string): string {
  return /^[\w./:\\-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
