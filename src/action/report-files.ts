import { mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

import { whyNotWritten } from '../errors/system-error.ts';
import { UsageError } from '../errors/usage-error.ts';
import { variable, type Environment } from '../system/environment.ts';
import { replaceFile } from '../system/atomic-write.ts';

/** Writes the report for later steps to a new folder outside the workspace, and returns its path. */
export async function writeReport(env: Environment, json: string): Promise<string> {
  const folder = await mkdtemp(join(variable(env, 'RUNNER_TEMP') ?? tmpdir(), 'llama-license-lint-'));
  const path = join(folder, 'report.json');
  await writeFile(path, json);
  return path;
}

/**
 * Writes a file that an input names, and returns its absolute path. The checkout is not trusted: a link at the path is
 * replaced, not followed, and a folder that leads out of the workspace by a link is rejected.
 * Throws a `UsageError` if the file cannot be written.
 */
export async function writeNamed(path: string, workspace: string, text: string): Promise<string> {
  const whole = resolve(workspace, path);
  try {
    const folder = await realpath(dirname(whole));
    if (isInside(workspace, whole) && !isInside(await realpath(workspace), folder))
      throw new Error('a link leads out of the workspace');
    await replaceFile(join(folder, basename(whole)), text);
    return whole;
  } catch (error) {
    throw new UsageError(
      `the report cannot be written to ${path}: ${whyNotWritten(error)}`,
      'name a file in a folder that exists',
    );
  }
}

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return !isAbsolute(inside) && inside.split(sep)[0] !== '..';
}
