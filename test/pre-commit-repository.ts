import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { execute, ROOT } from './consumer/command-line.ts';
import { temporaryFolder, writeFiles } from './sources/temporary-folder.ts';

const FIXTURE = join(ROOT, 'fixtures/finetune-half-done/repository');
export const GIT = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

export async function git(folder: string, ...args: readonly string[]): Promise<void> {
  const ran = await execute('git', args, { cwd: folder, env: GIT });
  if (ran.status !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`);
}

/** A git repository with the fixture in it, all added. */
export async function modelRepository(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = join(temporaryFolder(), 'Llama-Widget');
  cpSync(FIXTURE, folder, { recursive: true });
  writeFiles(folder, files);
  await git(folder, 'init', '--quiet');
  await git(folder, 'add', '--all');
  return folder;
}

/** A configuration with which that fixture passes. */
export const WAIVED = 'waivers: [{ rule: agreement-copy, reason: soon }, { rule: license-metadata, reason: soon }]\n';
