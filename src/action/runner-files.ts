import { randomUUID } from 'node:crypto';
import { appendFile, readdir, readFile, stat } from 'node:fs/promises';

import { variable, type Environment } from '../system/environment.ts';

/** GitHub's limit for events is 25 MiB. */
const MAX_EVENT_BYTES = 32 * 1024 * 1024;

/** True if nothing was checked out. */
export async function isEmpty(workspace: string): Promise<boolean> {
  return (await readdir(workspace)).length === 0;
}

/** The event that started the workflow; null if it cannot be read. */
export async function readEvent(env: Environment): Promise<unknown> {
  const path = variable(env, 'GITHUB_EVENT_PATH');
  try {
    return path === null || (await stat(path)).size > MAX_EVENT_BYTES ? null : JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Sets the outputs of the step. The line that ends a value is random, so that no value can contain it. */
export async function writeOutputs(
  env: Environment,
  outputs: Readonly<Record<string, string | number>>,
): Promise<void> {
  const path = variable(env, 'GITHUB_OUTPUT');
  if (path === null) return;
  const end = `end-${randomUUID()}`;
  await appendFile(
    path,
    Object.entries(outputs)
      .map(([name, value]) => `${name}<<${end}\n${value}\n${end}\n`)
      .join(''),
  );
}

/** The size of the step's summary in bytes; null if the runner has none. */
export async function summarySize(env: Environment): Promise<number | null> {
  const path = variable(env, 'GITHUB_STEP_SUMMARY');
  return path === null
    ? null
    : stat(path).then(
        ({ size }) => size,
        () => 0,
      );
}

export async function appendSummary(env: Environment, markdown: string): Promise<void> {
  const path = variable(env, 'GITHUB_STEP_SUMMARY');
  if (path !== null) await appendFile(path, markdown);
}
