import { setFlagsFromString } from 'node:v8';

import { standardOutput } from '../cli/standard-output.ts';
import { V8_FLAGS } from '../cli/v8-flags.ts';
import { errorCommand } from '../reporters/github.ts';
import { internalError, run, type ExitCode } from './run.ts';

for (const flag of V8_FLAGS) setFlagsFromString(flag);
const log = standardOutput();

process.on('uncaughtException', (error) => {
  log.write(errorCommand({ title: 'Internal error', says: internalError(error) }));
  process.exit(1);
});

// The runner starts the Action there; whoever starts it elsewhere means the same folders.
const workspace = process.env['GITHUB_WORKSPACE'] ?? '';
if (workspace !== '') process.chdir(workspace);

// The build makes this CommonJS, which knows no await out here.
void run({
  env: process.env,
  workspace: process.cwd(),
  log,
  fetch: async (url, init) => fetch(url, init),
  check: async (targets, options) => (await import('../check.ts')).check(targets, options),
}).then((code: ExitCode) => {
  process.exitCode = code;
});
