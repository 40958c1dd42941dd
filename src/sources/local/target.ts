import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { TargetError } from '../../errors/target-error.ts';
import { isForbidden, systemCode } from '../../errors/system-error.ts';

/**
 * The absolute path of the folder that a target names; a file stands for the folder it lies in.
 * Throws a `TargetError` when there is no such thing, or when it may not be read.
 */
export function targetFolder(target: string): string {
  if (target === '') throw new TargetError('invalid', 'The target is empty', 'Name a folder; “.” is the current one.');
  const path = resolve(target);
  try {
    const found = statSync(path);
    if (found.isDirectory()) return path;
    if (found.isFile()) return dirname(path);
  } catch (error) {
    throw unreadableTarget(target, error);
  }
  throw new TargetError(
    'invalid',
    `${target} is neither a folder nor a file`,
    'Name the folder that holds the repository.',
  );
}

/** What an error of the operating system, met while the target was opened, says of the target. */
export function unreadableTarget(target: string, error: unknown): TargetError {
  const code = systemCode(error);
  if (isForbidden(code))
    return new TargetError('forbidden', `${target} may not be read`, 'Give this user the right to read the folder.');
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new TargetError('not-found', `There is no folder ${target}`, missingHint(target));
  return new TargetError('invalid', `${target} cannot be read (${code})`, 'Name a folder on this machine.');
}

function missingHint(target: string): string {
  if (/^\w[\w.-]*\/\w[\w.-]*$/.test(target))
    return `If a repository on the Hugging Face Hub is meant, write hf:${target}.`;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target))
    return 'Of addresses, only those of repositories on huggingface.co and github.com are targets.';
  return 'Look at the spelling, and from which folder the path starts.';
}
