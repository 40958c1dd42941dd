import { randomUUID } from 'node:crypto';
import { appendFile, readdir, readFile, stat } from 'node:fs/promises';

import { variable, type Environment } from '../system/environment.ts';

/** The runner's own events have a few kilobytes; GitHub makes none larger than 25 MiB. */
const MAX_EVENT_BYTES = 32 * 1024 * 1024;

/** True where nothing was checked out. */
export async function isEmpty(workspace: string): Promise<boolean> {
  return (await readdir(workspace)).length === 0;
}

/** The event that started the workflow; null when there is none that can be read. */
export async function readEvent(env: Environment): Promise<unknown> {
  const path = variable(env, 'GITHUB_EVENT_PATH');
  try {
    return path === null || (await stat(path)).size > MAX_EVENT_BYTES ? null : JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Sets the outputs of the step. Nobody can guess the line that ends a value, whatever a path holds. */
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

/** How many bytes of the step's summary are taken; null when the runner wants none. */
export async function summarySize(env: Environment): Promise<number | null> {
  const path = variable(env, 'GITHUB_STEP_SUMMARY');
  return path === null
    ? null
    : stat(path).then(
        ({ size }) => size,
        () => 0,
      );
}

/** Adds to the step's summary. */
export async function appendSummary(env: Environment, markdown: string): Promise<void> {
  const path = variable(env, 'GITHUB_STEP_SUMMARY');
  if (path !== null) await appendFile(path, markdown);
}
