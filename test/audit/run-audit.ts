import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { built, commandLine, type Ran } from '../consumer/command-line.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

export const SCOUT = 'meta-llama/Llama-4-Scout-17B-16E-Instruct';
export const BREAD = { 'README.md': '# Bread\n' };
export const DERIVATIVE = { 'README.md': `---\nbase_model: ${SCOUT}\n---\n# Scout\n`, 'model.safetensors': '' };

/** A folder with models in it, and a list of them. */
export function models(count: number): string {
  const names = Array.from({ length: count }, (_, at) => `m${at}`);
  const folder = temporaryFolder(
    Object.fromEntries(
      names.flatMap((name, at) =>
        Object.entries(at % 2 === 0 ? DERIVATIVE : BREAD).map(([path, text]) => [`${name}/${path}`, text]),
      ),
    ),
  );
  writeFileSync(join(folder, 'list.txt'), `# models\n${names.map((name) => `./${name}`).join('\n')}\n`);
  return folder;
}

export async function audit(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return commandLine(['audit', ...args], { cwd: folder, env: { HOME: folder, ...env } });
}

/** Starts an audit and does something to it when so many repositories are in its journal. */
export async function disturbed(
  folder: string,
  args: readonly string[],
  after: number,
  disturb: (kill: (signal: NodeJS.Signals) => void) => unknown,
  node: readonly string[] = [],
): Promise<{ status: number | null; signal: string | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [...node, built('cli.js'), 'audit', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()));
  const ended = new Promise<{ status: number | null; signal: string | null }>((resolve) =>
    child.on('close', (status, signal) => {
      resolve({ status, signal });
    }),
  );
  while (child.exitCode === null && doneIn(join(folder, 'j.ndjson')) < after)
    await new Promise((resolve) => setTimeout(resolve, 5));
  disturb((signal) => child.kill(signal));
  return { ...(await ended), stdout: out.join(''), stderr: err.join('') };
}

function doneIn(journal: string): number {
  return existsSync(journal) ? (readFileSync(journal, 'utf8').match(/^\{"done"/gm)?.length ?? 0) : 0;
}
