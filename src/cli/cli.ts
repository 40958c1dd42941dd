import { internalError, run } from './run.ts';
import { UNREADABLE } from './exit-status.ts';
import { standardOutput } from './standard-output.ts';

function crash(error: unknown): void {
  process.stderr.write(internalError(error, process.env));
  process.exitCode = UNREADABLE;
}

process.on('uncaughtException', (error) => {
  crash(error);
  process.exit();
});

// The build makes this CommonJS, which knows no await out here.
void run(process.argv.slice(2), {
  stdout: standardOutput(),
  // Node starts the stream when it is first looked at, which most runs never do.
  stderr: {
    write: (text) => process.stderr.write(text),
    get isTTY() { return process.stderr.isTTY; },
    get columns() { return process.stderr.columns; },
  },
  env: process.env,
  check: async (targets, options) => (await import('../check.ts')).check(targets, options),
  licenses: async () => (await import('../rulebook/builtin.ts')).builtinLicenses,
  question: async () => (await import('./question.ts')).question(),
}).then((status) => {
  process.exitCode = status;
});
