import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const DIST = join(ROOT, 'dist');

/** What a run of a command left behind; `status` is null when it had to be stopped. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Flags of Node itself. */
  readonly node?: readonly string[];
  readonly uid?: number;
  readonly milliseconds?: number;
  /** What ends a run that takes longer. */
  readonly signal?: 'SIGTERM' | 'SIGKILL';
}

/** The built file, or an error that says how to get it: what is tested here is what ships. */
export function built(file: string): string {
  const path = join(DIST, file);
  if (!existsSync(path)) throw new Error(`dist/${file} is missing: run npm run build before the tests`);
  return path;
}

/** Runs the built command line with a bare environment, as a pipe and not a terminal. */
export async function commandLine(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return execute(process.execPath, [...(options.node ?? []), built('cli.js'), ...args], options);
}

/** Runs a program to its end. Never rejects: a status says more. */
export async function execute(
  program: string,
  args: readonly string[],
  { cwd, env, uid, milliseconds = 120_000, signal = 'SIGTERM' }: RunOptions = {},
): Promise<Ran> {
  const options = {
    cwd: cwd ?? tmpdir(),
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...env },
    encoding: 'utf8',
    timeout: milliseconds,
    killSignal: signal,
    maxBuffer: 256 * 1024 * 1024,
    ...(uid === undefined ? {} : { uid }),
  } as const;
  return new Promise((resolve) => {
    const child = execFile(program, [...args], options, (_, stdout, stderr) => {
      resolve({ status: child.exitCode, stdout, stderr });
    });
  });
}
