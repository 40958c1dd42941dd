import { check } from '../check.ts';
import { standardOutput } from '../cli/standard-output.ts';
import { errorCommand } from '../reporters/github.ts';
import { internalError, run } from './run.ts';

const log = standardOutput();

process.on('uncaughtException', (error) => {
  log.write(errorCommand({ title: 'Internal error', says: internalError(error) }));
  process.exit(1);
});

// The runner starts the Action in the workspace; started elsewhere, it means the same folders.
const workspace = process.env['GITHUB_WORKSPACE'] ?? '';
if (workspace !== '') process.chdir(workspace);

process.exitCode = await run({
  env: process.env,
  workspace: process.cwd(),
  log,
  fetch: async (url, init) => fetch(url, init),
  check,
});
