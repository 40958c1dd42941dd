import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * The command that applies a patch of a folder; null for one of a repository elsewhere, of which a clone is needed first. Git takes the paths of a patch from the top of the repository that it is
 * in, and passes silently over a patch of a folder further down unless it is told of that folder.
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

/** As a POSIX shell takes it. */
function quoted(word: string): string {
  return /^[\w./:\\-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
